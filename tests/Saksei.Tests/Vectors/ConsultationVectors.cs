using static Saksei.Tests.Vectors.Implementation;
using static Saksei.Tests.Vectors.VectorFolder;

namespace Saksei.Tests.Vectors;

/// <summary>The book <c>consultations</c>: asked, said, rejected, asked about again, published; and a promise that wasn't kept.</summary>
internal static class ConsultationVectors
{
    private const string Holder = "observers/desk", Party = "party-a/desk", Other = "party-b/desk", Council = "council/desk", Both = Holder + " " + Party;

    internal static IEnumerable<(string Book, Func<VectorFile> Run)> All => [("consultations", () => new("consultations", [Opening(), Opinions(), Moderation(), Promises(), LastDay(), Beside()]))];

    private static VectorRegister Opening()
    {
        const string Kind = "consultations/open";
        var script = new Script("consultations opened");
        Setting.Found(script);
        script.Whole("with every field", Holder, Kind, Open("c1"));
        script.Applied("with those fields alone that it must have", Holder, Kind, Bare("c2"));
        script.Void("a code that is known", "consultation-known", Party, Kind, Bare("c1"));
        script.Void("a first day that is over", "consultation-begun", Holder, Kind, Bare("c3", "2023-05-31"));
        script.Void("phases in another order", "phases-disordered", Holder, Kind, Bare("c3").Replace("\"sortedBy\":\"2023-07-09", "\"sortedBy\":\"2023-06-09", StringComparison.Ordinal));
        script.Void("a rule twice", "moderation-rule-twice", Holder, Kind, Open("c3").Replace("\"code\":\"threat\"", "\"code\":\"names\"", StringComparison.Ordinal));
        script.Void("a moderator that there isn't", "organisation-unknown", Holder, Kind, Open("c3").Replace("\"council\"]", "\"nobody\"]", StringComparison.Ordinal));
        script.Void("one moderator", "moderators-too-few", Holder, Kind, Open("c3").Replace("""["observers","party-a","party-b","council"]""", """["observers","observers"]""", StringComparison.Ordinal));
        Meet(script);
        return script.Register;
    }

    private static void Meet(Script script)
    {
        const string Kind = "consultations/workshop";
        var first = script.Applied("with those fields alone that it must have", Holder, Kind, Workshop("c1", "w1", "P1"));
        script.Whole("with every field", Holder, Kind, Workshop("c1", "w1", "P1").Replace("[]", """[{"by":"letter","people":41},{"by":"open-call","people":60},{"by":"boards"}]""", StringComparison.Ordinal)
            + $$""","women":38,"attachments":{{Papers()}},"previous":"{{first}}" """.Trim());
        script.Void("replaced without naming it", "stale-edit", Holder, Kind, Workshop("c1", "w1", "P1"));
        script.Void("by who doesn't hold it", "consultation-of-another", Party, Kind, Workshop("c1", "w2", "P1"));
        script.Void("of a consultation that there isn't", "consultation-unknown", Holder, Kind, Workshop("c9", "w2", "P1"));
        script.Void("a place that there isn't", "unit-unknown", Holder, Kind, Workshop("c1", "w2", "P9"));
    }

    private static Script Asked(string name)
    {
        var script = new Script(name);
        Setting.Found(script);
        script.Applied("opened", Holder, "consultations/open", Open("c1"));
        script.Applied("a workshop", Holder, "consultations/workshop", Workshop("c1", "w1", "P1"));
        return script;
    }

