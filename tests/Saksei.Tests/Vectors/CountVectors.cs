using static Saksei.Tests.Vectors.Implementation;
using static Saksei.Tests.Vectors.VectorFolder;

namespace Saksei.Tests.Vectors;

/// <summary>The books <c>stations</c>, <c>forms</c>, <c>results</c> and <c>holders</c>: from ballots to who holds a seat.</summary>
internal static class CountVectors
{
    private const string Commission = "commission/desk", Observers = "observers/desk", Clerk = "commission/clerk-1", Second = "commission/clerk-2";

    internal static IEnumerable<(string Book, Func<VectorFile> Run)> All =>
    [
        ("stations", () => new("stations", [Stations()])),
        ("forms", () => new("forms", [Copies(), Entries(), Marks(), Adjudications(), Handlings(), Refusals()])),
        ("results", () => new("results", [Stages(), Lots()])),
        ("holders", () => new("holders", [Holders()])),
    ];

    private static VectorRegister Stations()
    {
        var script = new Script("stations");
        Setting.Found(script);
        Deliver(script);
        Observe(script);
        return script.Register;
    }

    private static void Deliver(Script script)
    {
        const string Kind = "stations/delivered";
        var first = script.Whole("with serial numbers, and without", Commission, Kind,
            """
            "deliveries":[{"station":"S01","ballots":550,"serials":[{"first":"A001","last":"A550"}]},{"station":"S02","ballots":400}]
            """.Trim());
        script.Whole("replaced by an act that names it", Commission, Kind, $$"""
            "deliveries":[{"station":"S01","ballots":600,"serials":[{"first":"A001","last":"A600"}],"previous":"{{first}}"}]
            """.Trim());
        script.Applied("with those fields alone that it must have", Commission, Kind, """ "deliveries":[] """.Trim());
        script.Void("replaced without naming it", "stale-edit", Commission, Kind, """ "deliveries":[{"station":"S02","ballots":401}] """.Trim());
        script.Void("a station that there isn't", "station-unknown", Commission, Kind, """ "deliveries":[{"station":"S99","ballots":1}] """.Trim());
        script.Void("a station twice", "station-twice", Commission, Kind, """ "deliveries":[{"station":"S03","ballots":1},{"station":"S03","ballots":1}] """.Trim());
        script.Void("by an organisation without the office", "office-not-held", Observers, Kind, """ "deliveries":[{"station":"S03","ballots":1}] """.Trim());
    }

    private static void Observe(Script script)
    {
        const string Kind = "stations/conditions";
        var first = script.Applied("with those fields alone that it must have", Observers, Kind, Conditions("S01"));
        script.Whole("with every field", Observers, Kind, $$"""
            "station":"S01","doors":"partly","presence":[{"organisation":"party-a","state":"present"},{"organisation":"party-b","state":"sent-away"}],"posted":"no","handed":[{"organisation":"party-a","outcome":"handed"},{"organisation":"party-b","outcome":"refused"}],"from":"2023-07-23T15:00:00+07:00","until":"2023-07-23T16:30:00+07:00","attachments":{{Papers()}},"previous":"{{first}}"
            """.Trim());
        script.Void("replaced without naming it", "stale-edit", Observers, Kind, Conditions("S01"));
        script.Void("a station that there isn't", "station-unknown", Observers, Kind, Conditions("S99"));
        script.Refused("a paper that nobody handed in", "attachment-missing", Observers, Kind, script.Compose(Observers, Kind, Conditions("S02") +
            $$""","attachments":[{"sha256":"{{Digits("a paper")}}","length":9,"mediaType":"text/plain"}]"""));
    }

    private static string Conditions(string station) => $$"""
        "station":"{{station}}","doors":"not-seen","presence":[],"posted":"not-seen","handed":[]
        """.Trim();

