using System.Text;
using System.Text.Json;
using static Saksei.Tests.Vectors.CountVectors;
using static Saksei.Tests.Vectors.VectorFolder;

namespace Saksei.Tests.Vectors;

/// <summary>The register of vectors/register/golden: some forty acts of all books, in batches, each with its tick.</summary>
internal static class GoldenRegister
{
    private const string Commission = "commission/desk", Observers = "observers/desk";

    internal static string ActsPath => Path.Combine(Golden, "acts.json");

    /// <summary>Its acts, in order. The first batch is the founding act and a tick; every other one begins with its tick.</summary>
    internal static IReadOnlyList<VectorAct> Script()
    {
        var script = new Script("golden");
        Setting.Found(script);
        Season(script);
        var copies = Count(script);
        Dispute(script, copies);
        Declare(script);
        return script.Acts;
    }

    /// <summary>The notes of acts.json in the batches in which they were appended.</summary>
    internal static IEnumerable<(byte[] Tick, IReadOnlyList<byte[]> Acts)> Batches(IReadOnlyList<VectorAct> acts)
    {
        yield return (acts[1].Bytes, [acts[0].Bytes]);
        for (var at = 2; at < acts.Count;)
        {
            var batch = acts.Skip(at + 1).TakeWhile(act => act.Kind != "clock/tick").ToList();
            yield return (acts[at].Bytes, [.. batch.Select(act => act.Bytes)]);
            at += 1 + batch.Count;
        }
    }

