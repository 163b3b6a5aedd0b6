using System.Text;
using static Saksei.Tests.Vectors.Implementation;
using static Saksei.Tests.Vectors.VectorFolder;

namespace Saksei.Tests.Vectors;

/// <summary>The books <c>register</c>, <c>clock</c> and <c>organisations</c>: founding, rules, time, who may sign.</summary>
internal static class RegisterVectors
{
    private const string Commission = "commission/desk";

    internal static IEnumerable<(string Book, Func<VectorFile> Run)> All =>
    [
        ("register", () => new("register", [Founding(), .. FoundingVoid(), Rules(), .. PolicyActVectors.All, Scripts(), Door()])),
        ("clock", () => new("clock", [Clock()])),
        ("organisations", () => new("organisations", [Organisations(), Recovery(), Recovering(), StatedLater(), TooFewStand()])),
    ];

    private static VectorRegister Founding()
    {
        var script = new Script("founding");
        script.Refused("another kind than the founding act's comes first", "kind-not-found", Setting.Clock, "clock/tick", script.Compose(Setting.Clock, "clock/tick", ""));
        script.Whole("with recovery keys", Setting.Desks, "register/found", Setting.Founding(RecoveryOf("observers")), envelope: true);
        script.Void("a second time", "found-not-first", Setting.Desks, "register/found", Setting.Founding());
        return script.Register;
    }

    private static IEnumerable<VectorRegister> FoundingVoid()
    {
        yield return Void("another definition", "definition-differs", Setting.Founding(Digits("another definition"), "true", Origin));
        yield return Void("not simulated in a register that is named so", "origin-simulated", Setting.Founding(DefinitionIdentity, "false", Origin));
        yield return Void("a log of another name", "origin-log", Setting.Founding(DefinitionIdentity, "true", "simulated.saksei.test/another"));
        yield return Void("an organisation twice", "organisation-known", Setting.Founding().Replace("\"organisation\":\"council\"", "\"organisation\":\"commission\"", StringComparison.Ordinal));
        yield return Void("not signed by every founder", "founder-missing", Setting.Founding(), "commission/desk");
        var minimal = new Script("founding without recovery keys");
        Setting.Found(minimal);
        yield return minimal.Register;

        static VectorRegister Void(string what, string code, string fields, string? signers = null)
        {
            var script = new Script("founding: " + what);
            script.Void(what, code, signers ?? Setting.Desks, "register/found", fields);
            return script.Register;
        }
    }

    private static VectorRegister Rules()
    {
        var script = new Script("rules");
        Setting.Found(script);
        script.Void("not signed by every founder", "founder-missing", Commission, "register/rules", "\"version\":2");
        script.Void("no newer ones", "rules-not-newer", Setting.Desks, "register/rules", "\"version\":1");
        script.Whole("newer rules", Setting.Desks, "register/rules", "\"version\":2");
        script.Refused("a register of rules that this version doesn't know takes nothing more", "rules-unknown", Setting.Clock, "clock/tick", script.Compose(Setting.Clock, "clock/tick", ""));
        return script.Register;
    }