    private static VectorRegister Copies()
    {
        const string Kind = "forms/copy";
        var script = new Script("copies");
        Setting.Found(script);
        var entry = Entry("""{"registered":500,"cast":100,"invalid":2}""", """{"A":50,"B":40,"C":8}""", signatures: true);
        var first = script.Applied("with those fields alone that it must have", Commission, Kind, Copy("S01", "official", "original", Entry("{}", """{"A":50}""")));
        script.Whole("with every field", Commission, Kind, Copy("S01", "official", "original", entry) + $$""","attachments":{{Papers()}},"previous":"{{first}}" """.Trim(), envelope: true);
        script.Applied("as it was posted", Observers, Kind, Copy("S01", "posted", "posted", entry, "seen"));
        script.Applied("a scan", "party-a/desk", Kind, Copy("S01", "scan", "posted", entry, "imported"));
        script.Applied("a tally of one's own", Observers, Kind, Copy("S01", "tally", "tally", Entry("{}", """{"A":50,"B":40,"C":8}""")));
        script.Applied("a blank sheet", Commission, Kind, Copy("S03", "official", "original", Entry("{}", "{}", "blank")));
        script.Applied("a sheet that can't be read", Commission, Kind, Copy("S04", "official", "original", Entry("""{"cast":9}""", "{}", "illegible")));
        VoidCopies(script, first, entry);
        RefusedCopies(script);
        return script.Register;
    }

    private static void VoidCopies(Script script, string first, string entry)
    {
        const string Kind = "forms/copy";
        script.Void("a second of one source", "copy-exists", Commission, Kind, Copy("S01", "official", "original", entry));
        script.Void("replacing what was replaced", "stale-edit", Commission, Kind, Copy("S01", "official", "original", entry) + $",\"previous\":\"{first}\"");
        script.Void("a station that there isn't", "station-unknown", Commission, Kind, Copy("S99", "official", "original", entry));
        script.Void("a form that there isn't", "form-unknown", Commission, Kind, Copy("S02", "official", "original", entry).Replace("1102", "1103", StringComparison.Ordinal));
        script.Void("a sheet that there isn't", "sheet-unknown", Commission, Kind, Copy("S02", "official", "napkin", entry));
        script.Void("an official copy by others", "office-not-held", Observers, Kind, Copy("S02", "official", "original", entry));
        script.Void("a field that isn't on the form", "field-not-on-form", Commission, Kind, Copy("S02", "official", "original", Entry("""{"spoilt":1}""", """{"A":1}""")));
        script.Void("a list that there isn't", "field-not-on-form", Commission, Kind, Copy("S02", "official", "original", Entry("{}", """{"D":1}""")));
        script.Void("a whole sheet without a figure", "figures-missing", Commission, Kind, Copy("S02", "official", "original", Entry("{}", "{}")));
        script.Void("figures on a blank sheet", "figures-on-blank-sheet", Commission, Kind, Copy("S02", "official", "original", Entry("{}", """{"A":1}""", "blank")));
    }

    private static void RefusedCopies(Script script)
    {
        const string Kind = "forms/copy";
        void Refused(string what, string code, string entry) => script.Refused(what, code, Commission, Kind, script.Compose(Commission, Kind, Copy("S02", "official", "original", entry)));
        Refused("a list twice", "field-twice", Entry("{}", """{"A":1,"A":1}"""));
        Refused("more votes than the form can hold", "number-too-large", Entry("{}", """{"A":10000}"""));
        Refused("a figure as a text", "number-expected", Entry("{}", """{"A":"1"}"""));
    }

