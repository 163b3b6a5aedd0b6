using System.CommandLine;
using System.Text.Json;
using Saksei.Cli.Commands;
using Saksei.Cli.Published;
using Saksei.Node;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Verifier;

namespace Saksei.Cli.Voices;

/// <summary>Carries findings of an earlier register into a later one, with what proves them.</summary>
internal static class CarryCommand
{
    private static readonly Argument<string> Old = new("OLD") { Description = "The earlier register's folder, a published folder, or the address of one." };
    private static readonly Argument<string[]> Chosen = new("FINDING") { Description = "Findings and recommendations, by the first digits (at least 8) of their acts' identities; or all.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Into = new("--into") { Description = "The later register's folder.", Required = true };
    private static readonly Option<string> As = new("--as") { Description = "The organisation that carries; the later register's folder has its desk's key.", Required = true };

    internal static Command Make()
    {
        var command = new Command("carry", "Carries findings, with what was said to them and recommendations that rest on them, into a later register by proof.") { Old, Chosen, Into, As };
        command.SetAction(parsed => WithFiles(parsed.GetRequiredValue(Old), files =>
        {
            var earlier = new EarlierBooks(files);
            using var host = Terminal.Open(parsed.GetRequiredValue(Into));
            var chosen = parsed.GetRequiredValue(Chosen).SelectMany(text => Find(earlier, text)).ToHashSet();
            return Carry(host, earlier, earlier.With(chosen), parsed.GetRequiredValue(As), parsed.InvocationConfiguration.Output);
        }));
        return command;
    }

    private static IEnumerable<Hash> Find(EarlierBooks earlier, string text)
    {
        var found = earlier.Find(text).ToList();
        if (text != "all" && text.Length < 8) throw new CommandProblem("identity-short", "FINDING", text);
        return found.Count == 0 || (text != "all" && found.Count > 1) ? throw new CommandProblem("finding-unknown", "FINDING", text) : found;
    }

    // As many records in one act as fit. What was carried before is left out.
    private static int Carry(RegisterHost host, EarlierBooks earlier, IReadOnlyList<long> records, string organisation, TextWriter output)
    {
        var key = host.Keys.Find(organisation + "/desk") ?? throw new CommandProblem("organisation-key-missing", "--as", organisation);
        var left = records.Where(index => !host.Read(fold => fold.Findings.HasCarried(earlier.IdentityOf(index)))).ToList();
        var (carried, outcome) = (0, 0);
        while (left.Count > 0 && outcome == 0)
        {
            var count = Math.Min(left.Count, 32);
            var act = earlier.Carry(host.Desk.Header(key), left[..count]);
            for (; host.Desk.Sign(act, key).Record.Length > EntryBundle.MaximumRecordBytes && count > 1; act = earlier.Carry(act.Header, left[..count])) count--;
            foreach (var file in act.Files) host.KeepFile(earlier.ReadFile(file)!.Value.Span, file.MediaType);
            var submitted = host.Submit([host.Desk.Sign(act, key)])[0];
            output.WriteLine(JsonSerializer.Serialize(new { index = submitted.Index, outcome = submitted.Outcome.IsApplied ? "applied" : "void", code = submitted.Outcome.VoidCode, detail = submitted.Outcome.Detail, carried = left[..count] }, JsonOutput.Options));
            outcome = submitted.Outcome.IsApplied ? 0 : 1;
            carried += count;
            left.RemoveRange(0, count);
        }

        Terminal.Progress($"{carried} acts of {earlier.Tree.Origin}");
        return outcome;
    }

    private static int WithFiles(string old, Func<IPublishedFiles, int> work)
    {
        if (Uri.TryCreate(old, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
            return work(new HttpFiles(client, VerifyCommands.Publication(client, old), Patience.Usual));
        }

        if (!Directory.Exists(old)) throw new CommandProblem("target-missing", "OLD", old);
        if (!File.Exists(Path.Combine(old, RegisterHost.DatabaseName))) return work(new FolderFiles(old));
        using var host = Terminal.Open(old);
        return work(new Publisher(host));
    }
}
