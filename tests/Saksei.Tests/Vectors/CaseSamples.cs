using static Saksei.Tests.Vectors.VectorFolder;

namespace Saksei.Tests.Vectors;

/// <summary>What the fields of a case's act say in the vectors, as JSON, in the order in which acts have them.</summary>
internal static class CaseSamples
{
    internal static readonly string[] Order =
    [
        "party", "unit", "stations", "complaint", "against", "body", "refers", "person", "commitment", "ground", "article", "votes",
        "documents", "missing", "assessments", "remedy", "template", "receipt", "on", "count", "by", "fact", "attachments",
    ];

    /// <summary>How the code of a case begins whose event hasn't begun.</summary>
    internal const string Coming = "coming";

    /// <summary>The fields of an act, for a case.</summary>
    internal static string Fields(StepRow step, string id, IEnumerable<string> names) =>
        string.Join(',', Order.Where(names.Contains).Select(name => $"\"{name}\":{Value(step, id, name)}").Prepend($"\"case\":\"{id}\""));

    /// <summary>The party that a case is about: in the book of parties its code is the case's.</summary>
    internal static string PartyOf(StepRow step, string id) => step.Book == "parties" ? id : "party-a";

    /// <summary>Who votes on a decision of a kind: members of the body that decides.</summary>
    internal static string[] VotersOf(StepRow step) => step.Book switch
    {
        "parties" or "candidates" when step.Verb is "uphold" or "reverse" => ["c-1"],
        "parties" or "candidates" => ["m-1", "m-2"],
        "complaints" => ["e-1"],
        "endorsements" => ["h-1"],
        "activities" => ["u-1"],
        _ => ["a-1"],
    };

    private static string Value(StepRow step, string id, string name) => name switch
    {
        "party" => $"\"{PartyOf(step, id)}\"",
        "unit" => "\"P1\"",
        "stations" => """["S01","S02"]""",
        "complaint" => "\"campaign\"",
        "against" => "\"party-b\"",
        "body" => $"\"{BodyOf(step)}\"",
        "refers" => "\"another-case\"",
        "person" => $"\"{Digits("person " + PersonOf(step, id))}\"",
        "on" when step.Kind == "activities/ask" && id.StartsWith(Coming, StringComparison.Ordinal) => "\"2023-07-01T09:30:00+07:00\"",
        "commitment" or "ground" or "article" or "votes" => Decided(step, id, name),
        _ => LaterValue(name),
    };

    private static string Decided(StepRow step, string id, string name) => name switch
    {
        "commitment" => $"\"{Digits("sealed " + id)}\"",
        "ground" => $"\"{GroundOf(step)}\"",
        "article" => "\"art.1\"",
        _ => $"[{string.Join(',', VotersOf(step).Select(member => $$"""{"member":"{{member}}","vote":"for"}"""))}]",
    };

    private static string LaterValue(string name) => name switch
    {
        "documents" => """[{"document":"statute","form":"certified-copy","issuer":"ministry","receipt":"D-1"},{"document":"deposit","form":"original"}]""",
        "missing" => """["deposit"]""",
        "assessments" => $$"""[{"rule":"age-25","outcome":"met","evidence":"{{Digits("evidence")}}"},{"rule":"on-voter-list","outcome":"not-shown","evidence":"{{Digits("other evidence")}}"}]""",
        "remedy" => "\"recount\"",
        "template" => "\"template-1\"",
        "receipt" => "\"R-1\"",
        "on" => "\"2023-05-29T09:30:00+07:00\"",
        "count" => "6",
        "by" => "\"assembly\"",
        "fact" => "\"2023-05-28T17:00:00+07:00\"",
        _ => Papers(),
    };

    private static string BodyOf(StepRow step) => (step.Book, step.Verb) switch
    {
        (_, "certify") => "moi",
        (_, "appeal") => "ccc",
        _ => "nec",
    };

    private static string GroundOf(StepRow step) => step.Verb switch
    {
        "accept" or "allow" or "report-issued" or "report-allowed" => "conditions-met",
        "refuse" or "return" or "report-refused" or "revoke" => Refusal(step.Book),
        "uphold" => step.Book == "complaints" ? "facts-shown" : "decision-lawful",
        "reverse" => "decision-unlawful",
        "dismiss" => "decision-lawful",
        "reject" => "facts-not-shown",
        "disrupt" => "public-order",
        "end" => "mandate-ended",
        _ => "offence",
    };

    private static string Refusal(string book) => book switch
    {
        "endorsements" => "not-resident",
        "activities" => "public-order",
        "complaints" => "too-late",
        _ => "document-missing",
    };

    // Each appointment is of another person.
    private static string PersonOf(StepRow step, string id) => step.Book == "commission" ? id : "agent of party-a";
}
