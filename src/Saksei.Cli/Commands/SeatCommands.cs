using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saksei.Cli.Seats;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Election.Seats;
using Saksei.Node;
using Saksei.Words;
using Saksei.Words.Seats;

namespace Saksei.Cli.Commands;

/// <summary>The verbs that turn votes into seats, with the working.</summary>
internal static class SeatCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output (so without --explain too)." };
    private static readonly Option<bool> Explain = new("--explain") { Description = "The working as on a blackboard; with --json standings and sentences too." };
    private static readonly Option<string> Language = new("--lang") { Description = "Its language.", DefaultValueFactory = _ => TextBook.Default };

    internal static Command Allocate()
    {
        var choice = ContestChoice.MakeOption();
        var command = new Command("allocate", "Turns votes into seats, without a register (docs/spec/allocate.md).")
        {
            AllocateArguments.Rule, AllocateArguments.Seats, AllocateArguments.Blank, AllocateArguments.Cast,
            AllocateArguments.Batch, AllocateArguments.Votes, choice, Json, Explain, Language,
        };
        command.SetAction(parsed =>
        {
            var how = new Answer(parsed.GetValue(Json), parsed.GetValue(Explain), Terminal.SpeechIn(parsed.GetRequiredValue(Language), TextBook.Languages, "UTC"));
            var rule = RuleSource.Find(AllocateArguments.RuleOf(parsed), parsed.GetValue(choice));
            var text = parsed.GetValue(AllocateArguments.Batch) is { } batch
                ? AllocateBatch.Run(rule, AllocateArguments.BatchOf(parsed, batch), how)
                : AllocateOne(rule, AllocateArguments.VotesOf(parsed), how);
            parsed.InvocationConfiguration.Output.WriteLine(text);
        });
        return command;
    }

    internal static Command Seats()
    {
        var folder = new Argument<string>("DIR") { Description = "The register's folder." };
        var constituency = new Option<string?>("--constituency") { Description = "Only this one." };
        var choice = ContestChoice.MakeOption();
        var command = new Command("seats", "Votes and seats of every list in every constituency.") { folder, Json, Explain, constituency, choice, Language };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(folder));
            var speech = Terminal.SpeechIn(parsed.GetRequiredValue(Language), host.Definition.Head);
            var only = parsed.GetValue(constituency);
            var contest = ContestChoice.Of(host.Definition, parsed.GetValue(choice));
            if (only is not null && contest.FindConstituency(only) is null) throw new CommandProblem("constituency-unknown", "--constituency", only);
            if (parsed.GetValue(Explain)) SeatsText.Write(host, contest, speech, only, parsed.InvocationConfiguration.Output);
            else parsed.InvocationConfiguration.Output.WriteLine(Only(host.Read(fold => ResultsDocuments.Seats(fold.Snapshot().Of(contest).Results)), only));
        });
        return command;
    }

    // The published document, or the rows of one constituency out of it.
    private static string Only(byte[] document, string? constituency)
    {
        if (constituency is null) return Encoding.UTF8.GetString(document).TrimEnd('\n');
        var rows = (JsonNode.Parse(document) as JsonArray ?? []).OfType<JsonObject>().Where(row => (string?)row["constituency"] == constituency).Select(row => row.DeepClone());
        return new JsonArray([.. rows]).ToJsonString(JsonOutput.Options);
    }

    private static string AllocateOne(SeatRule rule, ConstituencyRows rows, Answer how)
    {
        RowNeeds.Check(rule, rows);
        var allocation = SeatAllocation.Allocate(rule, rows.Input());
        if (allocation.Refusal is { } refusal) throw rows.PlaceOf(refusal.Subject).Problem(refusal);
        if (how.IsText) return string.Join('\n', how.Lines(allocation));
        return JsonSerializer.Serialize(how.Whole(allocation), JsonOutput.Options);
    }
}

/// <summary>How <c>allocate</c> answers.</summary>
internal sealed record Answer(bool Json, bool Explain, Speech Speech)
{
    internal bool IsText => Explain && !Json;

    internal IEnumerable<string> Lines(Allocation allocation) => SeatsText.Lines(allocation, new SeatSpeech(Speech, code => code));

    internal AllocationJson Whole(Allocation allocation) => AllocationJson.Of(allocation) with
    {
        Steps = AllocationJson.StepsOf(allocation, Explain),
        LastSeat = Explain ? AllocationJson.LastSeatOf(allocation) : null,
        Explanation = Explain ? Lines(allocation) : null,
    };
}

/// <summary>The working as plain text: an empty line before each part, its lines set in.</summary>
internal static class SeatsText
{
    internal static IEnumerable<string> Lines(Allocation allocation, SeatSpeech speech)
    {
        var inside = false;
        foreach (var line in SeatExplanation.Of(allocation))
        {
            if (line.IsHeading) yield return "";
            inside |= line.IsHeading;
            yield return (inside && !line.IsHeading ? "  " : "") + speech.Say(line);
        }
    }

    internal static void Write(RegisterHost host, Contest contest, Speech speech, string? code, TextWriter output)
    {
        if (contest.SeatRule is null) throw new CommandProblem("election-without-seats", "", contest.Code.Length > 0 ? contest.Code : host.Definition.Head.Code);
        var words = new SeatSpeech(speech, list => NameOf(contest, list, speech));
        var allocations = host.Read(fold => fold.Snapshot().Of(contest).Results.Allocations);
        if (host.Founding.Simulated) output.WriteLine(speech.Say("simulated"));
        foreach (var constituency in contest.Constituencies.Where(constituency => code is null || constituency.Code == code))
        {
            output.WriteLine();
            output.WriteLine(speech.Say("working.constituency", speech.Name(constituency.Unit.Names, constituency.Code)));
            foreach (var line in Lines(allocations[constituency.Index], words)) output.WriteLine(line);
        }
    }

    private static string NameOf(Contest contest, string code, Speech speech) =>
        contest.FindList(code) is { } list ? speech.Name(list.Names, code) : code;
}
