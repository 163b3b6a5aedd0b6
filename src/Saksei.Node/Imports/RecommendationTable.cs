using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Findings;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Node.Imports;

/// <summary>
/// Reads recommendations in the columns of the annexes of the EU's and ODIHR's reports, and appends all or none of them. Columns go by
/// their names; those that the table of recommendations has beside them are passed over.
/// </summary>
public sealed class RecommendationTable(RegisterHost host, string organisation, string language)
{
    private static readonly string[] Needed = ["recommendation", "change", "institution", "subject", "due"];
    private static readonly string[] Known = [.. Needed, "number", "context", "law", "standard", "priority", "madeBy", "state", "silentDays", "lateDays", "statuses", "register", "source", "act"];
    private readonly List<(long Line, RecommendationMake Act)> _acts = [];
    private readonly List<byte[]> _texts = [];
    private readonly List<ImportProblem> _problems = [];
    private Dictionary<string, int> _columns = [];
    private (long Line, string[] Cells) _first = (0, []);
    private SignerKey? _key;
    private string _file = "";

    /// <summary>What was read and appended, or what is wrong and nothing appended.</summary>
    public ImportResult Run(IRowSource table)
    {
        _key = host.Keys.Find(organisation + "/desk");
        if (_key is null) return new ImportResult(0, 1, [new ImportProblem("", 0, "organisation-key-missing", organisation)]);
        _file = table.Name;
        if (table.ReadRows(Take) is { } stopped) _problems.Add(stopped);
        else if (_columns.Count == 0 && _first.Cells.Length > 0) ReadNames(_first.Line, _first.Cells);
        else if (_columns.Count == 0) Problem(0, "file-empty", "");
        if (_problems.Count == 0) Preview(_key);
        if (_problems.Count > 0) return new ImportResult(0, _problems.Count, [.. _problems.Take(SheetCollector.MaximumProblems)]);
        foreach (var text in _texts) host.KeepFile(text, "text/plain");
        host.Submit([.. _acts.Select(pair => host.Desk.Sign(pair.Act, _key))]);
        return new ImportResult(_acts.Count, 0, []);
    }

    // Headings in the languages of an election stand above the names.
    private void Take(long line, string[] cells)
    {
        if (_columns.Count > 0) ReadRow(line, cells);
        else if (Needed.All(cells.Contains)) ReadNames(line, cells);
        else if (_first.Cells.Length == 0) _first = (line, cells);
    }

    private void ReadNames(long line, string[] cells)
    {
        _columns = cells.Select((name, place) => (name, place)).DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        foreach (var unknown in cells.Where(name => !Known.Contains(name))) Problem(line, "column-unknown", unknown);
        foreach (var twice in cells.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1)) Problem(line, "column-twice", twice.Key);
        foreach (var missing in Needed.Where(name => !_columns.ContainsKey(name))) Problem(line, "column-missing", missing);
    }

    private void ReadRow(long line, string[] cells)
    {
        string Cell(string name) => _columns.TryGetValue(name, out var place) && place < cells.Length ? cells[place].Trim() : "";
        var (change, priority) = (FindingVocabulary.ChangeOfWord(Cell("change")), Cell("priority").Length == 0 ? Priority.Other : FindingVocabulary.PriorityOfWord(Cell("priority")));
        if (change is null) Problem(line, "word-unknown", Cell("change"));
        if (priority is null) Problem(line, "word-unknown", Cell("priority"));
        if (DueOf(Cell("due")) is not { } due) Problem(line, "time-malformed", Cell("due"));
        else if (change is { } what && priority is { } pressing && _key is { } key)
            _acts.Add((line, new RecommendationMake(
                host.Desk.Header(key), Cell("subject"), Words(Cell("context")), Words(Cell("recommendation")), Cell("institution"), what, pressing, due, Codes(Cell("law")), Codes(Cell("standard")), [], [])));
    }

    // A day is due at its end in the election's zone; a moment as it stands.
    private Moment? DueOf(string text)
    {
        if (Moment.TryParse(text, out var moment)) return moment;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(host.Definition.Head.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var end = day.ToDateTime(new TimeOnly(23, 59, 59), DateTimeKind.Unspecified);
        var offset = (int)zone.GetUtcOffset(end).TotalMinutes;
        return new Moment(new DateTimeOffset(end, TimeSpan.FromMinutes(offset)).ToUnixTimeSeconds(), offset);
    }

    private ImmutableArray<Wording> Words(string text)
    {
        if (text.Length == 0) return [];
        var bytes = Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n");
        _texts.Add(bytes);
        return [new Wording(language, new Attachment(Hash.OfBytes(bytes), bytes.Length, "text/plain"))];
    }

    private static ImmutableArray<string> Codes(string text) => [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(code => code.Replace(' ', '.'))];

    private void Preview(SignerKey key) => host.Read(fold =>
    {
        foreach (var (line, act) in _acts)
        {
            var text = SignedAct.TextOf(host.Origin, act.ToBody());
            var signed = SignedAct.Parse(host.Desk.Sign(act, key).Record, out var code);
            var problem = signed is null ? code : fold.Reader.Read(signed).Problem?.Code;
            if (problem is { Length: > 0 }) Problem(line, problem, "");
            else if (fold.Preview(act, Hash.OfBytes(text)) is { IsApplied: false } outcome) Problem(line, outcome.VoidCode, outcome.Detail);
        }

        return 0;
    });

    private void Problem(long line, string code, string detail) => _problems.Add(new ImportProblem(_file, line, code, detail));
}
