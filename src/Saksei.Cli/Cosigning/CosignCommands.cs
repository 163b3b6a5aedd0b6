using System.CommandLine;
using Saksei.Cosigner;
using Saksei.Cosigner.Serving;

namespace Saksei.Cli.Cosigning;

/// <summary>A co-signer of logs: what the program <c>saksei-cosign</c> does, for who has this command already.</summary>
internal static class CosignCommands
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The co-signer's folder: its keys, and what it remembers." };

    internal static Command Make() => new("cosign", "Co-signs checkpoints of logs, so that none of them can take anything back.") { Init(), Run(), Log(), Approve() };

    private static Command Init()
    {
        var name = new Option<string>("--name") { Description = "The co-signer's name, such as observers.example/cosigner.", Required = true };
        var command = new Command("init", "Makes a co-signer's keys and prints the public ones.") { Folder, name };
        command.SetAction(parsed => Say(parsed, CosignerFolder.Init(parsed.GetRequiredValue(Folder), parsed.GetRequiredValue(name))));
        return command;
    }

    private static Command Run()
    {
        var listen = new Option<string>("--listen") { Description = "Where to listen, such as http://localhost:8090.", Required = true };
        var logs = new Option<string[]>("--log") { Description = "A log's key beside those of the folder." };
        var command = new Command("run", "Serves it until it is stopped.") { Folder, listen, logs };
        command.SetAction(parsed =>
        {
            CosignerServer.Run(parsed.GetRequiredValue(Folder), parsed.GetRequiredValue(listen), parsed.GetValue(logs) ?? [], Terminal.Progress);
            return 0;
        });
        return command;
    }

    private static Command Log()
    {
        var key = new Argument<string>("VKEY") { Description = "The log's key, as its register.pin has it." };
        var add = new Command("add", "Has a log co-signed, from the next start on.") { Folder, key };
        add.SetAction(parsed => Say(parsed, CosignerFolder.AddLog(parsed.GetRequiredValue(Folder), parsed.GetRequiredValue(key))));
        return new Command("log", "Which logs are co-signed.") { add };
    }

    private static Command Approve()
    {
        var change = new Argument<string>("CHANGE") { Description = "What `policy change` wrote." };
        var policy = new Argument<string>("POLICY") { Description = "The new policy: read it before you approve it." };
        var command = new Command("approve", "Approves a change of who has to co-sign a register; prints the note with this co-signer's line.") { Folder, change, policy };
        command.SetAction(parsed =>
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            parsed.InvocationConfiguration.Output.Write(PolicyApprovals.Approve(parsed.GetRequiredValue(Folder), parsed.GetRequiredValue(change), parsed.GetRequiredValue(policy), now));
            return 0;
        });
        return command;
    }

    private static int Say(ParseResult parsed, string document)
    {
        parsed.InvocationConfiguration.Output.WriteLine(document);
        return 0;
    }
}
