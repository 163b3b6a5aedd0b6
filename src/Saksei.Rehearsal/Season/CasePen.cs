using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Register.Notes;

namespace Saksei.Rehearsal.Season;

/// <summary>Writes the steps of cases, each by an organisation's desk.</summary>
internal sealed class CasePen(RehearsalSeed seed, string label, Func<string, SignerKey> desk)
{
    private readonly Pen _pen = new(seed, "season " + label);

    /// <summary>What was written.</summary>
    internal IReadOnlyList<WrittenAct> Acts => _pen.Acts;

    /// <summary>Chance of its own.</summary>
    internal SeededRandom Random { get; } = seed.Stream("season " + label);

    /// <summary>Writes one step.</summary>
    internal void Write(long at, string organisation, string kind, string id, CaseFields? fields = null, params ImmutableArray<SignerKey> beside) =>
        WriteBy(at, [desk(organisation), .. beside], kind, id, fields);

    /// <summary>Writes a step that a person takes by a key of their own.</summary>
    internal void WriteBy(long at, SignerKey person, string kind, string id, CaseFields fields) => WriteBy(at, [person], kind, id, fields);

    private void WriteBy(long at, ImmutableArray<SignerKey> signers, string kind, string id, CaseFields? fields)
    {
        var step = CaseRules.Steps.First(known => known.Kind == kind);
        _pen.Write(at, signers, header => new CaseAct(header, step, id, fields ?? new CaseFields()));
    }

    /// <summary>Writes a decision.</summary>
    internal void Decide(long at, string organisation, string kind, string id, string ground, string article = "unverified", CaseFields? fields = null, params ImmutableArray<SignerKey> beside) =>
        Write(at, organisation, kind, id, (fields ?? new CaseFields()) with { Ground = ground, Article = article }, beside);
}

/// <summary>The invented organisations that only the season has.</summary>
internal static class SeasonOrganisations
{
    internal const string Ministry = "ministry-e", Council = "council-f", Assembly = "assembly-g", Communes = "communes-h", Authority = "authority-i";

    /// <summary>Twenty parties that ask to take part; what they are called is in the definition.</summary>
    internal static IReadOnlyList<string> Parties { get; } = [.. Enumerable.Range(1, 20).Select(number => $"party-{number:00}")];

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> All { get; } = [Ministry, Council, Assembly, Communes, Authority, .. Parties];

    /// <summary>The declared grouping in which one treatment is made unequal: parties 1 to 10.</summary>
    internal static bool IsNorthern(string party) => string.CompareOrdinal(party, "party-11") < 0;
}
