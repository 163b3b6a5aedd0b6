using Saksei.Election.Organisations;
using Saksei.Register.Tree;
using Saksei.Server.Pages.Work.Scripts;

namespace Saksei.Cli.Scripts;

/// <summary>One script as it is served, as this clone built it, and who registered what is served.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Served">SHA-256 of what is served; null where it isn't.</param>
/// <param name="Built">SHA-256 of what this clone built; null where it has none of this name.</param>
/// <param name="Registered">Organisations that registered what is served, in the order of the register.</param>
/// <param name="Codes">What differs; none where all three are the same.</param>
internal sealed record ScriptComparison(string Name, string? Served, string? Built, IReadOnlyList<string> Registered, IReadOnlyList<string> Codes)
{
    /// <summary>Every script that is served or that this clone built, by name.</summary>
    internal static IEnumerable<ScriptComparison> Of(IReadOnlyDictionary<string, byte[]> served, ScriptRecords register)
    {
        var built = ServedScripts.All.ToDictionary(script => script.Script.Name, script => script.Script.Sha256, StringComparer.Ordinal);
        foreach (var name in served.Keys.Union(built.Keys).Order(StringComparer.Ordinal))
            yield return Of(name, served.TryGetValue(name, out var bytes) ? Hash.OfBytes(bytes) : null, built.TryGetValue(name, out var own) ? own : null, register);
    }

    private static ScriptComparison Of(string name, Hash? served, Hash? built, ScriptRecords register)
    {
        var known = served is { } hash ? register.Find(new PageScript(name, hash)) : null;
        return new ScriptComparison(name, served?.ToHex(), built?.ToHex(), [.. known?.Witnesses.Select(witness => witness.Organisation) ?? []], [.. WhatDiffers(served, built, known, register.FirstOf(name))]);
    }

    private static IEnumerable<string> WhatDiffers(Hash? served, Hash? built, RegisteredScript? known, RegisteredScript? ofName)
    {
        var code = served is null ? "script-not-served" : served != built ? "script-not-built" : "";
        if (code.Length > 0) yield return code;
        if (served is null || known is not null) yield break;
        code = ofName is null ? "script-none-registered" : "script-not-registered";
        yield return code;
    }
}