    private static VectorRegister Opinions()
    {
        var script = Asked("opinions");
        script.Applied("a person's key", Party, "organisations/enrol", Setting.Enrolled("party-a", [("party-a/ann", "ann")]));
        script.Void("before the first day", "consultation-not-begun", "party-a/ann", "consultations/opinion", Opinion(1));
        script.Wait(30);
        script.Whole("with a key", "party-a/ann", "consultations/opinion", Opinion(1));
        script.Void("the same again", "opinion-known", Party, "consultations/opinion", Opinion(1));
        script.Void("of a consultation that there isn't", "consultation-unknown", Party, "consultations/opinion", Opinion(2).Replace("c1", "c9", StringComparison.Ordinal));
        const string Kind = "consultations/batch";
        script.Whole("on paper, at a workshop", Holder, Kind, Batch("paper", 2, 3) + ",\"workshop\":\"w1\"");
        script.Applied("on the page; one is known and counts once", Holder, Kind, Batch("page", 1, 4));
        script.Void("all are known", "opinion-known", Holder, Kind, Batch("page", 1, 4));
        script.Void("an opinion twice", "opinion-twice", Holder, Kind, Batch("page", 5, 5));
        script.Void("no opinion", "opinions-missing", Holder, Kind, Batch("page"));
        script.Void("by who doesn't hold it", "consultation-of-another", Party, Kind, Batch("page", 5));
        script.Void("a workshop that there isn't", "workshop-unknown", Holder, Kind, Batch("paper", 5) + ",\"workshop\":\"w9\"");
        script.Void("the last before the first", "batch-times", Holder, Kind, Batch("page", 5).Replace("\"until\":\"2023-06-02T13", "\"until\":\"2023-06-02T11", StringComparison.Ordinal));
        script.Void("handed in before the first day", "consultation-not-begun", Holder, Kind, Batch("page", 5).Replace("\"from\":\"2023-06-02", "\"from\":\"2023-06-01", StringComparison.Ordinal));
        script.Void("handed in later than now", "received-ahead", Holder, Kind, Batch("page", 5).Replace("\"until\":\"2023-06-02", "\"until\":\"2023-06-03", StringComparison.Ordinal));
        return script.Register;
    }

    private static VectorRegister Moderation()
    {
        var script = Asked("moderation");
        script.Wait(30);
        script.Applied("five opinions, one of them readable", Holder, "consultations/batch", Batch("page", 1, 2, 3, 4, 0));
        Reject(script);
        Review(script);
        Publish(script);
        return script.Register;
    }

    private static void Reject(Script script)
    {
        const string Kind = "consultations/reject";
        script.Void("by one organisation", "second-moderator-missing", Holder, Kind, Rejected(1, "names"));
        script.Void("by who doesn't decide here", "not-moderator", Holder + " commission/desk", Kind, Rejected(1, "names"));
        script.Void("by another reason", "moderation-rule-unknown", Both, Kind, Rejected(1, "unwelcome"));
        script.Void("an opinion that nobody handed in", "opinion-unknown", Both, Kind, Rejected(9, "names"));
        script.Whole("by a rule, by two", Both, Kind, Rejected(1, "names"));
        script.Applied("another", Both, Kind, Rejected(2, "threat"));
        script.Void("what is rejected", "opinion-decided", Both, Kind, Rejected(1, "threat"));
    }

    private static void Review(Script script)
    {
        script.Void("what isn't rejected", "opinion-not-rejected", Party, "consultations/ask", Named("opinions", 3));
        script.Void("before anybody asked", "review-not-asked", Other + " " + Council, "consultations/review", Reviewed(1, "stands"));
        script.Whole("asked about again, for who holds the receipt", Party, "consultations/ask", Named("opinions", 1, 2));
        script.Void("asked a second time", "opinion-not-rejected", Party, "consultations/ask", Named("opinions", 1));
        script.Void("by one who rejected it", "reviewer-rejected", Other + " " + Party, "consultations/review", Reviewed(1, "stands"));
        script.Whole("restored, by two others", Other + " " + Council, "consultations/review", Reviewed(1, "restored"));
        script.Applied("stands", Other + " " + Council, "consultations/review", Reviewed(2, "stands"));
        LookAThirdTime(script);
        script.Void("what is restored isn't rejected again", "opinion-decided", Both, "consultations/reject", Rejected(1, "threat"));
        script.Void("answered before", "review-not-asked", Other + " " + Council, "consultations/review", Reviewed(2, "restored"));
    }

