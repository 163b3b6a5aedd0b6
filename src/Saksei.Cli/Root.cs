using System.CommandLine;
using System.Data.Common;
using Saksei.Cli.Attacks;
using Saksei.Cli.Bench;
using Saksei.Cli.Checklists;
using Saksei.Cli.Commands;
using Saksei.Cli.Cosigning;
using Saksei.Cli.Keeping;
using Saksei.Cli.Mirroring;
using Saksei.Cli.Photographs;
using Saksei.Cli.Published;
using Saksei.Cli.Rehearsing;
using Saksei.Cli.Scripts;
using Saksei.Cli.Voices;
using Saksei.Cosigner;
using Saksei.Node;
using Saksei.Store;

namespace Saksei.Cli;

/// <summary>All verbs, and what becomes of their problems: one line each on standard error, exit code 2, nothing on standard output.</summary>
internal static class Root
{
    // The help and docs/spec/commands.md go by it, README's table too.
    private static IEnumerable<Command> Verbs =>
    [
        .. RegisterCommands.All, VerifyCommands.Verify(), ExportCommand.Export(), PicturesCommand.Make(), ReceiptCommand.Make(), ServeCommands.Serve(), ServeCommands.Demo(), FrontCommand.Make(), CosignCommands.Make(), PolicyCommands.Make(), MirrorCommands.Mirror(), MirrorCommands.Validate(),
        AttackCommand.Make(), DoctorCommand.Make(), BackupCommands.MakeBackup(), BackupCommands.MakeRestore(), RehearseCommand.Make(),
        SeatCommands.Allocate(), SeatCommands.Seats(), EvidenceCommands.Evidence(),
        CaseCommands.Cases(), CaseCommands.Case(), CaseCommands.Deadline(), CaseCommands.Impartiality(), EligibilityCommand.Make(), .. FindingCommands.All,
        ObservationCommands.Observation(), ObservationCommands.Import(), ConsultationCommands.Figures(), ConsultationCommands.Opinion(),
        SignCommands.Key(), SignCommands.Sign(), ScriptsCommand.Make(), ChecklistCommands.Checklist(), BenchCommands.Bench(), .. DefinitionCommands.All,
    ];

    internal static RootCommand Command()
    {
        var root = new RootCommand("Saksei (សាក្សី): the public register of an election, and what follows from it.");
        foreach (var command in Verbs) root.Add(command);
        return root;
    }

    internal static int Run(string[] args, TextWriter output, TextWriter error)
    {
        error = new PlainWriter(error);
        var parsed = Command().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // Where a word isn't known, that the command is missing follows from it. One line each, also of lists of values.
            var problems = parsed.UnmatchedTokens.Count > 0 ? parsed.Errors.Where(problem => parsed.UnmatchedTokens.Any(problem.Message.Contains)).ToList() : [];
            foreach (var problem in problems.Count > 0 ? problems : parsed.Errors)
                Terminal.Say(error, "command-line", "", InWords(problem.Message));
            return 2;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error });
        }
        catch (Exception problem) when (Explain(problem) is { } said)
        {
            Terminal.Say(error, said.Code, said.Place, said.Detail);
            return 2;
        }
    }

    // What a person, a disk or a damaged database can cause has a code; anything else is a defect.
    private static CommandProblem? Explain(Exception problem) => problem switch
    {
        CommandProblem own => own,
        RegisterFolderException folder => new CommandProblem(folder.Code, "", folder.Detail),
        CosignerFolderException cosigner => new CommandProblem(cosigner.Code, "", cosigner.Detail),
        RegisterInUseException left => new CommandProblem("register-in-use", "", left.File.ToHex()),
        _ when RegisterFile.IsDiskFull(problem) => new CommandProblem("disk-full", "", problem.Message),
        InvalidDataException or DbException => new CommandProblem("register-unreadable", "", problem.Message),
        IOException or UnauthorizedAccessException => new CommandProblem("file-failed", "", problem.Message),
        _ => null,
    };

    // One line, and no name of a type.
    private static string InWords(string message) => string.Join(" ", message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        .Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal)
        .Replace("as expected type 'System.UInt64'", "as a whole number", StringComparison.Ordinal);
}
