using System.CommandLine;
using Saksei.Cli;
using Saksei.Cli.Commands;
using Saksei.Server.Registers;

var root = new RootCommand("Saksei (សាក្សី): the public register of an election, and what follows from it.");
foreach (var command in RegisterCommands.All) root.Add(command);
root.Add(VerifyCommands.Verify());
root.Add(EvidenceCommands.Evidence());
root.Add(BenchCommands.Bench());
foreach (var command in DefinitionCommands.All) root.Add(command);

try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (RegisterFolderException problem)
{
    Terminal.Say(problem.Code, "", problem.Detail);
    return 2;
}
