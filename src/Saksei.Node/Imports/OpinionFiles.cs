using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Register.Notes;

namespace Saksei.Node.Imports;

/// <summary>An opinion as the desk has it: its file, and its receipt where it was given one already.</summary>
/// <param name="File">Where it was read.</param>
/// <param name="Line">At which line; 0 where the file is the opinion.</param>
/// <param name="Text">The opinion's file.</param>
/// <param name="Received">When it was handed in.</param>
/// <param name="Receipt">The receipt that was given; null where it is still to be made.</param>
public sealed record CollectedOpinion(string File, long Line, OpinionText Text, Moment Received, byte[]? Receipt);

/// <summary>
/// Reads opinions from tables with the columns <c>words</c> and <c>received</c> (empty: now), from files of words (<c>.txt</c>), and from
/// opinions with the receipt beside them (<c>.opinion</c>, <c>.receipt</c>); of a folder all of these, by name.
/// </summary>
/// <param name="check">Why a receipt is no promise of who holds the consultation.</param>
internal sealed class OpinionFiles(string origin, string consultation, Func<Moment> now, Func<UInt128> bits, Func<OpinionReceipt, NoteSignature, Outcome> check)
{
    private const int MostProblems = 100;
    private static readonly ColumnReference[] Columns = [new("words", 0), new("received", 0)];
    private readonly List<CollectedOpinion> _opinions = [];
    private readonly List<ImportProblem> _problems = [];

    internal IReadOnlyList<CollectedOpinion> Opinions => _opinions;

    internal IReadOnlyList<ImportProblem> Problems => _problems;

    internal long ProblemCount { get; private set; }

    internal void Collect(IEnumerable<string> paths)
    {
        foreach (var path in paths)
            if (Directory.Exists(path)) Collect(Directory.EnumerateFiles(path).Where(IsOpinions).Order(StringComparer.Ordinal));
            else if (!File.Exists(path)) Add(path, 0, "file-missing", path);
            else Take(path);
    }

    private static bool IsOpinions(string path) => Path.GetExtension(path) is ".csv" or ".txt" or ".opinion";

    private void Take(string path)
    {
        var length = new FileInfo(path).Length;
        if (Path.GetExtension(path) == ".csv") TakeTable(path);
        else if (length > OpinionText.MostBytes + 1_000) Add(path, 0, "opinion-too-long", "");
        else if (Path.GetExtension(path) == ".opinion") TakeFile(path);
        else if (Words(File.ReadAllBytes(path)) is { } words) TakeWords(path, 0, words, now());
        else Add(path, 0, "text-not-utf-8", "");
    }

    private static string? Words(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes).TrimStart('\ufeff').ReplaceLineEndings("\n").TrimEnd('\n') : null;

    private void TakeTable(string path)
    {
        var table = new TableFile(path, new FileMapping(path, "utf-8", ',', true, true, [], "", [], [], null, null, []));
        var problem = table.Read(Columns, (line, cells) =>
        {
            if (cells[1].Length == 0) TakeWords(path, line, cells[0].ReplaceLineEndings("\n"), now());
            else if (Moment.TryParse(cells[1], out var received)) TakeWords(path, line, cells[0].ReplaceLineEndings("\n"), received);
            else Add(path, line, "time-malformed", cells[1].Length > 40 ? cells[1][..40] : cells[1]);
        });
        if (problem is not null) Add(problem.File, problem.Line, problem.Code, problem.Detail);
    }

    private void TakeWords(string path, long line, string words, Moment received)
    {
        if (OpinionText.Problem(words) is { Length: > 0 } code) Add(path, line, code, "");
        else _opinions.Add(new CollectedOpinion(path, line, new OpinionText(origin, consultation, bits(), words), received, null));
    }

    // What was promised at the page: the receipt says when, and so it must be one. Anybody can write a file beside an opinion.
    private void TakeFile(string path)
    {
        var beside = Path.ChangeExtension(path, ".receipt");
        if (OpinionText.Read(File.ReadAllBytes(path)) is not { } text) Add(path, 0, "opinion-malformed", "");
        else if (text.Origin != origin || text.Consultation != consultation) Add(path, 0, "opinion-of-another", $"{text.Origin} {text.Consultation}");
        else if (!File.Exists(beside)) Add(path, 0, "file-missing", beside);
        else if (OpinionReceipt.Read(File.ReadAllBytes(beside)) is not { } read || read.Receipt != new OpinionReceipt(origin, consultation, text.Opinion, read.Receipt.Received)) Add(beside, 0, "receipt-malformed", "");
        else if (check(read.Receipt, read.Signature) is { IsApplied: false } unproven) Add(beside, 0, unproven.VoidCode, unproven.Detail);
        else _opinions.Add(new CollectedOpinion(path, 0, text, read.Receipt.Received, File.ReadAllBytes(beside)));
    }

    private void Add(string file, long line, string code, string detail)
    {
        ProblemCount++;
        if (_problems.Count < MostProblems) _problems.Add(new ImportProblem(Path.GetFileName(file), line, code, detail));
    }
}