    internal static IReadOnlyList<VectorAct> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(ActsPath));
        return VectorFile.ReadActs(document.RootElement.GetProperty("acts"));
    }

    internal static byte[] ToBytes(IReadOnlyList<VectorAct> acts) =>
        Encoding.UTF8.GetBytes($"{{\"origin\":\"{Origin}\",\"acts\":[\n{string.Join(",\n", acts.Select(VectorFile.Line))}\n]}}\n");

    // Before the day: people, ballots, a party, a list, an event, a holiday.
    private static void Season(Script script)
    {
        script.Tick();
        script.Applied("two clerks", Commission, "organisations/enrol", Setting.Enrolled("commission", [("commission/clerk-1", "ann"), ("commission/clerk-2", "bo")], "clerk"));
        script.Applied("two members' keys", "assembly/desk", "organisations/enrol", Setting.Enrolled("assembly", [("assembly/m-1", "m-1"), ("assembly/m-2", "m-2")]));
        foreach (var member in new[] { "m-1", "m-2" })
            script.Applied("a member sits", "assembly/desk", "commission/appoint", $"\"case\":\"{member}\",\"body\":\"nec\",\"person\":\"{Digits("person " + member)}\",\"by\":\"assembly\"");
        script.Tick();
        script.Applied("a party applies", "party-a/desk", "parties/apply", "\"case\":\"party-a\",\"party\":\"party-a\"");
        script.Applied("and is accepted", "commission/desk assembly/m-1 assembly/m-2", "parties/accept",
            """ "case":"party-a","ground":"conditions-met","article":"art.1","votes":[{"member":"m-1","vote":"for"},{"member":"m-2","vote":"for"}] """.Trim());
        script.Applied("a list is sealed", "party-a/desk", "candidates/seal", $"\"case\":\"list-a\",\"party\":\"party-a\",\"unit\":\"P1\",\"commitment\":\"{Digits("list a")}\",\"count\":3");
        script.Applied("an endorsement is asked for", "party-a/desk", "endorsements/ask", $"\"case\":\"request-1\",\"party\":\"party-a\",\"unit\":\"P1\",\"commitment\":\"{Digits("papers")}\"");
        script.Applied("a holiday", Commission, "clock/holiday", "\"date\":\"2023-07-24\",\"code\":\"day-after\"");
        script.Void("a party accepted twice", "step-not-allowed", "commission/desk", "parties/accept", """ "case":"party-a","ground":"conditions-met","article":"art.1" """.Trim());
        script.Tick();
        script.Applied("ballots", Commission, "stations/delivered", """ "deliveries":[{"station":"S01","ballots":550,"serials":[{"first":"A001","last":"A550"}]},{"station":"S06","ballots":400}] """.Trim());
    }

    // The night: copies that agree, copies that differ, one entered twice.
    private static (string Official, string Posted) Count(Script script)
    {
        script.Tick();
        script.Applied("how it was counted", Observers, "stations/conditions",
            """ "station":"S01","doors":"closed","presence":[{"organisation":"observers","state":"present"}],"posted":"no","handed":[{"organisation":"party-b","outcome":"refused"}] """.Trim());
        var official = script.Applied("an official copy", Commission, "forms/copy", Copy("S01", "official", "original", Entry("""{"registered":500,"cast":100,"invalid":2}""", """{"A":58,"B":40,"C":0}""")));
        var posted = script.Applied("another was posted", Observers, "forms/copy", Copy("S01", "posted", "posted", Entry("""{"registered":500,"cast":100,"invalid":2}""", """{"A":40,"B":58,"C":0}"""), "seen") + $",\"attachments\":{Papers(1)}");
        script.Void("a second official copy", "copy-exists", Commission, "forms/copy", Copy("S01", "official", "original", Entry("{}", """{"A":59}""")));
        foreach (var (station, votes) in new[] { ("S02", """{"A":90,"B":61,"C":20}"""), ("S06", """{"A":10,"B":10,"C":10}"""), ("S07", """{"A":33,"B":20,"C":1}""") })
            script.Applied("an official copy", Commission, "forms/copy", Copy(station, "official", "original", Entry("{}", votes)));
        script.Tick();
        script.Applied("a tally that agrees", Observers, "forms/copy", Copy("S02", "tally", "tally", Entry("{}", """{"A":90,"B":61,"C":20}""")));
        EnterTwice(script);
        return (official, posted);
    }

    private static void EnterTwice(Script script)
    {
        var entry = Entry("""{"cast":60}""", """{"A":30,"B":20,"C":10}""");
        var one = script.Applied("one clerk seals", "commission/clerk-1", "forms/commit", Sealed("commission/clerk-1", "golden one", entry, 1));
        var two = script.Applied("another clerk seals", "commission/clerk-2", "forms/commit", Sealed("commission/clerk-2", "golden two", entry, 1));
        script.Tick();
        script.Applied("one clerk opens", "commission/clerk-1", "forms/reveal", Opened(one, "golden one", entry));
        script.Applied("another clerk opens", "commission/clerk-2", "forms/reveal", Opened(two, "golden two", entry));
    }

    private static void Dispute(Script script, (string Official, string Posted) copies)
    {
        script.Tick();
        script.Applied("a preliminary result", Commission, "results/stage", Declared("preliminary", script.Tally));
        script.Applied("a complaint", "party-b/desk", "complaints/file", $"\"case\":\"complaint-1\",\"party\":\"party-b\",\"unit\":\"P2\",\"stations\":[\"S06\"],\"complaint\":\"result\",\"remedy\":\"recount\",\"attachments\":{Papers()}");
        script.Applied("the posted copy is adopted", Commission, "forms/adjudicate", Decision("S01", "copy-adopted", "true", copies.Official, copies.Posted) + $",\"adopts\":\"{copies.Posted}\"");
        script.Void("by an organisation without the office", "office-not-held", Observers, "forms/adjudicate", Decision("S06", "annulled", "true"));
        script.Applied("a provisional result", Commission, "results/stage", Declared("provisional", script.Tally));
    }

    private static void Declare(Script script)
    {
        script.Tick();
        script.Applied("candidates", Commission, "holders/candidates", Posted("A", """["a1","a2","a3"]"""));
        script.Applied("candidates", Commission, "holders/candidates", Posted("B", """["b1","b2"]"""));
        script.Applied("an official result", Commission, "results/stage", Declared("official", script.Tally));
        script.Applied("a seat is vacated", Commission, "holders/change", Change("A", 1, "vacated", grounds: true));
        script.Tick();
        script.Applied("and filled", Commission, "holders/change", Change("A", 1, "replaced", grounds: true));
        script.Applied("the event's party asks", "party-b/desk", "activities/ask", """ "case":"event-1","party":"party-b","unit":"P2","on":"2023-07-01T08:00:00+07:00" """.Trim());
        script.Applied("the complaint's second paper is taken down", "party-b/desk", "files/take-down", $"\"file\":\"{Implementation.HashOf(Attachments[1])}\",\"ground\":\"personal-data\",\"article\":\"art.9\"");
    }
}
