using System.Globalization;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Attacks.Setting;

/// <summary>Signs the acts of the small election: official copies and copies of others, what was observed, a complaint, scripts of the pages.</summary>
internal sealed class SmallNight(ElectionDefinition definition, ActDesk desk, Func<string, SignerKey> key)
{
    /// <summary>The station whose posted copy by the party is attacked.</summary>
    internal const string Station = "S04";

    /// <summary>The script that the observers built and stated.</summary>
    internal const string ScriptName = "work/work.js";

    /// <summary>Its bytes.</summary>
    internal static readonly byte[] Script = "show(register);"u8.ToArray();

    /// <summary>What a photograph is here.</summary>
    internal static readonly byte[] Photograph = "a photograph of closed doors"u8.ToArray();

    /// <summary>What was signed first, and is in the older publication.</summary>
    internal IEnumerable<Submission> Evening =>
    [
        .. Enumerable.Range(1, 6).Select(number => Official(number)),
        Copy("S01", 1, "observers/desk", CopySource.Posted), Copy("S02", 2, "observers/desk", CopySource.Posted),
        Doors(), Complaint("C-1"), Scripts("observers/desk", Script),

        // The observers don't hold the office: void, and published as such.
        Copy("S09", 9, "observers/desk", CopySource.Official),
    ];

    /// <summary>What came afterwards, the attacked copy in the middle of it.</summary>
    internal IEnumerable<Submission> Later => [Official(7), Official(8), Attacked(14), Official(9), Copy("S05", 5, "party/desk", CopySource.Posted)];

    /// <summary>The last act of all.</summary>
    internal Submission Last => Copy("S08", 8, "observers/desk", CopySource.Posted);

    /// <summary>The copy that is attacked: the party's, of the posted sheet, which differs from the official one.</summary>
    internal Submission Attacked(int votes) => Copy(Station, votes, "party/desk", CopySource.Posted);

    /// <summary>A copy of a station's sheet.</summary>
    internal Submission Copy(string station, int votes, string signer, CopySource source) => Sign(header => new FormCopy(
        header, SmallDefinition.Form, station, source, source == CopySource.Official ? "original" : "posted", CopyMethod.Transcribed, Sheet(votes), [], null), signer);

    /// <summary>Scripts of the pages, as an organisation states that it built them.</summary>
    internal Submission Scripts(string signer, byte[] bytes) =>
        Sign(header => new RegisterScripts(header, [new PageScript(ScriptName, Hash.OfBytes(bytes))]), signer);

    /// <summary>A report that doors were closed, with a photograph.</summary>
    internal Submission Doors(string station = "S02", byte[]? photograph = null)
    {
        var bytes = photograph ?? Photograph;
        return Sign(header => new StationConditions(
            header, station, Election.Stations.Doors.Closed, [], Seen.No, [], null, null, [new Attachment(Hash.OfBytes(bytes), bytes.Length, "image/jpeg")], null), "observers/desk");
    }

    /// <summary>A complaint about the result, by the party.</summary>
    internal Submission Complaint(string number) => Case("complaints/file", number, new CaseFields { Complaint = "result" }, "party/desk");

    /// <summary>A step of a case.</summary>
    internal Submission Case(string kind, string number, CaseFields fields, string signer) =>
        Sign(header => new CaseAct(header, CaseRules.Steps.Single(step => step.Kind == kind), number, fields), signer);

    /// <summary>Signs an act by the key of a name.</summary>
    internal Submission Sign(Func<ActHeader, Act> act, string signer)
    {
        using var own = key(signer);
        return desk.Sign(act(desk.Header(own)), own);
    }

    private Submission Official(int number) => Copy(string.Create(CultureInfo.InvariantCulture, $"S{number:00}"), number, "commission/desk", CopySource.Official);

    // In the box what was cast: the form's check holds.
    private SheetEntry Sheet(int votes)
    {
        var contest = definition.Contests[0];
        var figures = new SortedDictionary<int, int>();
        foreach (var (code, value) in new[] { ("registered", 500), ("cast", 90 + votes), ("invalid", 5), ("A", 40 + votes), ("B", 30), ("C", 15) }) figures[FigureOf(contest, code)] = value;
        return SheetEntry.Create(contest, SheetState.Complete, new FigureShapes().Make([.. figures.Keys], [.. figures.Values]), []);
    }

    private static int FigureOf(Contest contest, string code)
    {
        for (var field = 0; field < contest.Form.Fields.Length; field++)
            if (contest.Form.Fields[field].Code == code) return field;
        return contest.FigureOf(contest.FindList(code) ?? throw new InvalidOperationException(code));
    }

    /// <summary>Bytes with one piece of text exchanged for another, wherever it stands.</summary>
    internal static byte[] Exchanged(ReadOnlySpan<byte> bytes, string piece, string by)
    {
        var (sought, altered) = (Encoding.UTF8.GetBytes(piece), new List<byte>(bytes.Length));
        var rest = bytes;
        for (int at; (at = rest.IndexOf(sought)) >= 0; rest = rest[(at + sought.Length)..])
        {
            altered.AddRange(rest[..at]);
            altered.AddRange(Encoding.UTF8.GetBytes(by));
        }

        if (altered.Count == 0) throw new InvalidOperationException(piece);
        altered.AddRange(rest);
        return [.. altered];
    }
}