    // The first question was asked by one who rejected it; the next is another organisation's.
    private static void LookAThirdTime(Script script)
    {
        script.Void("asked by the same a second time", "opinion-not-rejected", Party, "consultations/ask", Named("opinions", 2));
        script.Applied("asked by another", Council, "consultations/ask", Named("opinions", 2));
        script.Void("while that is pending", "opinion-not-rejected", Other, "consultations/ask", Named("opinions", 2));
        script.Void("by one who answered before", "reviewer-rejected", Council + " " + Party, "consultations/review", Reviewed(2, "stands"));
        script.Applied("people who didn't", Holder, "organisations/enrol", Setting.Enrolled("observers", [("observers/eve", "eve")]));
        script.Applied("of two organisations", Party, "organisations/enrol", Setting.Enrolled("party-a", [("party-a/bob", "bob")]));
        script.Applied("stands once more", "observers/eve party-a/bob", "consultations/review", Reviewed(2, "stands"));
        script.Applied("asked by a third", Other, "consultations/ask", Named("opinions", 2));
        script.Applied("people who didn't yet", Holder, "organisations/enrol", Setting.Enrolled("observers", [("observers/zoe", "zoe")]));
        script.Applied("of another", Party, "organisations/enrol", Setting.Enrolled("party-a", [("party-a/cat", "cat")]));
        script.Applied("stands again", "observers/zoe party-a/cat", "consultations/review", Reviewed(2, "stands"));
    }

    private static void Publish(Script script)
    {
        const string Kind = "consultations/publish";
        script.Whole("one that may be read", Holder, Kind, $$"""
            "consultation":"c1","published":[{"opinion":"{{Hash(1)}}"},{"opinion":"{{HashOf(Attachments[0])}}","length":{{Attachments[0].Length}}}]
            """.Trim());
        script.Void("what is rejected", "opinion-decided", Holder, Kind, Published(2));
        script.Void("by who doesn't hold it", "consultation-of-another", Party, Kind, Published(3));
        script.Void("what is published isn't rejected", "opinion-decided", Both, "consultations/reject", Rejected(1, "names"));
        script.Refused("words that nobody handed in", "attachment-missing", Holder, Kind, script.Compose(Holder, Kind, $$"""
            "consultation":"c1","published":[{"opinion":"{{Hash(3)}}","length":9}]
            """.Trim()));
    }

    private static VectorRegister Promises()
    {
        const string Kind = "consultations/promise", Received = "2023-06-02T13:00:00+07:00";
        var script = Asked("promises");
        script.Wait(30);
        script.Void("before its hour is over", "promise-running", Party, Kind, Promise(1, "2023-06-02T14:00:00+07:00"));
        script.Applied("one that is kept", Holder, "consultations/batch", Batch("page", 2));
        script.Void("kept", "promise-kept", Party, Kind, Promise(2, Received));
        script.Void("signed by another organisation", "promise-of-another", Party, Kind, Promise(1, Received, Party));
        script.Void("of another time than was signed", "promise-signature", Party, Kind, Promise(1, Received).Replace("T13:00:00", "T12:30:00", StringComparison.Ordinal));
        script.Void("of before the first day", "consultation-not-begun", Party, Kind, Promise(1, "2023-06-01T13:00:00+07:00"));
        script.Whole("an opinion that was left out", Party, Kind, Promise(1, Received));
        script.Applied("its batch comes after all", Holder, "consultations/batch", Batch("page", 1));
        ByKeysOfATime(script);
        return script.Register;
    }

