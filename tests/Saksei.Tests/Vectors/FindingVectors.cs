using System.Text;
using static Saksei.Tests.Vectors.VectorFolder;

namespace Saksei.Tests.Vectors;

/// <summary>The books <c>findings</c>, <c>recommendations</c> and <c>statements</c>.</summary>
internal static class FindingVectors
{
    private const string Commission = "commission/desk", Observers = "observers/desk", Party = "party-a/desk", Transcriber = "transcriber/desk";
    private const string Due = "\"due\":\"2023-09-01T00:00:00+07:00\"";
    private const string Record = """ "reported":{"by":"council","on":"2018-09-01","source":"https://example.org/report"} """;

    internal static IEnumerable<(string Book, Func<VectorFile> Run)> All =>
    [
        ("findings", () => new("findings", [Found(), Answered(), Recorded(), .. CarryVectors.All])),
        ("recommendations", () => new("recommendations", [Recommended(), Worded(), Followed()])),
        ("statements", () => new("statements", [Stated()])),
    ];

    /// <summary>The papers as words in English and Spanish.</summary>
    internal static string Words(int count = 1) => "[" + string.Join(',', Attachments.Take(count).Zip(["en", "es"]).Select(pair =>
        $$"""{"language":"{{pair.Second}}","sha256":"{{Implementation.HashOf(pair.First)}}","length":{{pair.First.Length}},"mediaType":"text/plain"}""")) + "]";

    internal static string Finding(string more = "", string subject = "counting", string asked = "commission") =>
        $"\"subject\":\"{subject}\",\"wording\":{Words()},\"asked\":\"{asked}\",{Due}{more}";

    private static string Seen => """ "station":"S01","doors":"closed","presence":[],"posted":"no","handed":[] """.Trim();

    private static VectorRegister Found()
    {
        const string Kind = "findings/find";
        var script = Begun("findings");
        var seen = script.Applied("what was seen", Observers, "stations/conditions", Seen);
        var first = script.Applied("with those fields alone that it must have", Observers, Kind, Finding());
        script.Whole("with every field but one", Observers, Kind, $$"""
            "subject":"counting","wording":{{Words(2)}},"asked":"commission",{{Due}},"restsOn":["{{seen}}","{{first}}"],"evidence":{{Papers()}}
            """.Trim());
        script.Void("a subject that there isn't", "subject-unknown", Observers, Kind, Finding(subject: "weather"));
        script.Void("asked of nobody there is", "organisation-unknown", Observers, Kind, Finding(asked: "nobody"));
        script.Void("without words", "wording-missing", Observers, Kind, Finding().Replace(Words(), "[]", StringComparison.Ordinal));
        script.Void("without a date", "due-missing", Observers, Kind, Finding().Replace("," + Due, "", StringComparison.Ordinal));
        script.Void("due before it is found", "due-past", Observers, Kind, Finding().Replace("2023-09", "2023-01", StringComparison.Ordinal));
        script.Void("resting on an act that there isn't", "act-unknown", Observers, Kind, Finding($",\"restsOn\":[\"{Digits("no act")}\"]"));
        var none = script.Void("what has no effect", "station-unknown", Observers, "stations/conditions", Seen.Replace("S01", "S99", StringComparison.Ordinal));
        script.Void("resting on an act without effect", "act-unknown", Observers, Kind, Finding($",\"restsOn\":[\"{none}\"]"));
        var statement = script.Applied("a statement", Party, "statements/make", $"\"document\":{Words()}");
        script.Void("resting on what somebody says", "act-not-evidence", Observers, Kind, Finding($",\"restsOn\":[\"{statement}\"]"));
        script.Refused("one language twice", "language-twice", Observers, Kind, script.Compose(Observers, Kind, Finding().Replace(Words(), Words(2).Replace("\"es\"", "\"en\"", StringComparison.Ordinal), StringComparison.Ordinal)));
        script.Refused("a language that isn't a code", "language-malformed", Observers, Kind, script.Compose(Observers, Kind, Finding().Replace("\"en\"", "\"English\"", StringComparison.Ordinal)));
        return script.Register;
    }

