using Saksei.Checklists;
using Saksei.Election.Checklists;
using Saksei.Register.Tree;

namespace Saksei.Cli.Checklists;

/// <summary>A checklist that a command names: the JSON byte for byte, or a workbook or folder of tables that is turned into it.</summary>
/// <param name="Bytes">What acts name by its hash.</param>
/// <param name="Form">As it was read; null where the bytes are no checklist of ours, as the register allows.</param>
/// <param name="Fault">Why there is no form.</param>
internal sealed record NamedChecklist(byte[] Bytes, CheckedChecklist? Form, CommandProblem? Fault)
{
    internal Hash Hash => Hash.OfBytes(Bytes);

    /// <summary>The form, without which the command can't go on.</summary>
    internal CheckedChecklist Required => Form ?? throw Fault ?? new CommandProblem("checklist-unreadable");

    internal static NamedChecklist Read(string path)
    {
        if (!Path.Exists(path)) throw new CommandProblem("file-missing", path);
        if (!Directory.Exists(path) && !path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)) return Of(File.ReadAllBytes(path), path);
        var reading = ChecklistFile.Read(path);
        return reading.Checklist is { } checklist ? new NamedChecklist(ChecklistJson.Write(checklist.Checklist), checklist, null) : throw FaultOf(reading, path);
    }

    internal static NamedChecklist Of(byte[] bytes, string path)
    {
        var reading = ChecklistJson.Read(bytes, out var problem);
        return new NamedChecklist(bytes, reading.Checklist, problem is not null ? new CommandProblem(problem.Code, path, $"byte {problem.Offset} {problem.Detail}".TrimEnd()) : reading.Checklist is null ? FaultOf(reading, path) : null);
    }

    private static CommandProblem FaultOf(ChecklistReading reading, string path) =>
        new(reading.Problems[0].Code, reading.Problems[0].Place == Path.GetFileName(path) ? path : $"{path} {reading.Problems[0].Place}", reading.Problems[0].Detail);
}