    private static void ByKeysOfATime(Script script)
    {
        const string Kind = "consultations/promise", Clerk = "observers/clerk", Agent = "observers/agent";
        script.Applied("a clerk's key", Holder, "organisations/enrol", Setting.Enrolled("observers", [(Clerk, "clerk")], "clerk"));
        script.Applied("an agent's", Holder, "organisations/enrol", Setting.Enrolled("observers", [(Agent, "agent")]));
        script.Void("of before its key was enrolled", "promise-key-time", Party, Kind, Promise(3, "2023-06-02T13:00:00+07:00", Clerk));
        script.Wait(3);
        script.Void("signed by an agent", "promise-role", Party, Kind, Promise(3, "2023-06-02T15:00:00+07:00", Agent));
        script.Applied("signed by a clerk", Party, Kind, Promise(3, "2023-06-02T15:00:00+07:00", Clerk));
        script.Applied("whose key is revoked", Holder, "organisations/revoke", $$"""
            "organisation":"observers","keys":["{{KeyName(Clerk)}}"],"reason":"stolen"
            """.Trim());
        script.Wait(5);
        script.Void("of after it was revoked", "promise-key-time", Party, Kind, Promise(4, "2023-06-02T20:00:00+07:00", Clerk));
        script.Applied("of before it was", Party, Kind, Promise(4, "2023-06-02T16:00:00+07:00", Clerk));
    }

    private static VectorRegister LastDay()
    {
        const string Kind = "consultations/batch";
        var script = Asked("the last day");
        script.Wait(28 * 24 + 8);
        string On(string text, string from, string until) => text.Replace("\"from\":\"2023-06-02T12:30:00", $"\"from\":\"{from}", StringComparison.Ordinal).Replace("\"until\":\"2023-06-02T13:00:00", $"\"until\":\"{until}", StringComparison.Ordinal);
        script.Void("of before and after", "batch-over-last-day", Holder, Kind, On(Batch("page", 1, 2), "2023-06-29T11:00:00", "2023-06-29T12:30:00"));
        script.Applied("in time, registered late: in time", Holder, Kind, On(Batch("page", 1), "2023-06-29T11:00:00", "2023-06-29T11:30:00"));
        script.Applied("said to be late: recorded as late", Holder, Kind, On(Batch("page", 2), "2023-06-29T12:30:00", "2023-06-29T12:30:00"));
        script.Applied("late, with a key", Party, "consultations/opinion", Opinion(3));
        script.Void("which a late batch leaves so", "opinion-known", Holder, Kind, On(Batch("page", 3), "2023-06-29T12:30:00", "2023-06-29T12:30:00"));
        script.Applied("and one in time makes timely", Holder, Kind, On(Batch("page", 3), "2023-06-29T11:50:00", "2023-06-29T11:50:00"));
        script.Applied("another late, with a key", Party, "consultations/opinion", Opinion(4));
        script.Applied("that was promised in time", Party, "consultations/promise", Promise(4, "2023-06-29T11:45:00+07:00"));
        script.Applied("and whose batch comes", Holder, Kind, On(Batch("paper", 4), "2023-06-29T11:40:00", "2023-06-29T11:50:00") + ",\"workshop\":\"w1\"");
        script.Applied("a third late, with a key", Party, "consultations/opinion", Opinion(5));
        script.Void("late isn't rejected", "opinion-late", Both, "consultations/reject", Rejected(2, "names"));
        script.Applied("promised in time: in time", Party, "consultations/promise", Promise(2, "2023-06-29T11:45:00+07:00"));
        script.Void("late isn't published", "opinion-late", Holder, "consultations/publish", Published(5));
        return script.Register;
    }

    // The same hash in another consultation is another opinion.
    private static VectorRegister Beside()
    {
        const string Make = "recommendations/make";
        var script = Asked("a hash in two consultations");
        string There(string fields) => fields.Replace("\"c1\"", "\"c2\"", StringComparison.Ordinal);
        string Naming(params string[] consultations) => FindingVectors.Recommendation(
            ",\"opinions\":[" + string.Join(',', consultations.Select(code => $$"""{"consultation":"{{code}}","opinion":"{{Hash(1)}}"}""")) + "]");
        script.Applied("another", Holder, "consultations/open", Bare("c2"));
        script.Wait(30);
        script.Applied("what was handed in to the first, in the other", Holder, "consultations/opinion", There(Opinion(1)));
        script.Applied("and published there", Holder, "consultations/publish", There(Published(1)));
        script.Void("the first doesn't have it", "opinion-unknown", Party, Make, Naming("c1"));
        script.Applied("its receipt brings it in", Party, "consultations/promise", Promise(1, "2023-06-02T13:00:00+07:00"));
        script.Applied("and its batch", Holder, "consultations/batch", Batch("page", 1));
        script.Void("where it isn't published", "opinion-not-published", Party, Make, Naming("c1"));
        script.Applied("where it is", Party, Make, Naming("c2"));
        script.Void("no consultation", "opinion-unknown", Party, Make, Naming("c9"));
        script.Void("twice", "opinion-twice", Party, Make, Naming("c2", "c2"));
        return script.Register;
    }

