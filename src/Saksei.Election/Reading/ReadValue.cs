namespace Saksei.Election.Reading;

/// <summary>Reads one item of an array.</summary>
/// <param name="json">At the item's value; behind it afterwards.</param>
public delegate T ReadItem<out T>(ref StrictJson json);

/// <summary>Reads a value; what is known beside the document comes with the scope.</summary>
internal delegate T ReadValue<out T>(ref StrictJson json, ReadScope scope);

/// <summary>What reading a value may need beside the document: the document's own bytes, and what knows the election's codes.</summary>
internal sealed class ReadScope(params object[] tools)
{
    /// <summary>The bytes of the document that is being read: a value may keep those that it stands in.</summary>
    internal ReadOnlyMemory<byte> Document { get; set; }

    /// <summary>The one tool of a type.</summary>
    /// <exception cref="InvalidOperationException">There is none: values of this kind can't be read here.</exception>
    internal T Of<T>() where T : class
    {
        foreach (var tool in tools)
            if (tool is T found) return found;
        throw new InvalidOperationException($"nothing here reads {typeof(T).Name}");
    }
}
