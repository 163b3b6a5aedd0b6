using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Results;

/// <summary>The kinds that results need beside the forms.</summary>
public static class ResultKinds
{
    private const int MostLists = 1000, MostSteps = 100_000;

    /// <summary><c>results/lot</c>.</summary>
    public static ActKind Lot => LotKind;

    /// <summary><c>results/stage</c>.</summary>
    public static ActKind Declare => StageKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Lot, Declare];

    internal static ActKind<ResultsLot> LotKind { get; } = new(
        "results/lot", [KeyRole.Desk], "The office `lot` drew between lists that the rule leaves tied. It is held against the tie that arises.")
    {
        Set = FieldSet<ResultsLot>.Of([LotFields.Constituency, LotFields.Step, LotFields.Lists, LotFields.Drawn], LotFields.Within, LotFields.Attachments, LotFields.Contest),
        Make = (header, read) => new ResultsLot(
            header, read.Of(LotFields.Constituency), read.Of(LotFields.Step), read.Of(LotFields.Lists), read.Of(LotFields.Drawn), read.Of(LotFields.Within), read.Of(LotFields.Attachments))
        { Contest = read.Of(LotFields.Contest) },
        About = act => new ActAbout([], act.PlaceOf(act.Constituency)) { Unit = act.Constituency },
    };

    internal static ActKind<ResultsStage> StageKind { get; } = new(
        "results/stage", [KeyRole.Desk], "The office `stage` declares that results have reached a stage.")
    {
        Set = FieldSet<ResultsStage>.Of([StageFields.Stage, StageFields.Tally], StageFields.Attachments, StageFields.Contest),
        Make = (header, read) => new ResultsStage(header, read.Of(StageFields.Stage), read.Of(StageFields.Tally), read.Of(StageFields.Attachments)) { Contest = read.Of(StageFields.Contest) },
        About = act => new ActAbout([], act.Contest, act.Stage.Word),
    };

    private static class LotFields
    {
        internal static readonly Field<ResultsLot, string> Constituency = new("constituency", ActCodecs.Code, act => act.Constituency, "or the outermost unit, where `within` says that the tie is beyond one constituency");
        internal static readonly Field<ResultsLot, int> Step = new("step", ActCodecs.Small(MostSteps), act => act.Step, "the step of the allocation, from 1");
        internal static readonly Field<ResultsLot, ImmutableArray<string>> Lists = new("lists", ActCodecs.CodesUpTo(MostLists), act => act.Lists, "the lists that tied, or the cells `CONSTITUENCY/LIST`");
        internal static readonly Field<ResultsLot, ImmutableArray<string>> Drawn = new("drawn", ActCodecs.CodesUpTo(MostLists), act => act.Drawn, "those drawn, in their order");
        internal static readonly Field<ResultsLot, string> Within = new("within", ActCodecs.Code, act => act.Within, "the joint list inside which they tied, or the level beyond one constituency: `country`, `levelling`, `matrix` ([levels](seat-rule.md#levels-of-a-lot))");
        internal static readonly Field<ResultsLot, ImmutableArray<Attachment>> Attachments = new("attachments", ActCodecs.Attachments, act => act.Attachments);
        internal static readonly Field<ResultsLot, string> Contest = new("contest", ActCodecs.Code, act => act.Contest, "one of the definition's contests, where it has several");
    }

    private static class StageFields
    {
        internal static readonly Field<ResultsStage, Stage> Stage = new("stage", ResultVocabulary.Stages.Codec, act => act.Stage);
        internal static readonly Field<ResultsStage, Hash> Tally = new("tally", ActCodecs.Hash, act => act.Tally, "of the bytes of `results/tally.json` at this point (of the contest's own, where there are several)");
        internal static readonly Field<ResultsStage, ImmutableArray<Attachment>> Attachments = new("attachments", ActCodecs.Attachments, act => act.Attachments);
        internal static readonly Field<ResultsStage, string> Contest = new("contest", ActCodecs.Code, act => act.Contest, "one of the definition's contests, where it has several");
    }
}