    private static VectorRegister Answered()
    {
        const string Kind = "findings/answer";
        var script = Begun("answers to findings");
        var finding = script.Applied("a finding", Observers, "findings/find", Finding());
        script.Applied("with those fields alone that it must have", Commission, Kind, $"\"finding\":\"{finding}\",\"answer\":\"explained\"");
        script.Whole("with every field but one", Commission, Kind, $$"""
            "finding":"{{finding}}","answer":"disputed","cause":{{Words()}},"remedy":{{Words(2)}},"until":"2023-12-31T00:00:00+07:00","evidence":{{Papers()}}
            """.Trim());
        script.Void("by another than the one asked", "answer-of-another", Party, Kind, $"\"finding\":\"{finding}\",\"answer\":\"accepted\"");
        script.Void("by who found it", "answer-of-another", Observers, Kind, $"\"finding\":\"{finding}\",\"answer\":\"accepted\"");
        script.Void("to a finding that there isn't", "finding-unknown", Commission, Kind, $"\"finding\":\"{Digits("no finding")}\",\"answer\":\"accepted\"");
        script.Void("disputed with nothing that shows it", "evidence-missing", Commission, Kind, $"\"finding\":\"{finding}\",\"answer\":\"disputed\"");
        script.Void("written down by a transcriber", "answer-reported", Transcriber, Kind, $"\"finding\":\"{finding}\",\"answer\":\"accepted\",{Record.Trim().Replace("council", "commission", StringComparison.Ordinal)}");
        return script.Register;
    }

    private static VectorRegister Recorded()
    {
        var script = Begun("public record");
        var fields = $"\"subject\":\"counting\",\"wording\":{Words()},\"asked\":\"commission\",{Record.Trim()}";
        var finding = script.Whole("written down from a source, without a date due", Transcriber, "findings/find", fields);
        script.Applied("and what was answered", Transcriber, "findings/answer", $"\"finding\":\"{finding}\",\"answer\":\"explained\",\"cause\":{Words()},{Record.Trim().Replace("council", "commission", StringComparison.Ordinal)}");
        script.Applied("the one named answers itself", Commission, "findings/answer", $"\"finding\":\"{finding}\",\"answer\":\"accepted\"");
        script.Void("by another than a transcriber", "reported-not-transcriber", Observers, "findings/find", fields);
        script.Void("a transcriber of its own", "reported-missing", Transcriber, "findings/find", Finding());
        script.Void("said by nobody there is", "organisation-unknown", Transcriber, "findings/find", fields.Replace("council", "nobody", StringComparison.Ordinal));
        script.Refused("a source that no browser opens", "source-malformed", Transcriber, "findings/find", script.Compose(Transcriber, "findings/find", fields.Replace("https://", "file://", StringComparison.Ordinal)));
        return script.Register;
    }

    internal static string Recommendation(string more = "") =>
        $"\"subject\":\"copies\",\"wording\":{Words()},\"addressee\":\"commission\",\"change\":\"practice\",\"priority\":\"priority\",{Due}{more}";

    private static VectorRegister Recommended()
    {
        const string Kind = "recommendations/make";
        var script = Begun("recommendations");
        var finding = script.Applied("a finding", Observers, "findings/find", Finding());
        script.Applied("with those fields alone that it must have", Observers, Kind, Recommendation());
        script.Whole("with every field but two", Observers, Kind, $$"""
            "subject":"copies","wording":{{Words(2)}},"addressee":"commission","change":"law","priority":"other","context":{{Words()}},{{Due}},"laws":["art.8"],"standards":["ICCPR.25","UDHR.21"],"restsOn":["{{finding}}"]
            """.Trim());
        script.Void("a subject that there isn't", "subject-unknown", Observers, Kind, Recommendation().Replace("\"copies\"", "\"weather\"", StringComparison.Ordinal));
        script.Void("to nobody there is", "organisation-unknown", Observers, Kind, Recommendation().Replace("\"addressee\":\"commission\"", "\"addressee\":\"nobody\"", StringComparison.Ordinal));
        script.Void("resting on a finding that there isn't", "finding-unknown", Observers, Kind, Recommendation($",\"restsOn\":[\"{Digits("no finding")}\"]"));
        script.Void("resting on an opinion that there isn't", "opinion-unknown", Observers, Kind, Recommendation($",\"opinions\":[{{\"consultation\":\"c1\",\"opinion\":\"{Digits("no opinion")}\"}}]"));
        return script.Register;
    }

