using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Results;

/// <summary><c>seats/lot</c>: a lot was drawn between lists that the rule leaves tied; it is checked against the tie that arises.</summary>
/// <param name="Header">Signed by the office that draws.</param>
/// <param name="Constituency">Its code.</param>
/// <param name="Step">The step of the allocation, from 1.</param>
/// <param name="Lists">The lists that tied.</param>
/// <param name="Drawn">Those that were drawn, in their order.</param>
/// <param name="Within">The joint list inside which they tied; empty elsewhere.</param>
/// <param name="Attachments">The record of the drawing.</param>
public sealed record SeatsLot(
    ActHeader Header, string Constituency, int Step, ImmutableArray<string> Lists, ImmutableArray<string> Drawn, string Within,
    ImmutableArray<Attachment> Attachments) : Act(Header)
{
    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;

    /// <inheritdoc/>
    public override string Kind => "seats/lot";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("constituency", Constituency);
        json.WriteNumber("step", Step);
        ActFields.WriteTexts(json, "lists", Lists);
        ActFields.WriteTexts(json, "drawn", Drawn);
        if (Within.Length > 0) json.WriteString("within", Within);
        ActFields.WriteAttachments(json, Attachments);
    }
}

/// <summary>The stages of results, in their order; the legal clock starts at provisional.</summary>
public enum Stage { Preliminary, Provisional, Official }

/// <summary>
/// <c>results/stage</c>: the office declares results to have reached a stage. It names the tally by hash, and the fold
/// recomputes it: a declaration of other figures than the register's is void.
/// </summary>
public sealed record ResultsStage(ActHeader Header, Stage Stage, Hash Tally, ImmutableArray<Attachment> Attachments) : Act(Header)
{
    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;

    /// <inheritdoc/>
    public override string Kind => "results/stage";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("stage", ResultActFields.Word(Stage));
        json.WriteString("tally", Tally.ToHex());
        ActFields.WriteAttachments(json, Attachments);
    }
}

/// <summary>Reads the fields of this book's acts, behind those of the header.</summary>
internal static class ResultActFields
{
    private static readonly FieldNames Lot = new("constituency", "step", "lists", "drawn", "within", "attachments");
    private static readonly FieldNames StageNames = new("stage", "tally", "attachments");
    private static readonly FieldNames Stages = new("preliminary", "provisional", "official");

    internal static string Word(Stage stage) => Stages[(int)stage];

    internal static SeatsLot ReadLot(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var act = new SeatsLot(header, "", 0, [], [], "", []);
        while (json.NextField(Lot, ref read, out var field))
            act = field switch
            {
                0 => act with { Constituency = json.CodeText() },
                1 => act with { Step = (int)json.Whole(100_000) },
                2 => act with { Lists = ActFields.ReadCodes(ref json, 1000) },
                3 => act with { Drawn = ActFields.ReadCodes(ref json, 1000) },
                4 => act with { Within = json.CodeText() },
                _ => act with { Attachments = ActFields.ReadAttachments(ref json) },
            };
        json.Require(Lot, read, 4);
        return act;
    }

    internal static ResultsStage ReadStage(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var act = new ResultsStage(header, Stage.Preliminary, default, []);
        while (json.NextField(StageNames, ref read, out var field))
            act = field switch
            {
                0 => act with { Stage = (Stage)Math.Max(0, ActFields.ReadWord(ref json, Stages)) },
                1 => act with { Tally = ActFields.ReadHash(ref json) },
                _ => act with { Attachments = ActFields.ReadAttachments(ref json) },
            };
        json.Require(StageNames, read, 2);
        return act;
    }
}