    private static VectorRegister Scripts()
    {
        const string Kind = "register/scripts";
        var script = new Script("scripts");
        Setting.Found(script);
        script.Whole("two scripts", Commission, Kind, Built(("work.js", "a release"), ("service.js", "its worker")));
        script.Applied("the same, by another organisation", "observers/desk", Kind, Built(("work.js", "a release"), ("service.js", "its worker")));
        script.Applied("of another release, beside those before", Commission, Kind, Built(("work.js", "another release")));
        script.Void("none", "scripts-missing", Commission, Kind, Built());
        script.Void("a name twice", "script-twice", Commission, Kind, Built(("work.js", "a release"), ("service.js", "its worker"), ("work.js", "another release")));
        script.Refused("without a hash", "field-missing", Commission, Kind, script.Compose(Commission, Kind, """
            "scripts":[{"name":"work.js"}]
            """.Trim()));
        return script.Register;

        static string Built(params (string Name, string Of)[] scripts) =>
            $"\"scripts\":[{string.Join(',', scripts.Select(one => $"{{\"name\":\"{one.Name}\",\"sha256\":\"{Digits(one.Of)}\"}}"))}]";
    }

    // What holds of every note, whatever it says.
    private static VectorRegister Door()
    {
        var script = new Script("door");
        Setting.Found(script);
        var body = script.Compose(Commission, "register/rules", "\"version\":2");
        var note = Encoding.UTF8.GetString(Sign(Origin, body, [Commission]));
        void Refused(string what, string code, string changed) => script.RefusedNote(what, code, "register/rules", Encoding.UTF8.GetBytes(changed));
        Refused("nothing", "note-malformed", "");
        Refused("no signature", "note-malformed", note[..(note.IndexOf("\n\n", StringComparison.Ordinal) + 2)]);
        Refused("a signature without its newline", "note-malformed", note[..^1]);
        Refused("a carriage return", "note-malformed", note.Replace("\n{", "\r\n{", StringComparison.Ordinal));
        Refused("another format", "act-malformed", note.Replace("saksei/act/v1", "saksei/act/v2", StringComparison.Ordinal));
        Refused("four lines", "act-malformed", note.Replace("\n\n", "\nmore\n\n", StringComparison.Ordinal));
        Refused("no origin", "act-malformed", note.Replace(Origin + "\n", "\n", StringComparison.Ordinal));
        Refused("another origin", "origin-differs", Encoding.UTF8.GetString(Sign("simulated.saksei.test/another", body, [Commission])));
        Refused("another text under the signature", "signature-wrong", note.Replace("\"version\":2", "\"version\":3", StringComparison.Ordinal));
        Refused("17 signatures", "too-many-signatures", Encoding.UTF8.GetString(Sign(Origin, body, Enumerable.Repeat(Commission, 17))));
        script.Refused("a key that was never enrolled", "key-unknown", "commission/nobody", "register/rules", script.Compose("commission/nobody", "register/rules", "\"version\":2"));
        return script.Register;
    }

    private static VectorRegister Clock()
    {
        var script = new Script("clock");
        Setting.Found(script);
        script.Whole("a tick", Setting.Clock, "clock/tick", "", envelope: true);
        script.Void("by another key than the clock's", "role-not-allowed", Commission, "clock/tick", "");
        script.Void("by an organisation whose own it isn't", "office-not-held", "observers/desk", "clock/holiday", Holiday("2023-06-20"));
        script.Whole("a holiday", Commission, "clock/holiday", Holiday("2023-06-19"));
        script.Void("a holiday that is known", "holiday-known", Commission, "clock/holiday", Holiday("2023-06-19"));
        script.Void("a day that is over", "holiday-past", Commission, "clock/holiday", Holiday("2023-05-30"));
        script.Applied("a day that is over, recorded from a publication", "transcriber/desk", "clock/holiday", Holiday("2023-05-30"));
        script.Refused("a day that there isn't", "date-malformed", Commission, "clock/holiday", script.Compose(Commission, "clock/holiday", Holiday("2023-02-30")));
        script.VoidEarlier(Setting.Clock);
        return script.Register;
    }

    private static string Holiday(string date) => $$"""
        "date":"{{date}}","code":"flood"
        """.Trim();

    private static VectorRegister Organisations()
    {
        var script = new Script("organisations");
        Setting.Found(script);
        Accredit(script);
        Vouch(script);
        Enrol(script);
        Scope(script);
        Revoke(script);
        return script.Register;
    }

    // One agent of a station, one of a province and a station outside it.
    private static void Scope(Script script)
    {
        const string Kind = "organisations/enrol", Agent = "party-b/agent-1", Wide = "party-b/agent-2", Conditions = "stations/conditions";
        string Enrolled(string key, string scope) => Setting.Enrolled("party-b", [(key, key)]).Replace("\"}]", $"\",{scope}}}]", StringComparison.Ordinal);
        script.Void("a scope of a unit that there isn't", "unit-unknown", "party-b/desk", Kind, Enrolled(Agent, "\"units\":[\"P1\",\"P9\"]"));
        script.Void("a scope of a station that there isn't", "station-unknown", "party-b/desk", Kind, Enrolled(Agent, "\"stations\":[\"S99\"]"));
        script.Applied("a key for one station", "party-b/desk", Kind, Enrolled(Agent, "\"stations\":[\"S01\"]"));
        script.Whole("a key for a province and a station outside it", "party-b/desk", Kind, Enrolled(Wide, "\"units\":[\"P1\"],\"stations\":[\"S06\"]"));
        script.Applied("about its station", Agent, Conditions, Seen("S01"));
        script.Void("about another station", "outside-scope", Agent, Conditions, Seen("S02"));
        script.Void("about a station that there isn't", "outside-scope", Agent, Conditions, Seen("S99"));
        script.Applied("about a station of its province", Wide, Conditions, Seen("S02"));
        script.Void("about a station of another province", "outside-scope", Wide, Conditions, Seen("S07"));
        script.Applied("an incident in its province", Wide, "observation/incident", Incident("\"unit\":\"P1\""));
        script.Void("an incident in another province", "outside-scope", Wide, "observation/incident", Incident("\"unit\":\"P2\""));
        script.Void("an incident in a province, by a key for one station of it", "outside-scope", Agent, "observation/incident", Incident("\"unit\":\"P1\""));
        script.Void("about no place", "outside-scope", Agent, "consultations/opinion", $"\"consultation\":\"none\",\"opinion\":\"{Digits("an opinion")}\"");
        script.Void("behind an author without a scope", "outside-scope", $"party-b/desk {Agent}", Conditions, Seen("S02"));
        script.Void("what its role may not sign, wherever", "role-not-allowed", Agent, Kind, Setting.Enrolled("party-b", [("party-b/agent-3", "c")]));
    }

    private static string Seen(string station) => $"\"station\":\"{station}\",\"doors\":\"open\",\"presence\":[],\"posted\":\"yes\",\"handed\":[]";

    private static string Incident(string place) => $"\"category\":\"closed-count\",\"on\":\"2023-06-01\",{place}";

    private static void Accredit(Script script)
    {
        const string Kind = "organisations/accredit";
        script.Whole("granted, with every field", Commission, Kind, Newcomer("monitors", "granted", grounds: true, keys: true, recovery: true));
        script.Applied("granted, with keys alone", Commission, Kind, Newcomer("watchers", "granted", keys: true));
        script.Void("granted without keys", "keys-missing", Commission, Kind, Newcomer("others", "granted"));
        script.Void("an organisation that is in", "organisation-known", Commission, Kind, Newcomer("monitors", "granted", keys: true));
        script.Void("a key of another's name", "key-name-of-another", Commission, Kind, Newcomer("others", "granted", keys: true).Replace("\"organisation\":\"others\"", "\"organisation\":\"strangers\"", StringComparison.Ordinal));
        script.Applied("refused", Commission, Kind, Newcomer("others", "refused", grounds: true));
        script.Void("with those fields alone that reading asks for", "ground-missing", Commission, Kind, Newcomer("others", "refused"));
        script.Applied("withdrawn", Commission, Kind, Newcomer("watchers", "withdrawn", grounds: true));
        script.Void("what founders let in isn't put out", "not-accredited", Commission, Kind, Newcomer("observers", "withdrawn", grounds: true));
        script.Void("by an organisation without the office", "office-not-held", "party-a/desk", Kind, Newcomer("others", "granted", keys: true));
        script.Void("an organisation that was put out says nothing more", "organisation-withdrawn", "watchers/desk", "organisations/enrol", Setting.Enrolled("watchers", [("watchers/new", "new")]));
    }

    private static void Vouch(Script script)
    {
        const string Kind = "organisations/vouch";
        script.Whole("the first, with every field", "observers/desk", Kind, Newcomer("citizens", "", keys: true, recovery: true));
        script.Void("by the same founder again", "vouched-already", "observers/desk", Kind, Newcomer("citizens", "", keys: true, recovery: true));
        script.Applied("of another interest: it comes in", "party-b/desk", Kind, Newcomer("citizens", "", keys: true, recovery: true));
        script.Void("for who is in", "organisation-known", "party-a/desk", Kind, Newcomer("citizens", "", keys: true));
        script.Void("by who didn't found", "founder-only", "citizens/desk", Kind, Newcomer("others", "", keys: true));
        script.Applied("with those fields alone that it must have", "party-a/desk", Kind, Newcomer("others", "", keys: true));
    }

    private static void Enrol(Script script)
    {
        const string Kind = "organisations/enrol";
        script.Whole("three keys", Commission, Kind, Setting.Enrolled("commission", [("commission/clerk-1", "ann"), ("commission/clerk-2", "bo")], "clerk"));
        script.Applied("a desk's key", Commission, Kind, Setting.Enrolled("commission", [("commission/desk-2", "cy")], "desk"));
        script.Void("a key that is known", "key-known", Commission, Kind, Setting.Enrolled("commission", [("commission/clerk-1", "ann")]));
        script.Void("for another organisation", "organisation-of-another", "party-a/desk", Kind, Setting.Enrolled("commission", [("commission/clerk-3", "di")]));
        script.Void("a key of another's name", "key-name-of-another", Commission, Kind, Setting.Enrolled("commission", [("party-a/clerk", "di")]));
        script.Void("a key twice in one act", "key-twice", Commission, Kind, Setting.Enrolled("commission", [("commission/clerk-3", "di"), ("commission/clerk-3", "di")]));
        script.Void("by a clerk", "role-not-allowed", "commission/clerk-1", Kind, Setting.Enrolled("commission", [("commission/clerk-3", "di")]));
        script.Refused("an organisation's code with a slash", "organisation-malformed", Commission, Kind, script.Compose(Commission, Kind, Setting.Enrolled("commission/x", [("commission/clerk-3", "di")])));
    }

    private static void Revoke(Script script)
    {
        const string Kind = "organisations/revoke";
        script.Whole("a key", Commission, Kind, Revoked("commission", "left", "commission/clerk-1"));
        script.Void("a key that was revoked before", "key-unknown", Commission, Kind, Revoked("commission", "lost", "commission/clerk-1"));
        script.Void("by another organisation", "revoke-not-allowed", "party-a/desk", Kind, Revoked("commission", "stolen", "commission/clerk-2"));
        script.Void("an act by a revoked key", "signer-revoked", "commission/clerk-1", "stations/conditions", "\"station\":\"S01\",\"doors\":\"open\",\"presence\":[],\"posted\":\"yes\",\"handed\":[]");
        script.Applied("another reason", Commission, Kind, Revoked("commission", "rotated", "commission/clerk-2"));
    }

    private static VectorRegister Recovery()
    {
        var script = new Script("recovery keys");
        script.Applied("founding with recovery keys", Setting.Desks, "register/found", Setting.Founding(RecoveryOf("observers")));
        script.Tick();
        script.Void("fewer than the threshold", "revoke-not-allowed", "observers/safe-1", "organisations/revoke", Revoked("observers", "stolen", "observers/desk"));
        script.Void("a recovery key signs nothing else", "role-not-allowed", "observers/safe-1", "organisations/enrol", Setting.Enrolled("observers", [("observers/new", "new")]));
        script.Applied("as many as the threshold", "observers/safe-1 observers/safe-2", "organisations/revoke", Revoked("observers", "stolen", "observers/desk"));
        script.Refused("a threshold of none", "recovery-threshold", Commission, "organisations/vouch",
            script.Compose(Commission, "organisations/vouch", Newcomer("others", "", keys: true, recovery: true).Replace("\"threshold\":2", "\"threshold\":0", StringComparison.Ordinal)));
        script.Refused("a threshold of more keys than there are", "recovery-threshold", Commission, "organisations/vouch",
            script.Compose(Commission, "organisations/vouch", Newcomer("others", "", keys: true, recovery: true).Replace("\"threshold\":2", "\"threshold\":3", StringComparison.Ordinal)));
        return script.Register;
    }

    // With two of three: what fewer can't do, and what a desk alone can't.
    private static VectorRegister Recovering()
    {
        const string Observers = "observers/desk", One = "observers/safe-1", Two = "observers/safe-2", Three = "observers/safe-3";
        const string State = "organisations/recovery", Recover = "organisations/recover";
        var script = new Script("recovering a desk");
        script.Applied("founding with recovery keys", Setting.Desks, "register/found", Setting.Founding("," + Stated(2, One, Two, Three)));
        script.Tick();
        script.Void("a recovery key revoked by a desk alone", "revoke-not-allowed", Observers, "organisations/revoke", Revoked("observers", "stolen", One));
        script.Void("other recovery keys by a desk alone", "recovery-too-few", Observers, State, Of("observers", Stated(1, "observers/thief")));
        script.Void("by a desk and fewer than the threshold", "recovery-too-few", $"{Observers} {One}", State, Of("observers", Stated(1, "observers/thief")));
        script.Void("by a desk and one recovery key twice", "recovery-too-few", $"{Observers} {One} {One}", State, Of("observers", Stated(1, "observers/thief")));
        script.Void("for another organisation", "organisation-of-another", "party-a/desk", State, Of("observers", Stated(1, "observers/thief")));
        script.Void("a key of another's name", "key-name-of-another", $"{Observers} {One} {Two}", State, Of("observers", Stated(1, "party-a/safe")));
        script.Void("a key twice", "key-twice", $"{Observers} {One} {Two}", State, Of("observers", Stated(1, One, One)));
        script.Whole("by a desk and the threshold: one key goes, one comes, and it counts at once", $"{Observers} {One} {Two}", State, Of("observers", Stated(2, One, Two, "observers/safe-4")));
        script.Void("a recovery key that was replaced", "signer-revoked", $"{Three} {One}", Recover, Recovered("observers", "observers/desk-2"));
        script.Void("fewer than the threshold recover", "recovery-too-few", One, Recover, Recovered("observers", "observers/desk-2"));
        script.Void("one key twice recovers", "recovery-too-few", $"{One} {One}", Recover, Recovered("observers", "observers/desk-2"));
        script.Void("a desk in the place of a recovery key", "recovery-too-few", $"{One} {Observers}", Recover, Recovered("observers", "observers/desk-2"));
        script.Void("a desk recovers nothing", "role-not-allowed", $"{Observers} {One} {Two}", Recover, Recovered("observers", "observers/desk-2"));
        script.Void("another organisation is recovered by nobody else's keys", "organisation-of-another", $"{One} {Two}", Recover, Recovered("party-a", "party-a/desk-2"));
        script.Void("without a key", "keys-missing", $"{One} {Two}", Recover, "\"organisation\":\"observers\",\"keys\":[]");
        script.Void("a key that is known", "key-known", $"{One} {Two}", Recover, Recovered("observers", Observers));
        script.Void("another's key revoked", "key-unknown", $"{One} {Two}", Recover, Recovered("observers", "observers/desk-2", "party-a/desk"));
        script.Whole("the desk that was stolen signs no more, and a new one does", $"{One} observers/safe-4", Recover, Recovered("observers", "observers/desk-2", Observers));
        script.Void("the stolen desk", "signer-revoked", Observers, "organisations/enrol", Setting.Enrolled("observers", [("observers/new", "new")]));
        script.Applied("the new desk", "observers/desk-2", "organisations/enrol", Setting.Enrolled("observers", [("observers/new", "new")]));
        script.Applied("a recovery key revoked by the threshold", $"{One} {Two}", "organisations/revoke", Revoked("observers", "lost", "observers/safe-4"));
        script.Applied("with the keys alone that it must have", $"{One} {Two}", Recover, Recovered("observers", "observers/desk-3"));
        return script.Register;
    }

    // Stated by a desk alone: it counts 72 hours later, and until then a desk alone takes it back.
    private static VectorRegister StatedLater()
    {
        const string Desk = "party-a/desk", Thief = "party-a/thief", Safe = "party-a/safe-1", State = "organisations/recovery", Recover = "organisations/recover";
        var script = new Script("recovery keys stated by a desk alone");
        Setting.Found(script);
        script.Applied("stated by somebody who stole the desk", Desk, State, Of("party-a", Stated(1, Thief)));
        script.Void("recovering at once", "recovery-too-early", Thief, Recover, Recovered("party-a", "party-a/desk-2", Desk));
        script.Void("revoking at once", "revoke-not-allowed", Thief, "organisations/revoke", Revoked("party-a", "stolen", Desk));
        script.Wait(71);
        script.Applied("replaced by the owner, who has a desk too", Desk, State, Of("party-a", Stated(1, Safe)));
        script.Void("the thief's key", "signer-revoked", Thief, Recover, Recovered("party-a", "party-a/desk-2", Desk));
        script.Wait(71);
        script.Void("not yet", "recovery-too-early", Safe, Recover, Recovered("party-a", "party-a/desk-2", Desk));
        script.Wait(2);
        script.Void("now a desk alone changes it no more", "recovery-too-few", Desk, State, Of("party-a", Stated(1, "party-a/other")));
        script.Applied("recovered", Safe, Recover, Recovered("party-a", "party-a/desk-2", Desk));
        return script.Register;
    }

    // Undone as act.md says, or by themselves: a desk can state others, and they count 72 hours later.
    private static VectorRegister TooFewStand()
    {
        const string Desk = "party-a/desk", Thief = "party-a/thief", Safe = "party-a/safe-1", Revoke = "organisations/revoke", State = "organisations/recovery", Recover = "organisations/recover";
        var script = new Script("recovery keys of which fewer than the threshold still stand");
        Setting.Found(script);
        script.Applied("stated by somebody who stole the desk", Desk, State, Of("party-a", Stated(1, Thief)));
        script.Applied("revoked by the owner", Desk, Revoke, Revoked("party-a", "stolen", Thief));
        script.Wait(73);
        script.Applied("stated by the owner when the time is past", Desk, State, Of("party-a", Stated(2, Safe, "party-a/safe-2", "party-a/safe-3")));
        script.Wait(73);
        script.Applied("one revoked by two of three: two still stand", $"{Safe} party-a/safe-2", Revoke, Revoked("party-a", "lost", "party-a/safe-3"));
        script.Void("they count", "recovery-too-few", Desk, State, Of("party-a", Stated(1, "party-a/other")));
        script.Applied("another one: one still stands", $"{Safe} party-a/safe-2", Revoke, Revoked("party-a", "lost", "party-a/safe-2"));
        script.Void("one of two recovers nothing", "recovery-too-few", Safe, Recover, Recovered("party-a", "party-a/desk-2"));
        script.Applied("a desk alone states others", Desk, State, Of("party-a", Stated(1, "party-a/other")));
        script.Void("not yet", "recovery-too-early", "party-a/other", Recover, Recovered("party-a", "party-a/desk-2"));
        script.Wait(73);
        script.Applied("recovered", "party-a/other", Recover, Recovered("party-a", "party-a/desk-2"));
        return script.Register;
    }

    private static string Of(string organisation, string recovery) => $"\"organisation\":\"{organisation}\",{recovery}";

    private static string Stated(int threshold, params string[] keys) =>
        $"\"recovery\":{{\"threshold\":{threshold},\"keys\":[{string.Join(',', keys.Select(key => $"\"{KeyText(key)}\""))}]}}";

    private static string Recovered(string organisation, string key, string? revoked = null) =>
        $"\"organisation\":\"{organisation}\",\"keys\":[\"{KeyText(key)}\"]" + (revoked is null ? "" : $",\"revokes\":[\"{KeyName(revoked)}\"]");

    private static string Revoked(string organisation, string reason, string key) => $$"""
        "organisation":"{{organisation}}","keys":["{{KeyName(key)}}"],"reason":"{{reason}}"
        """.Trim();

    private static string Newcomer(string organisation, string outcome, bool grounds = false, bool keys = false, bool recovery = false) =>
        $"\"organisation\":\"{organisation}\",\"category\":\"observer\",\"interest\":\"civil-society\""
        + (outcome.Length > 0 ? $",\"outcome\":\"{outcome}\"" : "") + (grounds ? ",\"ground\":\"late\",\"article\":\"art.7\"" : "")
        + (keys ? $",\"keys\":[\"{KeyText(organisation + "/desk")}\"]" : "") + (recovery ? RecoveryOf(organisation) : "");

    private static string RecoveryOf(string organisation) =>
        $",\"recovery\":{{\"threshold\":2,\"keys\":[\"{KeyText(organisation + "/safe-1")}\",\"{KeyText(organisation + "/safe-2")}\"]}}";
}