    private static VectorRegister Worded()
    {
        const string Kind = "recommendations/word";
        var script = Begun("wordings");
        var made = script.Applied("a recommendation", Observers, "recommendations/make", Recommendation());
        string Fields(string previous) => $"\"recommendation\":\"{made}\",\"wording\":{Words(2)},\"previous\":\"{previous}\"";
        var second = script.Whole("worded anew", Observers, Kind, Fields(made));
        script.Applied("and once more", Observers, Kind, Fields(second));
        script.Void("over a wording that was replaced", "stale-edit", Observers, Kind, Fields(second));
        script.Void("by another than who made it", "wording-of-another", Party, Kind, Fields(made));
        script.Void("of a recommendation that there isn't", "recommendation-unknown", Observers, Kind, Fields(made).Replace($"\"recommendation\":\"{made}\"", $"\"recommendation\":\"{Digits("none")}\"", StringComparison.Ordinal));
        return script.Register;
    }

    private static VectorRegister Followed()
    {
        var script = Begun("answers and statuses");
        var made = script.Applied("a recommendation", Observers, "recommendations/make", Recommendation());
        script.Whole("the addressee answers", Commission, "recommendations/answer", $$"""
            "recommendation":"{{made}}","answer":"accepted","cause":{{Words()}},"remedy":{{Words()}},"until":"2024-01-31T00:00:00+07:00","evidence":{{Papers(1)}}
            """.Trim());
        script.Void("another answers", "answer-of-another", Party, "recommendations/answer", $"\"recommendation\":\"{made}\",\"answer\":\"accepted\"");
        script.Void("to a recommendation that there isn't", "recommendation-unknown", Commission, "recommendations/answer", $"\"recommendation\":\"{Digits("none")}\",\"answer\":\"accepted\"");
        const string Kind = "recommendations/status";
        var first = script.Applied("a status with those fields alone that it must have", Party, Kind, $"\"recommendation\":\"{made}\",\"status\":\"not-started\"");
        script.Whole("a later one of the same organisation", Party, Kind, $"\"recommendation\":\"{made}\",\"status\":\"in-part\",\"evidence\":{Papers(1)},\"previous\":\"{first}\"");
        script.Applied("another's beside it", Commission, Kind, $"\"recommendation\":\"{made}\",\"status\":\"fully\",\"evidence\":{Papers(1)}");
        script.Void("over what was replaced", "stale-edit", Party, Kind, $"\"recommendation\":\"{made}\",\"status\":\"mostly\",\"evidence\":{Papers(1)},\"previous\":\"{first}\"");
        script.Void("over another's", "stale-edit", Observers, Kind, $"\"recommendation\":\"{made}\",\"status\":\"not-started\",\"previous\":\"{first}\"");
        script.Void("with nothing that shows it", "evidence-missing", Observers, Kind, $"\"recommendation\":\"{made}\",\"status\":\"mostly\"");
        return script.Register;
    }

    private static VectorRegister Stated()
    {
        var script = Begun("statements");
        var seen = script.Applied("what was seen", Observers, "stations/conditions", Seen);
        var statement = script.Applied("with those fields alone that it must have", Party, "statements/make", $"\"document\":{Words()}");
        script.Whole("with every field but one", Observers, "statements/make", $"\"document\":{Words(2)},\"subjects\":[\"counting\",\"copies\"],\"units\":[\"P1\"],\"acts\":[\"{seen}\"]");
        script.Void("a subject that there isn't", "subject-unknown", Party, "statements/make", $"\"document\":{Words()},\"subjects\":[\"weather\"]");
        script.Void("a place that there isn't", "unit-unknown", Party, "statements/make", $"\"document\":{Words()},\"units\":[\"P9\"]");
        script.Void("an act that there isn't", "act-unknown", Party, "statements/make", $"\"document\":{Words()},\"acts\":[\"{Digits("no act")}\"]");
        script.Void("without words", "wording-missing", Party, "statements/make", "\"document\":[]");
        script.Whole("an answer to it", Commission, "statements/answer", $"\"statement\":\"{statement}\",\"document\":{Words()}");
        script.Void("to a statement that there isn't", "statement-unknown", Commission, "statements/answer", $"\"statement\":\"{Digits("none")}\",\"document\":{Words()}");
        return script.Register;
    }

