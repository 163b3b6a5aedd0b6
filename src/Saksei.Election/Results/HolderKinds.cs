using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Results;

/// <summary>The kinds that say who holds seats.</summary>
public static class HolderKinds
{
    private const int MostCandidates = 1000, MostSeats = 10_000;

    /// <summary><c>holders/candidates</c>.</summary>
    public static ActKind Candidates => CandidatesKind;

    /// <summary><c>holders/change</c>.</summary>
    public static ActKind Change => ChangeKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Candidates, Change];

    internal static ActKind<HoldersCandidates> CandidatesKind { get; } = new(
        "holders/candidates", [KeyRole.Desk],
        "A list's candidates in one constituency, in the order of the ballot, as posted; codes, not names. Signed by a desk that holds the office `stage`.")
    {
        Set = FieldSet<HoldersCandidates>.Of(
            [CandidatesFields.Constituency, CandidatesFields.List, CandidatesFields.Candidates], CandidatesFields.Preferences, CandidatesFields.Previous, CandidatesFields.Contest),
        Make = (header, read) => new HoldersCandidates(
            header, read.Of(CandidatesFields.Constituency), read.Of(CandidatesFields.List), read.Of(CandidatesFields.Candidates),
            read.Of(CandidatesFields.Preferences), read.Of(CandidatesFields.Previous))
        { Contest = read.Of(CandidatesFields.Contest) },
        About = act => new ActAbout([], act.PlaceOf(act.Constituency)) { Unit = act.Constituency },
    };

    internal static ActKind<HoldersChange> ChangeKind { get; } = new(
        "holders/change", [KeyRole.Desk],
        "After the official result a seat is vacated, filled by the next on the list, or given to another list by decision. Signed by a desk that holds the office `stage`.")
    {
        Set = FieldSet<HoldersChange>.Of(
            [ChangeFields.Constituency, ChangeFields.List, ChangeFields.Ordinal, ChangeFields.Change],
            ChangeFields.To, ChangeFields.Ground, ChangeFields.Article, ChangeFields.Attachments, ChangeFields.Contest),
        Make = (header, read) => new HoldersChange(
            header, read.Of(ChangeFields.Constituency), read.Of(ChangeFields.List), read.Of(ChangeFields.Ordinal), read.Of(ChangeFields.Change),
            read.Of(ChangeFields.To), read.Of(ChangeFields.Ground), read.Of(ChangeFields.Article), read.Of(ChangeFields.Attachments))
        { Contest = read.Of(ChangeFields.Contest) },
        About = act => new ActAbout([], act.PlaceOf(act.Constituency), act.Change.Word) { Unit = act.Constituency },
    };

    private static class CandidatesFields
    {
        internal static readonly Field<HoldersCandidates, string> Constituency = new("constituency", ActCodecs.Code, act => act.Constituency);
        internal static readonly Field<HoldersCandidates, string> List = new("list", ActCodecs.Code, act => act.List);
        internal static readonly Field<HoldersCandidates, ImmutableArray<string>> Candidates =
            new("candidates", ActCodecs.CodesUpTo(MostCandidates), act => act.Candidates, "in order");
        internal static readonly Field<HoldersCandidates, ImmutableArray<long>> Preferences =
            new("preferences", Codecs.Items(MostCandidates, ActCodecs.Whole(1L << 40)), act => act.Preferences, "votes of preference, one for each");
        internal static readonly Field<HoldersCandidates, Hash?> Previous = new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the act that it replaces");
        internal static readonly Field<HoldersCandidates, string> Contest = new("contest", ActCodecs.Code, act => act.Contest, "one of the definition's contests, where it has several");
    }

    private static class ChangeFields
    {
        internal static readonly Field<HoldersChange, string> Constituency = new("constituency", ActCodecs.Code, act => act.Constituency);
        internal static readonly Field<HoldersChange, string> List = new("list", ActCodecs.Code, act => act.List);
        internal static readonly Field<HoldersChange, int> Ordinal = new("ordinal", ActCodecs.Small(MostSeats), act => act.Ordinal, "which of the list's seats, from 1");
        internal static readonly Field<HoldersChange, SeatChangeKind> Change = new("change", ResultVocabulary.SeatChanges.Codec, act => act.Change);
        internal static readonly Field<HoldersChange, string> To = new("to", ActCodecs.Code, act => act.To, "the list that it is given to, for `reassigned`");
        internal static readonly Field<HoldersChange, string> Ground = new("ground", ActCodecs.Code, act => act.Ground, "of the definition; asked for by the fold");
        internal static readonly Field<HoldersChange, string> Article = new("article", ActCodecs.Article, act => act.Article, "asked for by the fold");
        internal static readonly Field<HoldersChange, ImmutableArray<Attachment>> Attachments = new("attachments", ActCodecs.Attachments, act => act.Attachments, "the decision");
        internal static readonly Field<HoldersChange, string> Contest = new("contest", ActCodecs.Code, act => act.Contest, "one of the definition's contests, where it has several");
    }
}
