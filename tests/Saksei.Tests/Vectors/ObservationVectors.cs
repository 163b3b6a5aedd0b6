using static Saksei.Tests.Vectors.VectorFolder;

namespace Saksei.Tests.Vectors;

/// <summary>The book <c>observation</c>: from where observers are sent to what offices answer.</summary>
internal static class ObservationVectors
{
    private const string Commission = "commission/desk", Observers = "observers/desk", Party = "party-a/desk", Authority = "authority/desk";

    internal static IEnumerable<(string Book, Func<VectorFile> Run)> All => [("observation", () => new("observation", [Answers(), Incidents()]))];

    private static VectorRegister Answers()
    {
        var script = new Script("observation");
        Setting.Found(script);
        Deploy(script);
        var first = Register(script);
        Answer(script, first);
        TurnAway(script);
        return script.Register;
    }

    private static void Deploy(Script script)
    {
        const string Kind = "observation/deploy";
        script.Whole("with every field", Observers, Kind, """ "stations":[{"station":"S01","observers":2},{"station":"S02","observers":1}],"drawn":true """.Trim());
        script.Applied("with those fields alone that it must have: one is withdrawn", Observers, Kind, """ "stations":[{"station":"S02","observers":0}] """.Trim());
        script.Void("a station that there isn't", "station-unknown", Observers, Kind, """ "stations":[{"station":"S99","observers":1}] """.Trim());
        script.Void("a station twice", "station-twice", Observers, Kind, """ "stations":[{"station":"S01","observers":1},{"station":"S01","observers":1}] """.Trim());
    }

    private const string Questions =
        """[{"name":"doors","type":"select_one","choices":["open","closed"]},{"name":"present","type":"select_multiple","choices":["party-a","party-b"]},{"name":"waiting","type":"integer"}]""";

    private static string Register(Script script)
    {
        const string Kind = "observation/checklist";
        var first = script.Applied("with those fields alone that it must have", Observers, Kind, Checklist("counting", "1", Questions));
        script.Whole("another version", Observers, Kind, Checklist("counting", "2", Questions.Replace("waiting", "queue", StringComparison.Ordinal)) + $",\"previous\":\"{first}\"");
        script.Applied("another organisation's of the same name", Party, Kind, Checklist("counting", "1", "[]"));
        script.Void("a version that names none", "stale-edit", Observers, Kind, Checklist("counting", "3", Questions));
        script.Void("a version of another organisation's", "stale-edit", Commission, Kind, Checklist("counting", "3", Questions) + $",\"previous\":\"{first}\"");
        script.Void("a question twice", "question-twice", Observers, Kind, Checklist("opening", "1", """[{"name":"a","type":"integer"},{"name":"a","type":"integer"}]"""));
        script.Void("nothing to choose from", "choices-not-of-type", Observers, Kind, Checklist("opening", "1", """[{"name":"a","type":"select_one"}]"""));
        script.Void("a choice twice", "choice-twice", Observers, Kind, Checklist("opening", "1", """[{"name":"a","type":"select_one","choices":["b","b"]}]"""));
        return first;
    }

    private static void Answer(Script script, string checklist)
    {
        const string Kind = "observation/answers";
        const string Whole = """[{"question":"doors","choices":["closed"]},{"question":"present","choices":["party-a","party-b"]},{"question":"waiting","number":12}]""";
        var first = script.Applied("with those fields alone that it must have", Observers, Kind, Answered("S01", checklist, 1, """[{"question":"doors","choices":["open"]}]"""));
        script.Whole("with every field", Observers, Kind, Answered("S01", checklist, 1, Whole) + $",\"words\":{Papers()},\"previous\":\"{first}\"");
        script.Applied("another team", Observers, Kind, Answered("S01", checklist, 2, Whole));
        script.Applied("another organisation by the same checklist", Party, Kind, Answered("S01", checklist, 1, "[]"));
        script.Void("replaced without naming it", "stale-edit", Observers, Kind, Answered("S01", checklist, 1, Whole));
        script.Void("replacing another organisation's", "stale-edit", Commission, Kind, Answered("S01", checklist, 1, Whole) + $",\"previous\":\"{first}\"");
        script.Void("a station that there isn't", "station-unknown", Observers, Kind, Answered("S99", checklist, 1, Whole));
        script.Void("a checklist that there isn't", "checklist-unknown", Observers, Kind, Answered("S02", first, 1, Whole));
        script.Void("no team", "team-zero", Observers, Kind, Answered("S02", checklist, 0, Whole));
        Misanswer(script, checklist);
    }

    private static void Misanswer(Script script, string checklist)
    {
        void Void(string what, string code, string answers) => script.Void(what, code, Observers, "observation/answers", Answered("S02", checklist, 1, answers));
        Void("a question of another version", "question-unknown", """[{"question":"queue","number":1}]""");
        Void("a question twice", "question-twice", """[{"question":"waiting","number":1},{"question":"waiting","number":1}]""");
        Void("a number where one is chosen", "answer-not-of-type", """[{"question":"doors","number":1}]""");
        Void("two of which one is chosen", "answer-not-of-type", """[{"question":"doors","choices":["open","closed"]}]""");
        Void("a choice for a number", "answer-not-of-type", """[{"question":"waiting","choices":["open"]}]""");
        Void("a choice that there isn't", "choice-unknown", """[{"question":"doors","choices":["ajar"]}]""");
        Void("a choice twice", "choice-twice", """[{"question":"present","choices":["party-a","party-a"]}]""");
    }

