using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Results;

/// <summary><c>seats/candidates</c>: a list's candidates in one constituency, in the order of the ballot, as posted. Codes, not names.</summary>
/// <param name="Header">Signed by the office that declares results.</param>
/// <param name="Constituency">Its code.</param>
/// <param name="List">The list's code.</param>
/// <param name="Candidates">Their codes, in order.</param>
/// <param name="Preferences">Votes of preference, one for each; empty where there are none.</param>
/// <param name="Previous">The act that it replaces; null for the first.</param>
public sealed record SeatsCandidates(
    ActHeader Header, string Constituency, string List, ImmutableArray<string> Candidates, ImmutableArray<long> Preferences, Hash? Previous) : Act(Header)
{
    /// <inheritdoc/>
    public override string Kind => "seats/candidates";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("constituency", Constituency);
        json.WriteString("list", List);
        ActFields.WriteTexts(json, "candidates", Candidates);
        if (!Preferences.IsEmpty)
        {
            json.WriteStartArray("preferences");
            foreach (var votes in Preferences) json.WriteNumberValue(votes);
            json.WriteEndArray();
        }

        if (Previous is { } previous) json.WriteString("previous", previous.ToHex());
    }
}

/// <summary>What happens to a seat.</summary>
public enum SeatChangeKind { Vacated, Replaced, Reassigned }

/// <summary><c>seats/change</c>: after the official result a seat is vacated, filled by the next on the list, or given to another list by decision.</summary>
/// <param name="Header">Signed by the office that declares results.</param>
/// <param name="Constituency">Its code.</param>
/// <param name="List">The list that holds the seat.</param>
/// <param name="Ordinal">Which of the list's seats, from 1.</param>
/// <param name="Change">What happens.</param>
/// <param name="To">The list that it is given to; empty otherwise.</param>
/// <param name="Ground">The ground, of the definition's list.</param>
/// <param name="Article">The article.</param>
/// <param name="Attachments">The decision.</param>
public sealed record SeatsChange(
    ActHeader Header, string Constituency, string List, int Ordinal, SeatChangeKind Change, string To, string Ground, string Article,
    ImmutableArray<Attachment> Attachments) : Act(Header)
{
    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;

    /// <inheritdoc/>
    public override string Kind => "seats/change";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("constituency", Constituency);
        json.WriteString("list", List);
        json.WriteNumber("ordinal", Ordinal);
        json.WriteString("change", HolderActFields.Word(Change));
        if (To.Length > 0) json.WriteString("to", To);
        if (Ground.Length > 0) json.WriteString("ground", Ground);
        if (Article.Length > 0) json.WriteString("article", Article);
        ActFields.WriteAttachments(json, Attachments);
    }
}

/// <summary>Reads the fields of the acts about holders.</summary>
internal static class HolderActFields
{
    private static readonly FieldNames Candidates = new("constituency", "list", "candidates", "preferences", "previous");
    private static readonly FieldNames Change = new("constituency", "list", "ordinal", "change", "to", "ground", "article", "attachments");
    private static readonly FieldNames Changes = new("vacated", "replaced", "reassigned");
    private const int MostCandidates = 1000;

    internal static string Word(SeatChangeKind change) => Changes[(int)change];

    internal static SeatsCandidates ReadCandidates(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var act = new SeatsCandidates(header, "", "", [], [], null);
        while (json.NextField(Candidates, ref read, out var field))
            act = field switch
            {
                0 => act with { Constituency = json.CodeText() },
                1 => act with { List = json.CodeText() },
                2 => act with { Candidates = ActFields.ReadCodes(ref json, MostCandidates) },
                3 => act with { Preferences = ReadPreferences(ref json) },
                _ => act with { Previous = ActFields.ReadHash(ref json) },
            };
        json.Require(Candidates, read, 3);
        return act;
    }

    internal static SeatsChange ReadChange(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var act = new SeatsChange(header, "", "", 0, SeatChangeKind.Vacated, "", "", "", []);
        while (json.NextField(Change, ref read, out var field))
            act = field switch
            {
                0 => act with { Constituency = json.CodeText() },
                1 => act with { List = json.CodeText() },
                2 => act with { Ordinal = (int)json.Whole(10_000) },
                3 => act with { Change = (SeatChangeKind)Math.Max(0, ActFields.ReadWord(ref json, Changes)) },
                4 => act with { To = json.CodeText() },
                5 => act with { Ground = json.CodeText() },
                6 => act with { Article = json.CodeText(200) },
                _ => act with { Attachments = ActFields.ReadAttachments(ref json) },
            };
        json.Require(Change, read, 4);
        return act;
    }

    private static ImmutableArray<long> ReadPreferences(ref StrictJson json) =>
        ActFields.ReadItems(ref json, MostCandidates, (ref StrictJson item) => item.Whole(1L << 40));
}
