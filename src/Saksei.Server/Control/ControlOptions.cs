namespace Saksei.Server.Control;

/// <summary>Where the operator's page is shown, and what it shows besides the register.</summary>
/// <param name="Url">Where to listen: an address of this machine alone, unless its operator said otherwise.</param>
/// <param name="Rehearsals">The folder of rehearsals' reports; empty where none was named.</param>
public sealed record ControlOptions(string Url, string Rehearsals = "");
