namespace Saksei.Server.Pages.Register;

/// <summary>The tables and documents to take away; which there are stands in their catalogues.</summary>
public sealed record DataModel;
