using System.Collections.Immutable;
using Saksei.Election.Definition.Rules;
using Saksei.Register.Tree;

namespace Saksei.Election.Definition;

/// <summary>What is wrong with a definition: the file, the line (from 1), a stable code and the word it is about.</summary>
public sealed record DefinitionProblem(string File, int Line, string Code, string Detail)
{
    /// <summary>What might stand there instead; null where that isn't a matter of a few words.</summary>
    public ImmutableArray<string>? Known { get; init; }
}

/// <summary>A definition, or what is wrong with it.</summary>
public sealed record DefinitionReading(ElectionDefinition? Definition, ImmutableArray<DefinitionProblem> Problems);

/// <summary>
/// Reads a definition strictly: <c>definition.json</c> first, then the files that it names by hash.
/// Every separate problem is reported, with its line (docs/spec/definition.md).
/// </summary>
public static class DefinitionReader
{
    /// <summary>The name of the file whose hash identifies a definition.</summary>
    public const string FileName = "definition.json";

    /// <summary>Whether a name leads to a file in the definition's own folder and nowhere else.</summary>
    public static bool IsPlain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return !name.StartsWith('.') && name.AsSpan().IndexOfAny('/', '\\', ':') < 0;
    }

    /// <summary>The largest file of a definition: 64 MiB.</summary>
    public const int MaximumFileBytes = 64 << 20;

    /// <summary>Reads the head alone; used where the files are still to be found.</summary>
    public static DefinitionHead? ReadHead(byte[] definition, out ImmutableArray<DefinitionProblem> problems)
    {
        var head = ReadShape(definition, out problems);
        return problems.IsEmpty ? head : null;
    }

    // The head as far as it can be read, so that what is wrong with the files is reported along with what is wrong with it.
    private static DefinitionHead? ReadShape(byte[] definition, out ImmutableArray<DefinitionProblem> problems)
    {
        var collected = new ProblemList(FileName, definition);
        FileRules.Check(definition, collected);
        var head = DefinitionHeadReader.Read(definition, collected);
        if (head is not null) HeadRules.Check(head, definition, collected);
        problems = collected.ToImmutable();
        return head;
    }

    /// <summary>Reads a definition and its files.</summary>
    /// <param name="definition">The bytes of <c>definition.json</c>.</param>
    /// <param name="open">Gives the bytes of a file that the definition names; null where it is missing.</param>
    public static DefinitionReading Read(byte[] definition, Func<DefinitionFile, byte[]?> open)
    {
        var head = ReadShape(definition, out var problems);
        if (head is null) return new DefinitionReading(null, problems);
        var all = problems.ToBuilder();
        var files = new DefinitionFolder(head, definition, open, all).Open();
        var parts = new DefinitionParts(head, definition, files, all);
        var read = parts.Assemble(Hash.OfBytes(definition));
        return new DefinitionReading(all.Count == 0 ? read : null, all.ToImmutable());
    }

    /// <summary>The line (from 1) on which a word stands first; 1 where it doesn't.</summary>
    internal static int LineOf(byte[] document, string word) =>
        document.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) is var at and >= 0 ? ProblemList.LineAt(document, at) : 1;
}

/// <summary>The files of a definition that are read with it, each by its role and, for a form and lists, its contest.</summary>
internal sealed class DefinitionFolder(
    DefinitionHead head, byte[] definition, Func<DefinitionFile, byte[]?> open, ImmutableArray<DefinitionProblem>.Builder problems)
{
    private const string ProceduresRole = "procedures";
    private static readonly string[] OnceRoles = ["units", "stations"];
    private static readonly string[] ContestRoles = ["lists", "form"];
    private readonly Dictionary<(string Role, string Contest), (string Path, byte[] Bytes)> _files = [];

    internal Dictionary<(string Role, string Contest), (string Path, byte[] Bytes)> Open()
    {
        foreach (var file in head.Files) Take(file);
        foreach (var (role, contest) in OnceRoles.Select(role => (role, "")).Concat(ContestRoles.SelectMany(role => head.Contests.Select(contest => (role, contest.Code)))))
            if (!head.Files.Any(file => file.Role == role && file.Contest == contest))
                Add(1, "role-missing", contest.Length == 0 ? role : $"{role} {contest}");
        return _files;
    }

    private void Take(DefinitionFile file)
    {
        var bytes = open(file);
        var code = bytes is null ? "file-missing"
            : bytes.Length != file.Attachment.Length || Hash.OfBytes(bytes) != file.Attachment.Sha256 ? "file-differs"
            : ContestProblem(file);
        if (code.Length > 0) Add(LineOf(file), code, code.StartsWith("contest", StringComparison.Ordinal) && file.Contest.Length > 0 ? file.Contest : file.Path);
        if (IsRead(file.Role) && bytes is not null && !_files.TryAdd((file.Role, file.Contest), (file.Path, bytes)))
            Add(LineOf(file), "role-twice", file.Role);
    }

    // A form and lists are a contest's where there are several; nothing else is.
    private string ContestProblem(DefinitionFile file)
    {
        var names = head.Contests.Length > 1 && ContestRoles.Contains(file.Role);
        if (names && file.Contest.Length == 0) return "contest-missing";
        return file.Contest.Length > 0 && !(names && head.Contests.Any(contest => contest.Code == file.Contest)) ? "contest-unknown" : "";
    }

    private static bool IsRead(string role) => OnceRoles.Contains(role) || ContestRoles.Contains(role) || role == ProceduresRole;

    private int LineOf(DefinitionFile file) => DefinitionReader.LineOf(definition, file.Path);

    private void Add(int line, string code, string detail) => problems.Add(new DefinitionProblem(DefinitionReader.FileName, line, code, detail));
}

/// <summary>Collects the problems of one file and turns byte offsets into lines.</summary>
internal sealed class ProblemList(string file, byte[] document)
{
    private readonly ImmutableArray<DefinitionProblem>.Builder _problems = ImmutableArray.CreateBuilder<DefinitionProblem>();

    /// <summary>Of a table with ten thousand wrong rows the first hundred are reported.</summary>
    private const int Maximum = 100;

    internal void Add(string code, string detail, long offset)
    {
        if (_problems.Count < Maximum) _problems.Add(new DefinitionProblem(file, LineAt(document, offset), code, detail));
    }

    /// <summary>A problem with a word that stands in quotes: where it stands first.</summary>
    internal void AddWord(string code, string word) => Add(code, word, document.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes($"\"{word}\"")));

    internal bool IsEmpty => _problems.Count == 0;

    internal ImmutableArray<DefinitionProblem> ToImmutable() => _problems.ToImmutable();

    internal static int LineAt(byte[] document, long offset) =>
        1 + document.AsSpan(0, (int)Math.Clamp(offset, 0, document.Length)).Count((byte)'\n');
}
