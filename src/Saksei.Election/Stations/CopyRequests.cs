using System.Collections.Immutable;

namespace Saksei.Election.Stations;

/// <summary>
/// What became of organisations' requests for a copy of one station's form, by all words that stand: a value. Each organisation that
/// asked is in it once, however many report of it. Refused stands before handed: nobody's word that it got a copy hides that it got none.
/// </summary>
public sealed record CopyRequests
{
    private ImmutableDictionary<string, Said> All { get; init; } = ImmutableDictionary.Create<string, Said>(StringComparer.Ordinal);

    internal static CopyRequests None { get; } = new();

    /// <summary>How many organisations asked for a copy and got none.</summary>
    public int Refused { get; private init; }

    /// <summary>How many organisations asked for a copy.</summary>
    public int Asked => All.Count;

    /// <summary>By organisation that asked: whether it got a copy.</summary>
    public IReadOnlyDictionary<string, bool> Handed => All.ToImmutableDictionary(one => one.Key, one => !one.Value.IsRefused, StringComparer.Ordinal);

    /// <summary>By these words alone.</summary>
    internal static CopyRequests Of(IEnumerable<OrganisationWord> words) => words.Aggregate(None, (requests, word) => requests.With(word, 1));

    /// <summary>With an organisation's word in place of an earlier one.</summary>
    internal CopyRequests With(OrganisationWord earlier, OrganisationWord word) => With(earlier, -1).With(word, 1);

    private CopyRequests With(OrganisationWord word, int words) => word.Copies.Aggregate(this, (requests, handing) => requests.With(handing, words));

    private CopyRequests With(HandingTo handing, int words)
    {
        var before = All.GetValueOrDefault(handing.Organisation);
        var after = before.With(handing.Outcome, words);
        if (after == before) return this;
        return new CopyRequests
        {
            All = after == default ? All.Remove(handing.Organisation) : All.SetItem(handing.Organisation, after),
            Refused = Refused + (after.IsRefused ? 1 : 0) - (before.IsRefused ? 1 : 0),
        };
    }

    /// <summary>How many words say of one organisation that it got a copy, and that it asked and got none.</summary>
    private readonly record struct Said(int Handed, int Refused)
    {
        internal bool IsRefused => Refused > 0;

        internal Said With(Handing outcome, int words) => outcome switch
        {
            Handing.Handed => this with { Handed = Handed + words },
            Handing.Refused => this with { Refused = Refused + words },
            _ => this,
        };
    }
}
