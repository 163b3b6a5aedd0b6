using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Election.Values;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Definition;

/// <summary>What an organisation is called; its code stands in acts, and one that isn't named here goes by it.</summary>
public sealed record NamedOrganisation(string Code, Names Names)
{
    /// <summary>The interest group of a body or a party; empty where the definition states none.</summary>
    public string Interest { get; init; } = "";

    /// <summary>SHA-256 of the text of its own public key; null where the definition has none.</summary>
    public Hash? KeyHash { get; init; }

    /// <summary>The organisation that may let it in, as a ministry its communes; empty where there is none.</summary>
    public string Above { get; init; } = "";

    /// <summary>The hash of a key as a definition states it.</summary>
    public static Hash HashOf(VerifierKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Hash.OfBytes(Encoding.UTF8.GetBytes(key.Text));
    }

    internal static ImmutableArray<NamedOrganisation> ReadAll(ref StrictJson json) => json.Items(10_000, Read);

    private static readonly FieldNames Fields = new("code", "names", "interest", "keyHash", "above");

    private static NamedOrganisation Read(ref StrictJson json)
    {
        FieldsRead read = default;
        var named = new NamedOrganisation("", Names.None);
        json.EnterObject();
        while (json.NextField(Fields, ref read, out var field))
            named = field switch
            {
                0 => named with { Code = json.CodeText() },
                1 => named with { Names = Names.Read(ref json) },
                2 => named with { Interest = json.CodeText() },
                3 => named with { KeyHash = ActFields.ReadHash(ref json) },
                _ => named with { Above = json.CodeText() },
            };
        json.Require(Fields, read, 2);
        return named;
    }
}

/// <summary>
/// The names that a definition gives to bodies and parties: what holds an office, decides cases, records for others, or has an
/// interest group, a key or a body above it. Others that it only says how they are called are free.
/// </summary>
public sealed class ReservedNames
{
    private readonly FrozenDictionary<string, NamedOrganisation> _byCode;
    private readonly FrozenDictionary<Hash, NamedOrganisation> _byKey;

    internal ReservedNames(DefinitionHead head, Procedures procedures)
    {
        var holders = head.Offices.SelectMany(office => office).Concat(procedures.Bodies.Select(body => body.Organisation)).Concat(procedures.Transcribers)
            .Distinct(StringComparer.Ordinal).Where(code => !head.Organisations.Any(named => named.Code == code));
        var all = head.Organisations.Where(named => IsReserved(named, head, procedures)).Concat(holders.Select(code => new NamedOrganisation(code, Names.None)));
        _byCode = all.ToFrozenDictionary(named => named.Code, StringComparer.Ordinal);
        _byKey = _byCode.Values.Where(named => named.KeyHash is not null).ToFrozenDictionary(named => named.KeyHash.Given());
    }

    /// <summary>All of their codes.</summary>
    internal IEnumerable<string> Codes => _byCode.Keys;

    /// <summary>The body or party of a code; null where the definition has none of it.</summary>
    public NamedOrganisation? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Whose key it is by the definition; null where its hash doesn't stand there.</summary>
    public NamedOrganisation? OwnerOf(VerifierKey key) => _byKey.GetValueOrDefault(NamedOrganisation.HashOf(key));

    private static bool IsReserved(NamedOrganisation named, DefinitionHead head, Procedures procedures) =>
        named.Interest.Length > 0 || named.KeyHash is not null || named.Above.Length > 0
        || head.Offices.Any(office => office.Contains(named.Code))
        || procedures.Bodies.Any(body => body.Organisation == named.Code) || procedures.Transcribers.Contains(named.Code);
}