    private static void TurnAway(Script script)
    {
        const string Kind = "observation/turned-away";
        var first = script.Applied("with those fields alone that it must have", Observers, Kind, Away("S01", "observers", "sent-away"));
        script.Whole("with every field", Observers, Kind, Away("S01", "observers", "sent-away") + $",\"reason\":\"no-badge\",\"evidence\":{Papers()},\"previous\":\"{first}\"");
        script.Applied("another organisation saw it", Party, Kind, Away("S01", "observers", "sent-away"));
        script.Applied("from something else", Observers, Kind, Away("S01", "observers", "no-photographs"));
        script.Void("replaced without naming it", "stale-edit", Observers, Kind, Away("S01", "observers", "sent-away"));
        script.Void("replacing another organisation's", "stale-edit", Commission, Kind, Away("S01", "observers", "sent-away") + $",\"previous\":\"{first}\"");
        script.Void("a station that there isn't", "station-unknown", Observers, Kind, Away("S99", "observers", "kept-out"));
        script.Void("an organisation that there isn't", "organisation-unknown", Observers, Kind, Away("S01", "nobody", "kept-out"));
        script.Void("a reason that there isn't", "reason-unknown", Observers, Kind, Away("S02", "observers", "kept-out") + ",\"reason\":\"whim\"");
    }

    private static VectorRegister Incidents()
    {
        const string Kind = "observation/incident";
        var script = new Script("incidents");
        Setting.Found(script);
        var first = script.Applied("at a station", Observers, Kind, Incident("closed-count", "S01"));
        script.Whole("with every field but a unit", Observers, Kind, Incident("closed-count", "S01") + $",\"evidence\":{Papers()},\"previous\":\"{first}\"");
        var party = script.Applied("in a place", Party, Kind, """ "category":"restriction","on":"2023-07-20","unit":"P1" """.Trim());
        script.Void("an act that was replaced", "stale-edit", Observers, Kind, Incident("closed-count", "S01") + $",\"previous\":\"{first}\"");
        script.Void("another organisation's report", "report-of-another", Party, Kind, Incident("closed-count", "S01") + $",\"previous\":\"{first}\"");
        script.Void("no report", "incident-unknown", Party, Kind, Incident("closed-count", "S01") + $",\"previous\":\"{Digits("none")}\"");
        script.Void("a kind that there isn't", "category-unknown", Party, Kind, Incident("noise", "S01"));
        script.Void("nowhere", "place-not-one", Party, Kind, """ "category":"restriction","on":"2023-07-20" """.Trim());
        script.Void("at two places", "place-not-one", Party, Kind, Incident("restriction", "S01") + ",\"unit\":\"P1\"");
        script.Void("a station that there isn't", "station-unknown", Party, Kind, Incident("restriction", "S99"));
        script.Void("a unit that there isn't", "unit-unknown", Party, Kind, """ "category":"restriction","on":"2023-07-20","unit":"P9" """.Trim());
        Join(script, first, party);
        Respond(script, first, party);
        return script.Register;
    }

    private static void Join(Script script, string first, string party)
    {
        const string Kind = "observation/join";
        script.Void("another organisation's report", "report-of-another", Party, Kind, Joined(first, party));
        script.Void("to itself", "join-of-itself", Party, Kind, Joined(party, party));
        script.Void("no report", "incident-unknown", Party, Kind, Joined(party, Digits("none")));
        script.Void("none of its own", "incident-unknown", Party, Kind, Joined(Digits("none"), first));
        script.Whole("of one incident", Party, Kind, Joined(party, first));
        script.Void("joined before", "joined-already", Party, Kind, Joined(party, first));
    }

    private static void Respond(Script script, string first, string party)
    {
        const string Kind = "observation/answer";
        script.Void("another office's task", "task-of-another", Authority, Kind, $"\"incident\":\"{first}\"");
        script.Void("a cause that there isn't", "cause-unknown", Commission, Kind, $"\"incident\":\"{first}\",\"cause\":\"whim\"");
        script.Void("no report", "incident-unknown", Commission, Kind, $"\"incident\":\"{Digits("none")}\"");
        script.Applied("with those fields alone that it must have", Commission, Kind, $"\"incident\":\"{first}\"");
        script.Whole("with every field", Commission, Kind, $"\"incident\":\"{first}\",\"cause\":\"weather\",\"by\":\"2023-09-01\",\"remedy\":{Papers()}");
        script.Applied("of a place", Authority, Kind, $"\"incident\":\"{party}\"");
    }

    private static string Checklist(string id, string version, string questions) =>
        $"\"id\":\"{id}\",\"version\":\"{version}\",\"form\":{Papers(1)[1..^1]},\"questions\":{questions}";

    private static string Answered(string station, string checklist, int team, string answers) =>
        $"\"station\":\"{station}\",\"checklist\":\"{checklist}\",\"team\":{team},\"answers\":{answers}";

    private static string Away(string station, string organisation, string from) =>
        $"\"station\":\"{station}\",\"organisation\":\"{organisation}\",\"people\":\"observer\",\"from\":\"{from}\",\"by\":\"station-head\",\"when\":\"counting\"";

    private static string Incident(string category, string station) => $"\"category\":\"{category}\",\"on\":\"2023-07-23\",\"station\":\"{station}\"";

    private static string Joined(string own, string other) => $"\"own\":\"{own}\",\"other\":\"{other}\"";
}
