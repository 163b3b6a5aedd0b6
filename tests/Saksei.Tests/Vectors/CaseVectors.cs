namespace Saksei.Tests.Vectors;

/// <summary>
/// The vectors of one book of cases: each step with every field that it may have, and with those alone that it must have, each in a case
/// of its own; by whom it is void, and without what.
/// </summary>
internal sealed class CaseVectors(string book)
{
    private const string Stranger = "observers/desk", Transcriber = "transcriber/desk";
    private readonly Script _script = new(book, sharesFields: true);
    private int _cases;

    internal static IEnumerable<(string Book, Func<VectorFile> Run)> All =>
        StepRows.All.Select(row => row.Book).Distinct().Select(book => (book, (Func<VectorFile>)(() => new CaseVectors(book).Make())));

    private VectorFile Make()
    {
        Setting.Found(_script);
        Setting.AppointMembers(_script);
        foreach (var step in StepRows.All.Where(row => row.Book == book))
        {
            TakeWhole(step);
            TakeRequired(step);
        }

        return new VectorFile(book, [_script.Register]);
    }

    private void TakeWhole(StepRow step)
    {
        var id = Reach(step, recorded: false);
        var fields = CaseSamples.Fields(step, id, $"{step.Required} {step.Optional}".Split(' '));
        RefuseStrayFields(step, id, fields);
        _script.Whole("with every field", SignersOf(step, id), step.Kind, fields);
        TakeAgain(step, id);
    }

    // The way there as a transcriber recorded it; the step by whose it is.
    private void TakeRequired(StepRow step)
    {
        var id = Reach(step, recorded: step.By != "person");
        VoidBy(step, id);
        VoidWithout(step, id);
        var required = CaseSamples.Fields(step, id, step.Required.Split(' '));
        if (step.Decides) _script.Void("with those fields alone that reading asks for", "ground-missing", Owner(step, id), step.Kind, required);
        else _script.Applied("with those fields alone that it must have", Owner(step, id), step.Kind, required);
        if (step.Decides) _script.Applied("with those fields alone that it must have", SignersOf(step, id), step.Kind, Path(step, id));
    }

    private void RefuseStrayFields(StepRow step, string id, string fields)
    {
        var stray = CaseSamples.Order.First(field => !step.Has(field));
        var other = CaseSamples.Fields(step, id, [stray])[(CaseSamples.Fields(step, id, []).Length + 1)..];
        _script.Refused($"a field of other kinds: {stray}", "field-not-of-kind", Owner(step, id), step.Kind, _script.Compose(Owner(step, id), step.Kind, fields + "," + other));
    }

    private void TakeAgain(StepRow step, string id)
    {
        var after = step.To.Length == 0 ? "" : step.To;
        if (after.Length > 0 && !step.IsFrom(after)) _script.Void("in a state in which it may not be taken", "step-not-allowed", Transcriber, step.Kind, Path(step, id));
        else if (!step.IsFrom("none")) _script.Void("in a case that isn't open", "step-not-allowed", Transcriber, step.Kind, Path(step, "no-such-case"));
    }

    private void VoidBy(StepRow step, string id)
    {
        if (step.By == "anyone") return;
        var code = step.By switch { "body" => "office-not-held", "person" => "person-differs", _ => "case-of-another" };
        _script.Void("by another organisation", code, Stranger, step.Kind, Path(step, id).Replace(",\"receipt\":\"R-1\"", "", StringComparison.Ordinal));
    }

    private void VoidWithout(StepRow step, string id)
    {
        var path = Path(step, id);
        if (step.Decides)
        {
            _script.Void("a ground that isn't this step's", "ground-unknown", SignersOf(step, id), step.Kind, path.Replace("\"ground\":\"", "\"ground\":\"none-such-", StringComparison.Ordinal));
            _script.Void("no article", "article-missing", SignersOf(step, id), step.Kind, path.Replace(",\"article\":\"art.1\"", "", StringComparison.Ordinal));
        }

        if (step is { Decides: true, Book: "parties" } && CaseSamples.VotersOf(step).Length > 1)
            _script.Void("no votes", "quorum-missing", Owner(step, id), step.Kind, CaseSamples.Fields(step, id, ["ground", "article"]));
        foreach (var (field, value, code) in Strays.Where(stray => step.Has(stray.Field)))
            _script.Void($"{field} that the definition doesn't know", code, SignersOf(step, id), step.Kind, With(step, id, field, value));
    }