    private static VectorRegister Entries()
    {
        var script = new Script("double entry");
        Setting.Found(script);
        script.Applied("two clerks' keys, and one more of the first clerk's", Commission, "organisations/enrol",
            Setting.Enrolled("commission", [(Clerk, "ann"), (Second, "bo"), ("commission/clerk-1b", "ann")], "clerk"));
        var (entry, other) = (Entry("""{"cast":90}""", """{"A":40,"B":7}"""), Entry("""{"cast":90}""", """{"A":48,"B":7}"""));
        var one = script.Whole("the first clerk, with a photograph", Clerk, "forms/commit", Sealed(Clerk, "one", entry, 1) + $",\"attachments\":{Papers()}");
        VoidEntries(script, one, entry);
        var two = script.Applied("the second clerk", Second, "forms/commit", Sealed(Second, "two", other, 1));
        script.Void("a third entry", "entries-sealed", Commission, "forms/commit", Sealed(Commission, "three", entry, 1));
        script.Void("another entry than was sealed", "commitment-differs", Clerk, "forms/reveal", Opened(one, "one", other));
        script.Void("another clerk's", "entry-of-another", Second, "forms/reveal", Opened(one, "one", entry));
        script.Void("no entry that was sealed", "commit-unknown", Clerk, "forms/reveal", Opened(Digits("none"), "one", entry));
        script.Whole("the first clerk", Clerk, "forms/reveal", Opened(one, "one", entry));
        script.Void("opened before", "entry-opened", Clerk, "forms/reveal", Opened(one, "one", entry));
        script.Applied("the second clerk's differs: what differs is asked again", Second, "forms/reveal", Opened(two, "two", other));
        SecondRound(script);
        return script.Register;
    }

    private static void VoidEntries(Script script, string one, string entry)
    {
        script.Void("the same person by another key", "entry-same-person", "commission/clerk-1b", "forms/commit", Sealed("commission/clerk-1b", "one-b", entry, 1));
        script.Void("opened before the second is sealed", "second-entry-missing", Clerk, "forms/reveal", Opened(one, "one", entry));
        script.Void("a round that isn't open", "round-not-open", Second, "forms/commit", Sealed(Second, "two", entry, 2));
        script.Void("another sheet than the first clerk's", "sheet-differs", Second, "forms/commit", Sealed(Second, "two", entry, 1).Replace("original", "posted", StringComparison.Ordinal));
        script.Void("an organisation without the office", "office-not-held", Observers, "forms/commit", Sealed(Observers, "two", entry, 1));
        script.Void("a copy where entries are sealed", "entries-sealed", Commission, "forms/copy", Copy("S05", "official", "original", entry));
    }

    private static void SecondRound(Script script)
    {
        var (asked, more) = (Entry("{}", """{"A":48}"""), Entry("{}", """{"A":48,"B":9}"""));
        var one = script.Applied("the first clerk, of what differed", Clerk, "forms/commit", Sealed(Clerk, "four", asked, 2));
        var two = script.Applied("the second clerk, of more than differed", Second, "forms/commit", Sealed(Second, "five", more, 2));
        script.Void("a figure that wasn't asked again", "fields-not-asked", Second, "forms/reveal", Opened(two, "five", more));
        script.Applied("the first clerk, of what differed", Clerk, "forms/reveal", Opened(one, "four", asked));
    }

    private static VectorRegister Marks()
    {
        const string Kind = "forms/copy";
        var script = new Script("marks");
        Setting.Found(script);
        script.Applied("a place that is blank, one that can't be read, a sum that fails on the paper", Commission, Kind,
            Copy("S01", "official", "original", Marked("""{"registered":500}""", """{"A":50}""", "\"blank\":[\"votes/C\",\"invalid\"],\"illegible\":[\"votes/B\",\"cast\"],\"confirmed\":[\"E101\"]")));
        script.Applied("nothing but marks", Commission, Kind, Copy("S02", "official", "original", Marked("{}", "{}", "\"blank\":[\"cast\"]")));
        void Void(string what, string code, string entry) => script.Void(what, code, Commission, Kind, Copy("S03", "official", "original", entry));
        Void("a mark in no place of the form", "field-not-on-form", Marked("{}", """{"A":1}""", "\"blank\":[\"votes/D\"]"));
        Void("a list without votes/", "field-not-on-form", Marked("{}", """{"A":1}""", "\"illegible\":[\"B\"]"));
        Void("a figure that is blank", "figure-marked", Marked("{}", """{"A":1,"B":2}""", "\"blank\":[\"votes/B\",\"votes/A\"]"));
        Void("a place that is blank and can't be read", "figure-marked", Marked("{}", """{"A":1}""", "\"blank\":[\"votes/B\"],\"illegible\":[\"votes/B\"]"));
        Void("a sum that the form hasn't", "check-unknown", Marked("{}", """{"A":1}""", "\"confirmed\":[\"E101\",\"E999\"]"));
        Void("marks on a blank sheet", "figures-on-blank-sheet", Marked("{}", "{}", "\"blank\":[\"cast\"]").Replace("complete", "blank", StringComparison.Ordinal));
        script.Refused("a mark twice", "field-twice", Commission, Kind, script.Compose(Commission, Kind, Copy("S03", "official", "original", Marked("{}", "{}", "\"blank\":[\"cast\",\"cast\"]"))));
        TypeMarks(script);
        return script.Register;
    }