    internal static Script Begun(string name)
    {
        var script = new Script(name);
        Setting.Found(script);
        return script;
    }
}

/// <summary>What is carried from an earlier register, and what is tried.</summary>
internal static class CarryVectors
{
    private const string Kind = "findings/carry", Carrier = "party-a/desk";

    internal static IEnumerable<VectorRegister> All
    {
        get
        {
            yield return Carried();
            yield return Tried();
        }
    }

    private static EarlierRegister Earlier(out string finding)
    {
        var earlier = EarlierRegister.Founded();
        finding = earlier.Add("observers/earlier", "findings/find", FindingVectors.Finding().Replace("2023-09", "2018-09", StringComparison.Ordinal));
        earlier.Add("commission/desk", "findings/answer", $"\"finding\":\"{finding}\",\"answer\":\"explained\",\"cause\":{FindingVectors.Words()}");
        earlier.Add("observers/desk", "recommendations/make", $"\"subject\":\"long-gone\",\"wording\":{FindingVectors.Words()},\"addressee\":\"ministry-of-then\",\"change\":\"law\",\"priority\":\"other\",\"due\":\"2018-12-01T00:00:00+07:00\",\"restsOn\":[\"{finding}\"]");
        earlier.Add("commission/desk", "findings/find", FindingVectors.Finding(asked: "observers").Replace("2023-09", "2018-09", StringComparison.Ordinal));
        return earlier;
    }

    private static VectorRegister Carried()
    {
        var script = FindingVectors.Begun("carried over");
        var earlier = Earlier(out var finding);
        script.Applied("a finding, its answer and a recommendation", Carrier, Kind, earlier.Carry([0, 1], [3, 4, 5]));
        script.Applied("answered here by the one that was asked there", "commission/desk", "findings/answer", $"\"finding\":\"{finding}\",\"answer\":\"accepted\"");
        script.Applied("rested on here", "observers/desk", "findings/find", FindingVectors.Finding($",\"restsOn\":[\"{finding}\"]"));
        script.Void("answered here by another", "answer-of-another", Carrier, "findings/answer", $"\"finding\":\"{finding}\",\"answer\":\"accepted\"");
        script.Void("carried again", "carry-known", "observers/desk", Kind, earlier.Carry([0, 1], [3]));
        script.Whole("one more, with a file of it", Carrier, Kind, earlier.Carry([0], [6]) + $",\"files\":{Papers(1)}");
        return script.Register;
    }

