using System.CommandLine;
using Saksei.Cli.Commands;
using Saksei.Node;

namespace Saksei.Cli;

/// <summary>All verbs, and what becomes of their problems: one line each on standard error, exit code 2, nothing on standard output.</summary>
internal static class Root
{
    internal static RootCommand Command()
    {
        var root = new RootCommand("Saksei (សាក្សី): the public register of an election, and what follows from it.");
        foreach (var command in RegisterCommands.All) root.Add(command);
        root.Add(VerifyCommands.Verify());
        root.Add(ServeCommands.Serve());
        root.Add(ServeCommands.Demo());
        root.Add(SeatCommands.Allocate());
        root.Add(SeatCommands.Seats());
        root.Add(EvidenceCommands.Evidence());
        root.Add(CaseCommands.Cases());
        root.Add(CaseCommands.Case());
        root.Add(CaseCommands.Deadline());
        root.Add(CaseCommands.Impartiality());
        root.Add(EligibilityCommand.Make());
        root.Add(SignCommands.Key());
        root.Add(SignCommands.Sign());
        root.Add(BenchCommands.Bench());
        foreach (var command in DefinitionCommands.All) root.Add(command);
        return root;
    }

    internal static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Command().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // Where a word isn't known, that the command is missing follows from it. One line each, also of lists of values.
            var problems = parsed.UnmatchedTokens.Count > 0 ? parsed.Errors.Where(problem => parsed.UnmatchedTokens.Any(problem.Message.Contains)).ToList() : [];
            foreach (var problem in problems.Count > 0 ? problems : parsed.Errors)
                Terminal.Say(error, "command-line", "", string.Join(" ", problem.Message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)));
            return 2;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error });
        }
        catch (CommandProblem problem)
        {
            Terminal.Say(error, problem.Code, problem.Place, problem.Detail);
        }
        catch (RegisterFolderException problem)
        {
            Terminal.Say(error, problem.Code, "", problem.Detail);
        }

        return 2;
    }
}