    private static void TypeMarks(Script script)
    {
        script.Applied("two clerks' keys", Commission, "organisations/enrol", Setting.Enrolled("commission", [(Clerk, "ann"), (Second, "bo")], "clerk"));
        Enter(script, "blank or illegible", 1, Marked("""{"cast":90}""", """{"A":40}""", "\"blank\":[\"votes/B\",\"votes/C\"],\"confirmed\":[\"E101\"]"),
            Marked("""{"cast":90}""", """{"A":40}""", "\"blank\":[\"votes/B\"],\"illegible\":[\"votes/C\"]"));
        var asked = Marked("{}", "{}", "\"illegible\":[\"votes/C\"]");
        Enter(script, "what both can't read", 2, asked, asked);
    }

    private static void Enter(Script script, string what, int round, string first, string second)
    {
        var one = script.Applied($"the first clerk: {what}", Clerk, "forms/commit", Sealed(Clerk, $"{round} one", first, round));
        var two = script.Applied($"the second clerk: {what}", Second, "forms/commit", Sealed(Second, $"{round} two", second, round));
        script.Applied($"the first clerk opens: {what}", Clerk, "forms/reveal", Opened(one, $"{round} one", first));
        script.Applied($"the second clerk opens: {what}", Second, "forms/reveal", Opened(two, $"{round} two", second));
    }

    // An entry with what it says without figures.
    private static string Marked(string figures, string votes, string marks) => Entry(figures, votes)[..^1] + "," + marks + "}";