    private static string Open(string code) => $$"""
        "consultation":"{{code}}","question":{{Paper}},"languages":["km","en"],"phases":{"from":"2023-06-02T12:00:00+07:00","until":"2023-06-29T12:00:00+07:00","sortedBy":"2023-07-09T12:00:00+07:00","recommendedBy":"2023-07-20T12:00:00+07:00","answeredBy":"2023-10-30T12:00:00+07:00"},"rules":[{"code":"names","wording":{{Paper}}},{"code":"threat","wording":{{Paper}}}],"moderators":["observers","party-a","party-b","council"],"audience":"everybody","asked":[{"by":"radio"},{"by":"letter","people":410}],"paperLanguages":["km"],"announced":"2023-05-20T12:00:00+07:00"
        """.Trim();

    private static string Bare(string code, string from = "2023-06-02") => $$"""
        "consultation":"{{code}}","question":{{Paper}},"languages":[],"phases":{"from":"{{from}}T12:00:00+07:00","until":"2023-06-29T12:00:00+07:00","sortedBy":"2023-07-09T12:00:00+07:00"},"rules":[],"moderators":[],"audience":"invited","asked":[]
        """.Trim();

    private static string Paper => Papers(1)[1..^1];

    private static string Workshop(string consultation, string workshop, string unit) => $$"""
        "consultation":"{{consultation}}","workshop":"{{workshop}}","unit":"{{unit}}","held":"2023-06-05T09:00:00+07:00","came":[]
        """.Trim();

    // The opinion with number 0 is one of the papers, so that its words are there.
    private static string Hash(int number) => number == 0 ? HashOf(Attachments[0]) : Digits($"opinion {number}");

    private static string Opinion(int number) => $"\"consultation\":\"c1\",\"opinion\":\"{Hash(number)}\"";

    private static string Batch(string channel, params int[] opinions) =>
        $"\"consultation\":\"c1\",\"channel\":\"{channel}\",\"from\":\"2023-06-02T12:30:00+07:00\",\"until\":\"2023-06-02T13:00:00+07:00\",\"opinions\":[{Listed(opinions)}]";

    private static string Named(string field, params int[] opinions) => $"\"consultation\":\"c1\",\"{field}\":[{Listed(opinions)}]";

    private static string Listed(int[] opinions) => string.Join(',', opinions.Select(number => $"\"{Hash(number)}\""));

    private static string Rejected(int opinion, string rule) => $$"""
        "consultation":"c1","rejected":[{"opinion":"{{Hash(opinion)}}","rule":"{{rule}}"}]
        """.Trim();

    private static string Reviewed(int opinion, string outcome) => $$"""
        "consultation":"c1","reviewed":[{"opinion":"{{Hash(opinion)}}","outcome":"{{outcome}}"}]
        """.Trim();

    private static string Published(int opinion) => $$"""
        "consultation":"c1","published":[{"opinion":"{{Hash(opinion)}}"}]
        """.Trim();

    private static string Promise(int opinion, string received, string signer = Holder) => $$"""
        "consultation":"c1","opinion":"{{Hash(opinion)}}","received":"{{received}}","key":"{{KeyName(signer)}}","signature":"{{Signature($"saksei/opinion-receipt/v1\n{Origin}\nc1\n{Hash(opinion)}\n{received}\n", signer)}}"
        """.Trim();
}
