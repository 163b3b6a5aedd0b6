using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node.Imports;

/// <summary>What an import of answers is to do.</summary>
/// <param name="Checklist">The bytes of the checklist, as it was registered.</param>
/// <param name="Organisation">In whose name; its key <c>ORGANISATION/desk</c> signs.</param>
/// <param name="Map">How the files are read.</param>
/// <param name="Tables">The files' rows.</param>
public sealed record ObservationOrder(byte[] Checklist, string Organisation, ObservationMap Map, IReadOnlyList<IRowSource> Tables)
{
    /// <summary>The checklist as it was read: answers are held against it. Null where its bytes are no checklist of ours, as the register allows.</summary>
    public CheckedChecklist? Form { get; init; }

    /// <summary>Whether a row replaces other answers of its team that stand, though nothing says that they are the same filling of the form.</summary>
    public bool Replaces { get; init; }
}

/// <summary>What became of it.</summary>
/// <param name="Answers">Acts appended.</param>
/// <param name="Problems">Why nothing was.</param>
public sealed record ObservationImportResult(int Answers, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>Rows that the register has already.</summary>
    public int There { get; init; }

    /// <summary>Of the acts those that replace one that stood.</summary>
    public int Replaced { get; init; }
}

/// <summary>Makes one act of answers a row, tries every one against the form and the books, and appends all in one batch or none at all.</summary>
public sealed class ObservationImport
{
    private const int MostProblems = 100, MostRows = 200_000;
    private readonly RegisterHost _host;
    private readonly ObservationOrder _order;
    private readonly ChecklistState _checklist;
    private readonly SignerKey _key;
    private readonly ChoiceLabels _labels;
    private readonly StandingAnswers _standing;
    private readonly TableForm? _form;
    private readonly List<ImportProblem> _problems = [];
    private readonly HashSet<(string Station, int Team)> _seen = [];
    private readonly List<(AnswerRow Row, byte[] Text, ObservationAnswers Act)> _acts = [];
    private int _there;

    private ObservationImport(RegisterHost host, ObservationOrder order, ChecklistState checklist, SignerKey key)
    {
        (_host, _order, _checklist, _key) = (host, order, checklist, key);
        (_labels, _standing) = (new ChoiceLabels(order.Form?.Checklist), new StandingAnswers(host, checklist, order.Organisation, order.Replaces));
        _form = order.Form is { } form ? new TableForm(form, order.Map) : null;
    }

    /// <summary>Runs it; nothing is appended where there is any problem.</summary>
    public static ObservationImportResult Run(RegisterHost host, ObservationOrder order, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(progress);
        var hash = Hash.OfBytes(order.Checklist);
        var checklist = host.Read(fold => fold.Snapshot().Observation).Checklists.LastOrDefault(known => known.Act.Form.Sha256 == hash);
        if (checklist is null) return Refused("checklist-unknown", hash.ToHex());
        if (host.Keys.Find(order.Organisation + "/desk") is not { } key) return Refused("organisation-key-missing", order.Organisation);
        foreach (var column in order.Map.Answers.Where(answer => checklist.Act.Find(answer.Question) is null)) return Refused("question-unknown", column.Question);
        return new ObservationImport(host, order, checklist, key).Run(progress);
    }

    private ObservationImportResult Run(Action<string> progress)
    {
        if (_form is null) progress("the checklist's file isn't one that answers can be held against");
        foreach (var table in _order.Tables) Read(table);
        var replaced = _acts.Count(act => act.Act.Previous is not null);
        progress($"{_there} already there, {_acts.Count - replaced} new, {replaced} changed");
        var signed = Sign();
        Preview(signed);
        if (_problems.Count > 0) return new ObservationImportResult(0, [.. _problems.Take(MostProblems)]);
        if (_acts.Count > 0) Append(signed);
        return new ObservationImportResult(_acts.Count, []) { There = _there, Replaced = replaced };
    }

    private void Read(IRowSource table)
    {
        string[]? header = null;
        AnswerRowReader? reader = null;
        var stopped = table.ReadRows((line, cells) =>
        {
            if (header is null) reader = HasItsColumns(table.Name, line, header = cells) ? new AnswerRowReader(_order.Map, _checklist.Act, _labels, table.Name, header) : null;
            else if (reader is not null && _problems.Count <= MostProblems) Take(reader, table.Name, line, cells, header.Length);
        });
        if (stopped is not null) _problems.Add(stopped);
        else if (header is null) _problems.Add(new ImportProblem(table.Name, 0, "file-empty", ""));
    }

