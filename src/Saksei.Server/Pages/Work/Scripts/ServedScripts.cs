using System.Collections.Immutable;
using System.Security.Cryptography;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Register.Tree;

namespace Saksei.Server.Pages.Work.Scripts;

/// <summary>A script that this build serves.</summary>
/// <param name="Script">Its name and hash, as the register has them.</param>
/// <param name="Address">Where it is served.</param>
/// <param name="Bytes">Itself.</param>
public sealed record ServedScript(PageScript Script, string Address, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>What a browser holds it against.</summary>
    public string Integrity => "sha384-" + Convert.ToBase64String(SHA384.HashData(Bytes.Span));
}

/// <summary>Every script that pages of this build run: those of workplaces, and the modules of the reader's own check.</summary>
public static class ServedScripts
{
    private const int VersionDigits = 12;

    /// <summary>All of them, those of workplaces first.</summary>
    public static ImmutableArray<ServedScript> All { get; } =
    [
        .. WorkFiles.Scripts.Select(script => Of(script.Address, script.Bytes)),
        .. ScriptEndpoints.Served.Select(module => Of(module.Address, module.Bytes)).OrderBy(script => script.Script.Name, StringComparer.Ordinal),
    ];

    /// <summary>Those that phones don't sign with: others of their names stand in the register, and they don't.</summary>
    public static IEnumerable<ServedScript> Closed(ScriptRecords register)
    {
        ArgumentNullException.ThrowIfNull(register);
        return All.Where(served => register.Find(served.Script) is null && register.FirstOf(served.Script.Name) is not null);
    }

    /// <summary>Names of scripts that this build serves and aren't those that a register has; null where it has none, and phones ask nothing.</summary>
    public static IReadOnlyList<string>? OthersThanRegistered(RegisterHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Read(fold => All.All(served => fold.Scripts.Records.FirstOf(served.Script.Name) is null) ? null : Closed(fold.Scripts.Records).Select(served => served.Script.Name).ToList());
    }

    /// <summary>What a script is called, whatever version of it is served: its path without the version's digits, which stand behind the first folder.</summary>
    public static string NameOf(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        string[] parts = address.TrimStart('/').Split('/');
        return string.Join('/', parts.Where((part, at) => at != 1 || !IsVersion(part)));
    }

    private static bool IsVersion(string part) => part.Length == VersionDigits && part.All(char.IsAsciiHexDigitLower);

    private static ServedScript Of(string address, byte[] bytes) => new(new PageScript(NameOf(address), Hash.OfBytes(bytes)), address, bytes);
}