    private static VectorRegister Tried()
    {
        var script = FindingVectors.Begun("carried over wrongly");
        var earlier = Earlier(out _);
        void Void(string what, string code, string fields) => script.Void(what, code, Carrier, Kind, fields);
        var altered = Encoding.UTF8.GetString(earlier.Note(3)).Replace("\"counting\"", "\"countings\"", StringComparison.Ordinal);
        Void("one letter of the old note is another", "carry-proof", earlier.Carry([0, 1], [3], fields => fields.Replace(earlier.Record(3), earlier.Record(3, Encoding.UTF8.GetBytes(altered)), StringComparison.Ordinal)));
        Void("at another index", "carry-proof", earlier.Carry([0, 1], [3], fields => fields.Replace("\"index\":3", "\"index\":4", StringComparison.Ordinal)));
        Void("a register that the definition doesn't name", "register-unknown", earlier.Carry([0, 1], [3], fields => fields.Replace("test/earlier\",\"checkpoint", "test/another\",\"checkpoint", StringComparison.Ordinal)));
        Void("a register made up by somebody else", "carry-checkpoint", Forged().Carry([0, 1], [3]));
        Void("without the keys' acts", "carry-signature", earlier.Carry([0], [3]));
        Void("without the founding act", "carry-keys", earlier.Carry([1], [3]));
        Void("nothing", "carry-empty", earlier.Carry([0], []));
        Void("in another order", "carry-order", earlier.Carry([0, 1], [4, 3]));
        Void("an answer without its finding", "finding-unknown", earlier.Carry([0], [4]));
        Void("what is no finding, recommendation or statement", "carry-kind", earlier.Carry([0], [1]));
        Void("a key that an act of another organisation gives out", "carry-keys", Stolen().Carry([0, 3], [4]));
        Void("an agent's finding", "carry-signature", ByAgent().Carry([0, 2], [3]));
        Void("an answer in another's name that the earlier register had no effect of", "answer-of-another", InAnothersName().Carry([0, 1], [3, 4]));
        Void("public record of the earlier register", "carry-reported", OfRecord().Carry([0, 1], [3]));
        Void("a file that none of it names", "carry-file", earlier.Carry([0, 1], [3]) + $",\"files\":{Papers()}");
        Void("an act that gives out no key", "carry-keys", WithoutKeys().Carry([0, 3], [4]));
        Void("made later than it is here", "carry-ahead", Later().Carry([0, 1], [3]));
        var here = script.Applied("a finding of this register", "observers/desk", "findings/find", FindingVectors.Finding());
        Void("an answer there to a finding of this register", "finding-unknown", Answering(here).Carry([0], [3]));
        return script.Register;
    }

    private static EarlierRegister Forged()
    {
        var register = EarlierRegister.Founded("simulated.saksei.test/forger");
        register.Add("observers/earlier", "findings/find", FindingVectors.Finding());
        return register;
    }

    private static EarlierRegister Stolen()
    {
        var register = EarlierRegister.Founded();
        register.Add("commission/desk", "organisations/enrol", Setting.Enrolled("observers", [("observers/stolen", "eve")], "desk"));
        register.Add("observers/stolen", "findings/find", FindingVectors.Finding());
        return register;
    }

    private static EarlierRegister ByAgent()
    {
        var register = EarlierRegister.Founded();
        register.Add("observers/agent", "findings/find", FindingVectors.Finding());
        return register;
    }

    private static EarlierRegister InAnothersName()
    {
        var register = EarlierRegister.Founded();
        var finding = register.Add("observers/earlier", "findings/find", FindingVectors.Finding());
        register.Add("observers/earlier", "findings/answer", $"\"finding\":\"{finding}\",\"answer\":\"accepted\"");
        return register;
    }

    private static EarlierRegister WithoutKeys()
    {
        var register = EarlierRegister.Founded();
        register.Add("commission/desk", "organisations/accredit", "\"organisation\":\"monitor\",\"category\":\"observer\",\"interest\":\"civil-society\",\"outcome\":\"granted\"");
        register.Add("observers/desk", "findings/find", FindingVectors.Finding());
        return register;
    }

    private static EarlierRegister Later()
    {
        var register = EarlierRegister.Founded();
        register.GoTo(2032);
        register.Add("observers/earlier", "findings/find", FindingVectors.Finding().Replace("2023-09", "2033-09", StringComparison.Ordinal));
        return register;
    }

    // The earlier register's log goes on, and a key of then may be anybody's: here it answers for the commission.
    private static EarlierRegister Answering(string finding)
    {
        var register = EarlierRegister.Founded();
        register.Add("commission/desk", "findings/answer", $"\"finding\":\"{finding}\",\"answer\":\"accepted\"");
        return register;
    }

    private static EarlierRegister OfRecord()
    {
        var register = EarlierRegister.Founded();
        register.Add("observers/earlier", "findings/find", FindingVectors.Finding(",\"reported\":{\"by\":\"commission\",\"on\":\"2018-09-01\",\"source\":\"https://example.org/report\"}"));
        return register;
    }
}
