using System.CommandLine;
using Saksei.Attacks;
using Saksei.Attacks.Playing;
using Saksei.Cli.Published;

namespace Saksei.Cli.Attacks;

/// <summary>The verb that plays attacks against a small register of its own, and says what caught each and what didn't.</summary>
internal static class AttackCommand
{
    private static readonly Argument<string[]> Names = new("NAME") { Description = "Which attacks, by their names in docs/attacks.md.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<bool> Every = new("--all") { Description = "Every attack, and how many hands have to join for what." };
    private static readonly Option<bool> Listed = new("--list") { Description = "The names, with whose hands and what is done." };
    private static readonly Option<string?> Keep = new("--keep") { Description = "An empty or new folder in which the register, what readers keep and what each attack published is left, to be verified by hand." };

    internal static Command Make()
    {
        var command = new Command("attack", "Plays attacks on a small simulated register: what catches each, and what doesn't.") { Names, Every, Listed, Keep };
        command.Validators.Add(result =>
        {
            var asked = ((result.GetValue(Names)?.Length > 0) ? 1 : 0) + (result.GetValue(Every) ? 1 : 0) + (result.GetValue(Listed) ? 1 : 0);
            if (asked != 1) result.AddError("Either NAME, --all or --list.");
        });
        command.SetAction(parsed =>
        {
            var output = new PlainWriter(parsed.InvocationConfiguration.Output);
            if (!parsed.GetValue(Listed)) return Play(parsed, output);
            foreach (var attack in AttackTable.All) AttackText.WriteName(attack, output);
            return 0;
        });
        return command;
    }

    private static int Play(ParseResult parsed, PlainWriter output)
    {
        var attacks = parsed.GetValue(Every) ? AttackTable.All : [.. (parsed.GetValue(Names) ?? []).Select(Find)];
        using var stage = Set(parsed.GetValue(Keep));
        Terminal.Progress($"a register of {stage.Size} acts is founded, co-signed and published");
        AttackText.WriteBegin(stage, output);
        var untouched = stage.ReadUntouched();
        AttackText.WriteUntouched(untouched, output);
        var played = attacks.Select(attack => Play(stage, attack, output)).ToList();
        if (parsed.GetValue(Every)) WriteJoined(stage, output);
        var otherwise = played.Where(one => !one.IsAsDeclared).Select(one => one.Attack.Name).ToList();
        AttackText.WriteEnd(played, otherwise, output);
        return otherwise.Count == 0 && untouched.All(seen => seen.IsAsDeclared) ? 0 : 1;
    }

    private static PlayedAttack Play(AttackStage stage, Attack attack, PlainWriter output)
    {
        var played = stage.Play(attack);
        AttackText.Write(played, output);
        return played;
    }

    private static void WriteJoined(AttackStage stage, PlainWriter output)
    {
        Terminal.Progress("every change is tried by every set of hands");
        var joined = stage.Join();
        Terminal.Progress($"{joined.Played} plays");
        AttackText.Write(joined, output);
    }

    private static AttackStage Set(string? folder)
    {
        if (folder is not null && Path.Exists(folder) && (!Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).Any())) throw new CommandProblem("folder-not-empty", "--keep", folder);
        return AttackStage.Set(published => new FolderFiles(published), folder);
    }

    private static Attack Find(string name) => AttackTable.Find(name) ?? throw CommandProblem.NotOneOf("attack-unknown", "NAME", name, AttackTable.All.Select(attack => attack.Name));
}