    private static VectorRegister Adjudications()
    {
        const string Kind = "forms/adjudicate";
        var script = new Script("adjudications");
        Setting.Found(script);
        var official = script.Applied("an official copy", Commission, "forms/copy", Copy("S01", "official", "original", Entry("{}", """{"A":50,"B":40}""")));
        var posted = script.Applied("as it was posted", Observers, "forms/copy", Copy("S01", "posted", "posted", Entry("{}", """{"A":40,"B":50}""")));
        var first = script.Applied("a copy is adopted", Commission, Kind, Decision("S01", "copy-adopted", "false") + $",\"adopts\":\"{posted}\"");
        script.Void("a copy that there isn't", "copy-unknown", Commission, Kind, Decision("S02", "copy-adopted", "false") + $",\"adopts\":\"{Digits("none")}\"");
        script.Void("a ground that there isn't", "ground-unknown", Commission, Kind, Decision("S02", "annulled", "false").Replace("recount", "whim", StringComparison.Ordinal));
        script.Void("figures where a copy is adopted", "adjudication-entry", Commission, Kind, Decision("S02", "copy-adopted", "false") + ",\"entry\":" + Entry("{}", """{"A":1}"""));
        script.Void("no copy where one is adopted", "adjudication-adopts", Commission, Kind, Decision("S02", "copy-adopted", "false"));
        script.Void("by an organisation without the office", "office-not-held", Observers, Kind, Decision("S02", "annulled", "false"));
        script.Void("replaced without naming it", "stale-edit", Commission, Kind, Decision("S01", "annulled", "false"));
        script.Whole("with every field but a copy to adopt", Commission, Kind, Decision("S01", "recounted", "true", official, posted)
            + $",\"entry\":{Entry("""{"cast":90}""", """{"A":45,"B":45}""")},\"attachments\":{Papers()},\"previous\":\"{first}\"");
        script.Applied("with those fields alone that it must have", Commission, Kind, Decision("S02", "annulled", "false"));
        script.Applied("corrected", Commission, Kind, Decision("S03", "corrected", "true") + ",\"entry\":" + Entry("{}", """{"A":1}"""));
        return script.Register;
    }

    private static VectorRegister Handlings()
    {
        const string Kind = "forms/handle", Party = "party-a/desk";
        var script = new Script("checks handled");
        Setting.Found(script);
        var official = script.Applied("a box that isn't what was in it", Commission, "forms/copy", Copy("S01", "official", "original", Entry("""{"cast":100,"invalid":2}""", """{"A":50,"B":40}""")));
        var posted = script.Applied("a sheet that keeps the sum", Observers, "forms/copy", Copy("S01", "posted", "posted", Entry("""{"cast":92,"invalid":2}""", """{"A":50,"B":40}""")));
        var silent = script.Applied("a sheet that lacks a figure of it", Commission, "forms/copy", Copy("S02", "official", "original", Entry("{}", """{"A":50}""")));
        script.Void("by an organisation without the office", "office-not-held", Party, Kind, Handled("S01", official, "paper-says-so"));
        var first = script.Applied("with those fields alone that it must have", Commission, Kind, Handled("S01", official, "asked-the-station"));
        script.Whole("with every field", Commission, Kind, Handled("S01", official, "minutes-explain") + $",\"attachments\":{Papers()},\"previous\":\"{first}\"");
        script.Void("a second without naming the first", "stale-edit", Commission, Kind, Handled("S01", official, "paper-says-so"));
        script.Void("a sum that holds", "check-holds", Commission, Kind, Handled("S01", posted, "paper-says-so"));
        script.Void("a sum that lacks a figure", "check-holds", Commission, Kind, Handled("S02", silent, "paper-says-so"));
        script.Void("a copy that stands at another station", "copy-unknown", Commission, Kind, Handled("S02", official, "paper-says-so"));
        script.Void("a check that there isn't", "check-unknown", Commission, Kind, Handled("S01", official, "paper-says-so").Replace("E101", "E999", StringComparison.Ordinal));
        script.Void("a station that there isn't", "station-unknown", Commission, Kind, Handled("S99", official, "paper-says-so"));
        var unread = script.Applied("a sheet on which a list can't be read", Commission, "forms/copy", Copy("S03", "official", "original", Marked("""{"cast":100,"invalid":2}""", """{"A":50}""", "\"illegible\":[\"votes/B\"]")));
        var bare = script.Applied("a sheet on which a list's place is blank", Observers, "forms/copy", Copy("S03", "posted", "posted", Marked("""{"cast":100,"invalid":2}""", """{"A":50}""", "\"blank\":[\"votes/B\"]")));
        script.Void("a sum without the list that can't be read", "check-holds", Commission, Kind, Handled("S03", unread, "paper-says-so"));
        script.Void("a sum without the list that is blank", "check-holds", Commission, Kind, Handled("S03", bare, "paper-says-so"));
        return script.Register;
    }

    private static string Handled(string station, string copy, string reason) => $$"""
        "form":"1102","station":"{{station}}","copy":"{{copy}}","check":"E101","reason":"{{reason}}"
        """.Trim();

    private static VectorRegister Refusals()
    {
        const string Kind = "forms/refusal", Party = "party-a/desk";
        var script = new Script("refusals");
        Setting.Found(script);
        var first = script.Applied("with those fields alone that it must have", Party, Kind, Refused("S01", "station-head", "no-copies"));
        script.Whole("with every field", Party, Kind, Refused("S01", "station-member", "form-not-filled-in") + $",\"previous\":\"{first}\"");
        script.Applied("another organisation", Observers, Kind, Refused("S01", "security", "not-allowed"));
        script.Applied("another station", Party, Kind, Refused("S02", "other", "none-given"));
        script.Void("a second without naming the first", "stale-edit", Party, Kind, Refused("S01", "security", "other"));
        script.Void("replacing another organisation's", "stale-edit", Commission, Kind, Refused("S01", "security", "other") + $",\"previous\":\"{first}\"");
        script.Void("a station that there isn't", "station-unknown", Party, Kind, Refused("S99", "security", "other"));
        return script.Register;
    }

    private static string Refused(string station, string by, string reason) =>
        $$"""
        "station":"{{station}}","when":"2023-07-23T16:40:00+07:00","by":"{{by}}","reason":"{{reason}}"
        """.Trim();

    private static VectorRegister Stages()
    {
        const string Kind = "results/stage";
        var script = new Script("stages");
        Setting.Found(script);
        script.Applied("an official copy", Commission, "forms/copy", Copy("S01", "official", "original", Entry("{}", """{"A":50,"B":40}""")));
        script.Void("other figures than the register's", "tally-differs", Commission, Kind, Declared("preliminary", Digits("another tally")));
        script.Void("by an organisation without the office", "office-not-held", Observers, Kind, Declared("preliminary", script.Tally));
        script.Applied("with those fields alone that it must have", Commission, Kind, Declared("preliminary", script.Tally));
        script.Whole("with every field", Commission, Kind, Declared("provisional", script.Tally) + $",\"attachments\":{Papers()}");
        script.Void("a stage that isn't later", "stage-not-later", Commission, Kind, Declared("preliminary", script.Tally));
        script.Applied("the official result", Commission, Kind, Declared("official", script.Tally));
        return script.Register;
    }

    private static VectorRegister Lots()
    {
        const string Kind = "results/lot";
        var script = new Script("lots");
        Setting.Found(script);
        script.Void("no tie", "lot-not-needed", Commission, Kind, Drawn("P1", 1, """["A","B"]""", """["A"]"""));
        script.Applied("three lists of like votes", Commission, "forms/copy", Copy("S06", "official", "original", Entry("{}", """{"A":10,"B":10,"C":10}""")));
        script.Void("a constituency that there isn't", "constituency-unknown", Commission, Kind, Drawn("P9", 1, """["A","B","C"]""", """["C","A"]"""));
        script.Void("by an organisation without the office", "office-not-held", Observers, Kind, Drawn("P2", 1, """["A","B","C"]""", """["C","A"]"""));
        script.Void("within a joint list that there isn't", "lot-not-needed", Commission, Kind, Drawn("P2", 1, """["A","B","C"]""", """["C","A"]""") + ",\"within\":\"A\"");
        script.Whole("with every field but a joint list", Commission, Kind, Drawn("P2", 1, """["A","B","C"]""", """["C","A"]""") + $",\"attachments\":{Papers()}");
        script.Applied("another like tie", Commission, "forms/copy", Copy("S01", "official", "original", Entry("{}", """{"A":10,"B":10}""")));
        script.Applied("with those fields alone that it must have", Commission, Kind, Drawn("P1", 3, """["A","B"]""", """["A"]"""));
        return script.Register;
    }

    private static VectorRegister Holders()
    {
        var script = new Script("holders");
        Setting.Found(script);
        script.Applied("an official copy", Commission, "forms/copy", Copy("S01", "official", "original", Entry("{}", """{"A":100,"B":50,"C":30}""")));
        Post(script);
        script.Void("before the official result", "result-not-official", Commission, "holders/change", Change("A", 1, "vacated", grounds: true));
        script.Applied("the official result", Commission, "results/stage", Declared("official", script.Tally));
        Change(script);
        return script.Register;
    }

    private static void Post(Script script)
    {
        const string Kind = "holders/candidates";
        var first = script.Applied("with those fields alone that it must have", Commission, Kind, Posted("A", """["a1","a2"]"""));
        script.Whole("with every field", Commission, Kind, Posted("A", """["a1","a2","a3"]""") + $",\"preferences\":[5,0,7],\"previous\":\"{first}\"");
        script.Applied("another list", Commission, Kind, Posted("B", """["b1"]"""));
        script.Void("replaced without naming it", "stale-edit", Commission, Kind, Posted("A", """["a4"]"""));
        script.Void("a candidate twice", "duplicate-candidate", Commission, Kind, Posted("C", """["c1","c1"]"""));
        script.Void("preferences of some", "preferences-differ", Commission, Kind, Posted("C", """["c1","c2"]""") + ",\"preferences\":[5]");
        script.Void("a list that there isn't", "list-not-standing", Commission, Kind, Posted("D", """["d1"]"""));
        script.Void("a constituency that there isn't", "constituency-unknown", Commission, Kind, Posted("C", """["c1"]""").Replace("P1", "P9", StringComparison.Ordinal));
        script.Void("by an organisation without the office", "office-not-held", Observers, Kind, Posted("C", """["c1"]"""));
    }

    private static void Change(Script script)
    {
        const string Kind = "holders/change";
        script.Void("with those fields alone that reading asks for", "ground-missing", Commission, Kind, Change("A", 1, "vacated"));
        script.Void("a ground that there isn't", "ground-unknown", Commission, Kind, Change("A", 1, "vacated", grounds: true).Replace("recount", "whim", StringComparison.Ordinal));
        script.Void("a seat that isn't vacant", "seat-not-vacant", Commission, Kind, Change("A", 1, "replaced", grounds: true));
        script.Applied("vacated", Commission, Kind, Change("A", 1, "vacated", grounds: true));
        script.Applied("replaced", Commission, Kind, Change("A", 1, "replaced", grounds: true));
        script.Whole("with every field", Commission, Kind, Change("B", 1, "reassigned", grounds: true, to: "A") + $",\"attachments\":{Papers()}");
        script.Void("by an organisation without the office", "office-not-held", Observers, Kind, Change("A", 1, "vacated", grounds: true));
    }

    internal static string Entry(string figures, string votes, string state = "complete", bool signatures = false) =>
        $$"""{"state":"{{state}}","figures":{{figures}},"votes":{{votes}}{{(signatures ? Signatures : "")}}}""";

    private const string Signatures = ""","signatures":[{"organisation":"party-a","state":"signed"},{"organisation":"party-b","state":"refused"}]""";

    internal static string Copy(string station, string source, string sheet, string entry, string method = "transcribed") => $$"""
        "form":"1102","station":"{{station}}","source":"{{source}}","sheet":"{{sheet}}","method":"{{method}}","entry":{{entry}}
        """.Trim();

    internal static string Sealed(string clerk, string salt, string entry, int round, string station = "S05") => $$"""
        "form":"1102","station":"{{station}}","sheet":"original","round":{{round}},"commitment":"{{Commitment(clerk, salt, entry)}}"
        """.Trim();

    internal static string Opened(string commit, string salt, string entry, string station = "S05") => $$"""
        "form":"1102","station":"{{station}}","commit":"{{commit}}","salt":"{{Bits(salt)}}","entry":{{entry}}
        """.Trim();

    internal static string Declared(string stage, string tally) => $"\"stage\":\"{stage}\",\"tally\":\"{tally}\"";

    internal static string Posted(string list, string candidates) => $"\"constituency\":\"P1\",\"list\":\"{list}\",\"candidates\":{candidates}";

    // docs/spec/act.md, forms/commit: three lines' worth of bytes.
    private static string Commitment(string clerk, string salt, string entry) =>
        HashOf([.. System.Text.Encoding.UTF8.GetBytes($"saksei/entry/v1\n{KeyName(clerk)}\n"), .. RawBits(salt), .. System.Text.Encoding.UTF8.GetBytes(entry)]);

    internal static string Decision(string station, string outcome, string final, params string[] considered) => $$"""
        "form":"1102","station":"{{station}}","outcome":"{{outcome}}","ground":"recount","article":"art.8","final":{{final}},"considered":[{{string.Join(',', considered.Select(act => $"\"{act}\""))}}]
        """.Trim();

    private static string Drawn(string constituency, int step, string lists, string drawn) =>
        $"\"constituency\":\"{constituency}\",\"step\":{step},\"lists\":{lists},\"drawn\":{drawn}";

    internal static string Change(string list, int ordinal, string change, bool grounds = false, string to = "") =>
        $"\"constituency\":\"P1\",\"list\":\"{list}\",\"ordinal\":{ordinal},\"change\":\"{change}\"" + (to.Length > 0 ? $",\"to\":\"{to}\"" : "")
        + (grounds ? ",\"ground\":\"recount\",\"article\":\"art.8\"" : "");
}