    private static readonly (string Field, string Value, string Code)[] Strays =
    [
        ("unit", "\"P9\"", "unit-unknown"), ("body", "\"none-such\"", "body-unknown"), ("stations", "[\"S99\"]", "station-unknown"),
        ("documents", "[{\"document\":\"none-such\",\"form\":\"copy\"}]", "document-unknown"), ("missing", "[\"none-such\"]", "document-unknown"),
        ("remedy", "\"none-such\"", "remedy-unknown"), ("complaint", "\"none-such\"", "complaint-unknown"),
        ("assessments", $$"""[{"rule":"none-such","outcome":"not-met","evidence":"{{VectorFolder.Digits("evidence")}}"}]""", "eligibility-unknown"),
        ("votes", "[{\"member\":\"nobody\",\"vote\":\"abstained\"}]", "member-unknown"),
    ];

    // The fields of the way, and one more in its place among them.
    private static string With(StepRow step, string id, string field, string value)
    {
        var names = PathFields(step).Append(field).ToHashSet();
        return string.Join(',', CaseSamples.Order.Where(names.Contains)
            .Select(name => name == field ? $"\"{name}\":{value}" : CaseSamples.Fields(step, id, [name]).Split(',', 2)[1])
            .Prepend($"\"case\":\"{id}\""));
    }

    /// <summary>A new case in a state in which the step may be taken.</summary>
    private string Reach(StepRow step, bool recorded)
    {
        var id = Next(step);
        foreach (var row in StepRows.WayTo(step))
            _script.Applied("on the way", recorded ? Transcriber : row.By == "person" && step.Verb != "retract" ? Counter(row) : SignersOf(row, id), row.Kind, Path(row, id));
        return id;
    }

    private string Next(StepRow step)
    {
        // An event is reported after its time, and cancelled before it.
        var id = $"{(book == "commission" && step.By == "person" ? "own" : step.Kind == "activities/cancel" ? CaseSamples.Coming : book[..^1])}-{++_cases}";
        if (book == "parties") Setting.Accredit(_script, id);
        return id;
    }

    private static string[] PathFields(StepRow step) =>
    [
        .. step.Required.Split(' '), .. step.Decides ? ["ground", "article"] : Array.Empty<string>(),
        .. step is { Decides: true, Book: "parties" } ? ["votes"] : Array.Empty<string>(),
        .. step is { By: "person", Book: "resignations" } ? ["receipt"] : Array.Empty<string>(),
        .. step.Kind switch { "commission/appoint" => ["person"], "complaints/file" => ["party"], _ => Array.Empty<string>() },
    ];

    private static string Path(StepRow step, string id) => CaseSamples.Fields(step, id, PathFields(step));

    // A decision of the commission on a party takes the signatures of members who sit.
    private static string SignersOf(StepRow step, string id) =>
        step is { Decides: true, Book: "parties" } ? $"{Owner(step, id)} {string.Join(' ', CaseSamples.VotersOf(step).Select(member => "assembly/" + member))}" : Owner(step, id);

    private static string Owner(StepRow step, string id) => step.By switch
    {
        "person" => step.Book == "commission" ? "assembly/" + id : "party-a/agent",
        "body" => BodyOf(step) + "/desk",
        "anyone" when step.Kind != "complaints/file" => Stranger,
        _ => CaseSamples.PartyOf(step, id) + "/desk",
    };

    private static string Counter(StepRow step) => step.Verb == "confirm" ? "council/desk" : "commission/desk";

    private static string BodyOf(StepRow step) => step.Book switch
    {
        "endorsements" => "communes",
        "activities" => "authority",
        "commission" => "assembly",
        "parties" when step.Verb == "certify" => "ministry",
        "parties" or "candidates" when step.Verb is "uphold" or "reverse" => "council",
        _ => "commission",
    };
}
