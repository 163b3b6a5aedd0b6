using System.CommandLine;
using System.CommandLine.Parsing;
using Saksei.Cli.Commands;
using Saksei.Server.Control;

namespace Saksei.Cli.Keeping;

/// <summary>How <c>serve</c> is asked for the operator's page.</summary>
internal static class ControlRoomOptions
{
    private static readonly Option<string?> Url = new("--control") { Description = "Where to show the operator's page, such as http://127.0.0.1:8081: never one of the public addresses." };
    private static readonly Option<bool> Anywhere = new("--control-anywhere") { Description = "--control may be an address that other machines reach." };
    private static readonly Option<string?> Rehearsals = new("--rehearsals") { Description = "With --control: the folder of rehearsals' registers or reports." };

    internal static void AddTo(Command command)
    {
        command.Add(Url);
        command.Add(Anywhere);
        command.Add(Rehearsals);
        command.Validators.Add(Check);
    }

    internal static ControlOptions? Of(ParseResult parsed) => parsed.GetValue(Url) is not { } url ? null
        : parsed.GetValue(Anywhere) || ControlServer.IsLoopback(url) ? new ControlOptions(url, parsed.GetValue(Rehearsals) ?? "")
        : throw new CommandProblem("control-not-loopback", "--control", url);

    private static void Check(CommandResult result)
    {
        if (result.GetValue(Url) is { } url && (url.Contains(';', StringComparison.Ordinal) || !ServeCommands.CanListen(url))) result.AddError($"{url} can't stand at --control.");
        if (result.GetValue(Url) is null && (result.GetValue(Anywhere) || result.GetValue(Rehearsals) is not null)) result.AddError("--control-anywhere and --rehearsals go with --control.");
    }
}
