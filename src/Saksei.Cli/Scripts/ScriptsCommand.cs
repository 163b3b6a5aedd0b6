using System.CommandLine;
using System.Text.Json;
using Saksei.Cli.Commands;
using Saksei.Election.Organisations;
using Saksei.Server.Pages.Work.Scripts;

namespace Saksei.Cli.Scripts;

/// <summary>The verb that says which scripts this clone built, and compares them with what an address serves and what its register states.</summary>
internal static class ScriptsCommand
{
    private static readonly Option<bool> Act = new("--act") { Description = "Writes them as an act for `sign`, by which an organisation registers them." };
    private static readonly Option<string?> Check = new("--check") { Description = "The address of a served register: what it serves is held against its register and against these." };

    internal static Command Make()
    {
        var command = new Command("scripts", "Lists the scripts of the pages that this clone built; compares them with what is served and registered.") { Act, Check, PinOptions.LogKey, PinOptions.Founding, PinOptions.Pin };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Act) && result.GetValue(Check) is not null) result.AddError("Either --act or --check.");
        });
        command.SetAction(parsed => parsed.GetValue(Check) is { } address ? Compare(address, parsed) : List(parsed));
        return command;
    }

    private static int List(ParseResult parsed)
    {
        if (parsed.GetValue(Act)) Write(parsed, new { kind = RegisterKinds.Scripts.Name, scripts = ServedScripts.All.Select(built => new { name = built.Script.Name, sha256 = built.Script.Sha256.ToHex() }) });
        else Write(parsed, new { scripts = ServedScripts.All.Select(built => new { name = built.Script.Name, sha256 = built.Script.Sha256.ToHex(), bytes = built.Bytes.Length }) });
        return 0;
    }

    // What the register states is read from its verified files; that its key is the right one, from the pin.
    private static int Compare(string address, ParseResult parsed)
    {
        using var served = ServedPages.Read(address);
        var register = VerifyCommands.PassedBooks(address, parsed).Scripts;
        var error = parsed.InvocationConfiguration.Error;
        if (!PinOptions.HasLog(parsed)) Terminal.Say(error, "pin-missing", "--check", address);
        if (register.Count == 0) Terminal.Say(error, "script-none-registered", address, "");
        List<ScriptComparison> scripts = [.. ScriptComparison.Of(served.Scripts, register)];
        foreach (var problem in served.Problems) Terminal.Say(error, problem.Code, problem.Page, problem.Detail);
        foreach (var script in scripts)
            foreach (var code in script.Codes.Where(code => register.Count > 0 || code != "script-none-registered")) Terminal.Say(error, code, script.Name, script.Served ?? "");
        Write(parsed, new { address, pinned = PinOptions.HasLog(parsed), registered = register.Count, problems = served.Problems, scripts });
        return scripts.All(script => script.Codes.Count == 0) && served.Problems.Count == 0 ? 0 : 1;
    }

    private static void Write(ParseResult parsed, object document) =>
        parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(document, document.GetType(), JsonOutput.Options));
}
