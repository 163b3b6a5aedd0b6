using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
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
public sealed record ObservationOrder(byte[] Checklist, string Organisation, ObservationMap Map, IReadOnlyList<IRowSource> Tables);

/// <summary>What became of it.</summary>
public sealed record ObservationImportResult(int Answers, IReadOnlyList<ImportProblem> Problems);

/// <summary>Makes one act of answers a row, tries every one against the books, and appends all in one batch or none at all.</summary>
public sealed class ObservationImport
{
    private const int MostProblems = 100, MostRows = 200_000;
    private readonly RegisterHost _host;
    private readonly ObservationOrder _order;
    private readonly ChecklistState _checklist;
    private readonly SignerKey _key;
    private readonly List<ImportProblem> _problems = [];
    private readonly List<(string File, long Line, byte[] Text, ObservationAnswers Act)> _acts = [];

    private ObservationImport(RegisterHost host, ObservationOrder order, ChecklistState checklist, SignerKey key) =>
        (_host, _order, _checklist, _key) = (host, order, checklist, key);

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
        var import = new ObservationImport(host, order, checklist, key);
        foreach (var column in order.Map.Answers.Where(answer => checklist.Act.Find(answer.Question) is null)) return Refused("question-unknown", column.Question);
        foreach (var table in order.Tables) import.Read(table);
        progress($"{import._acts.Count} rows read");
        var signed = import.Sign();
        import.Preview(signed);
        if (import._problems.Count > 0) return new ObservationImportResult(0, [.. import._problems.Take(MostProblems)]);
        import.Append(signed);
        return new ObservationImportResult(import._acts.Count, []);
    }

    private void Read(IRowSource table)
    {
        string[]? header = null;
        var isReadable = false;
        var stopped = table.ReadRows((line, cells) =>
        {
            if (header is null) isReadable = HasItsColumns(table.Name, line, header = cells);
            else if (isReadable && _problems.Count <= MostProblems) Take(table.Name, line, header, cells);
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

    private void Take(string file, long line, string[] header, string[] cells)
    {
        if (cells.Length != header.Length)
        {
            Add(file, line, cells.Length < header.Length ? "row-too-short" : "row-too-long", cells.Length.ToString(CultureInfo.InvariantCulture));
            return;
        }

        if (_acts.Count == MostRows)
        {
            Add(file, line, "too-many", MostRows.ToString(CultureInfo.InvariantCulture));
            return;
        }

        string Cell(string column) => cells[Array.IndexOf(header, column)].Trim();
        var answers = ImmutableArray.CreateBuilder<CodedAnswer>();
        foreach (var column in _order.Map.Answers.Where(column => Cell(column.Column).Length > 0))
            if (AnswerOf(column, Cell(column.Column)) is { } answer) answers.Add(answer);
            else Add(file, line, "number-malformed", $"{column.Column} {Cell(column.Column)}");
        var team = 1;
        if (_order.Map.Team.Length > 0 && !int.TryParse(Cell(_order.Map.Team), NumberStyles.None, CultureInfo.InvariantCulture, out team)) Add(file, line, "number-malformed", Cell(_order.Map.Team));
        var words = WordsOf(_order.Map.Words.Where(column => Cell(column).Length > 0).Select(column => (column, Cell(column))).ToList());
        ImmutableArray<Attachment> named = words.Length == 0 ? [] : [new Attachment(Hash.OfBytes(words), words.Length, "application/json")];
        _acts.Add((file, line, words,
            new ObservationAnswers(_host.Desk.Header(_key), Cell(_order.Map.Station), _checklist.Place.Identity, team, answers.ToImmutable(), named, null)));
    }

    private CodedAnswer? AnswerOf(AnswerColumn column, string text)
    {
        if (_checklist.Act.Find(column.Question) is { Type: QuestionType.Integer })
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new CodedAnswer(column.Question, [], number) : null;
        var several = _checklist.Act.Find(column.Question) is { Type: QuestionType.SelectMultiple } && !column.Values.ContainsKey(text);
        return new CodedAnswer(column.Question, [.. (several ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [text]).Select(one => column.Values.GetValueOrDefault(one, one))], null);
    }

    // Salted, so that nobody finds the text by trying what might have been said.
    private byte[] WordsOf(List<(string Column, string Text)> texts) => texts.Count == 0 ? [] : JsonSerializer.SerializeToUtf8Bytes(new
    {
        salt = ActFields.Bits(_host.Desk.Header(_key).Nonce),
        texts = texts.ToDictionary(one => one.Column, one => one.Text, StringComparer.Ordinal),
    });

    private Submission[] Sign()
    {
        var signed = new Submission[_acts.Count];
        Parallel.For(0, signed.Length, i => signed[i] = _host.Desk.Sign(_acts[i].Act, _key));
        return signed;
    }

    // As a reader of the register reads it, and then by the rules.
    private void Preview(Submission[] signed) => _host.Read(fold =>
    {
        var seen = new HashSet<(string Station, int Team)>();
        foreach (var (number, (file, line, _, act)) in _acts.Index())
        {
            if (SignedAct.Parse(signed[number].Record, out var code) is not { } note) Add(file, line, code, "");
            else if (fold.Reader.Read(note).Problem is { } problem) Add(file, line, problem.Code, problem.Detail);
            else if (fold.Preview(act, default) is { IsApplied: false } outcome) Add(file, line, outcome.VoidCode, outcome.Detail);
            else if (!seen.Add((act.Station, act.Team))) Add(file, line, "station-twice", act.Station);
        }

        return seen.Count;
    });

    private void Append(Submission[] signed)
    {
        foreach (var (_, _, text, _) in _acts.Where(act => act.Text.Length > 0)) _host.Store.AddAttachment(text, "application/json");
        _host.Submit(signed);
    }

    private void Add(string file, long line, string code, string detail) => _problems.Add(new ImportProblem(file, line, code, detail));

    private static ObservationImportResult Refused(string code, string detail) => new(0, [new ImportProblem("", 0, code, detail)]);
}