    // Without its columns no row of a table can be read.
    private bool HasItsColumns(string file, long line, string[] header)
    {
        List<ImportProblem> found =
        [
            .. _order.Map.Columns.Except(header, StringComparer.Ordinal).Select(name => Problem("column-missing", name)),
            .. header.Except([.. _order.Map.Columns, .. _order.Map.Ignored], StringComparer.Ordinal).Select(name => Problem("column-not-mapped", name)),
            .. header.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(twice => Problem("column-twice", twice.Key)),
        ];
        _problems.AddRange(found);
        return found.Count == 0;

        ImportProblem Problem(string code, string name) => new(file, line, code, name);
    }

    private void Take(AnswerRowReader reader, string file, long line, string[] cells, int width)
    {
        if (cells.Length != width) Add(file, line, cells.Length < width ? "row-too-short" : "row-too-long", cells.Length.ToString(CultureInfo.InvariantCulture));
        else if (_acts.Count == MostRows) Add(file, line, "too-many", MostRows.ToString(CultureInfo.InvariantCulture));
        else if (reader.Read(line, cells, (code, detail) => Add(file, line, code, detail)) is { } row) Take(row);
    }

    // What the register has already is neither tried nor signed again.
    private void Take(AnswerRow row)
    {
        if (!_seen.Add((row.Station, row.Team))) Add(row.File, row.Line, "station-twice", $"{_order.Map.Station}: {row.Station}");
        var (found, previous) = _standing.Of(row);
        if (found == RowIs.There) _there++;
        else if (found == RowIs.Another) Add(row.File, row.Line, "answers-stand", $"{_order.Map.Station}: {row.Station}");
        else if (_form?.Problems(row).ToList() is { Count: > 0 } refused) refused.ForEach(problem => Add(row.File, row.Line, problem.Code, $"{problem.Place}: {problem.Detail}"));
        else _acts.Add(Make(row, previous));
    }

    private (AnswerRow Row, byte[] Text, ObservationAnswers Act) Make(AnswerRow row, Hash? previous)
    {
        var words = row.Words.ToFile(_host.Desk.Bits());
        ImmutableArray<Attachment> named = words.Length == 0 ? [] : [new Attachment(Hash.OfBytes(words), words.Length, "application/json")];
        return (row, words, new ObservationAnswers(_host.Desk.Header(_key), row.Station, _checklist.Place.Identity, row.Team, row.Answers, named, previous));
    }

    private Submission[] Sign()
    {
        var signed = new Submission[_acts.Count];
        Parallel.For(0, signed.Length, i => signed[i] = _host.Desk.Sign(_acts[i].Act, _key));
        return signed;
    }

    // As a reader of the register reads it, and then by the rules.
    private void Preview(Submission[] signed) => _host.Read(fold =>
    {
        foreach (var (number, (row, _, act)) in _acts.Index())
        {
            if (SignedAct.Parse(signed[number].Record, out var code) is not { } note) Add(row.File, row.Line, code, "");
            else if (fold.Reader.Read(note).Problem is { } problem) Add(row.File, row.Line, problem.Code, problem.Detail);
            else if (fold.Preview(act, default) is { IsApplied: false } outcome) Add(row.File, row.Line, outcome.VoidCode, DetailOf(row, outcome.Detail));
        }

        return _acts.Count;
    });

    // What a rule is about, behind the column that it was read from.
    private string DetailOf(AnswerRow row, string detail)
    {
        var question = detail.Split(' ')[0];
        var column = detail == row.Station ? _order.Map.Station : _order.Map.Answers.FirstOrDefault(answer => answer.Question == question)?.Column ?? "";
        return column.Length == 0 ? detail : $"{column}: {detail}";
    }

    private void Append(Submission[] signed)
    {
        foreach (var (_, text, _) in _acts.Where(act => act.Text.Length > 0)) _host.KeepFile(text, "application/json");
        _host.Submit(signed);
    }

    private void Add(string file, long line, string code, string detail) => _problems.Add(new ImportProblem(file, line, code, detail));

    private static ObservationImportResult Refused(string code, string detail) => new(0, [new ImportProblem("", 0, code, detail)]);
}
