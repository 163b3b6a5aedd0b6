namespace Saksei.Election.Reading;

/// <summary>Reads one item of an array.</summary>
/// <param name="json">At the item's value; behind it afterwards.</param>
public delegate T ReadItem<out T>(ref StrictJson json);
