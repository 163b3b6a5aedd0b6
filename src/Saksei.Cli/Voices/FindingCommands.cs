using System.CommandLine;
using System.Text.Json;
using Saksei.Election;
using Saksei.Election.Findings;
using Saksei.Node.Imports;

namespace Saksei.Cli.Voices;

/// <summary>Findings, recommendations and statements: what was said, and where the answers stand at the register's time.</summary>
internal static class FindingCommands
{
    private const string Unanswered = "unanswered";
    private static readonly Argument<string> Folder = new("DIR") { Description = "The register's folder." };

    internal static IEnumerable<Command> All => [Findings(), Recommendations(), ImportRecommendations(), CarryCommand.Make()];

    private static Command Findings()
    {
        var state = new Option<string?>("--state") { Description = $"{string.Join(", ", FindingVocabulary.AllStates)}, or {Unanswered}: past its date, or none found." };
        state.AcceptOnlyFromAmong([.. FindingVocabulary.AllStates, Unanswered]);
        var command = new Command("findings", "Findings as JSON: what was found, who was asked, which part of an answer there is, silent for how many days.") { Folder, state };
        command.SetAction(parsed =>
        {
            var (books, wanted) = (Open(parsed.GetRequiredValue(Folder)), parsed.GetValue(state));
            var findings = books.Findings.Findings.Where(file => wanted is null || IsIn(file.StateAt(books.Tick), wanted)).ToList();
            Terminal.Progress($"{findings.Count} of {books.Findings.Findings.Count} findings");
            Terminal.Write(FindingDocuments.List(findings, books.Tick));
            return 0;
        });
        return command;
    }

    private static Command Recommendations()
    {
        var addressee = new Option<string?>("--addressee") { Description = "An organisation: those that it is to carry out." };
        var command = new Command("recommendations", "Recommendations as JSON: every wording, the addressee's answer, and how far each has come by whose word.") { Folder, addressee };
        command.SetAction(parsed =>
        {
            var (books, wanted) = (Open(parsed.GetRequiredValue(Folder)), parsed.GetValue(addressee));
            var all = books.Findings.Recommendations;
            if (wanted is not null && !all.Any(file => file.Asked == wanted)) throw CommandProblem.NotOneOf("organisation-unknown", "--addressee", wanted, all.Select(file => file.Asked).Distinct(StringComparer.Ordinal));
            Terminal.Write(FindingDocuments.List(all.Where(file => wanted is null || file.Asked == wanted), books.Tick));
            return 0;
        });
        return command;
    }

    private static Command ImportRecommendations()
    {
        var organisation = new Option<string>("--as") { Description = "The organisation that recommends; DIR/keys has its desk's key.", Required = true };
        var language = new Option<string>("--language") { Description = "The language of the words.", DefaultValueFactory = _ => "en" };
        var file = new Argument<string>("FILE") { Description = "A table (.csv, .xlsx) with a line of names: context, recommendation, change, law, institution, standard, subject, priority, due." };
        var command = new Command("import-recommendations", "Recommendations from a table in the way of the EU's and ODIHR's reports; all or none.") { Folder, organisation, language, file };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var result = new RecommendationTable(host, parsed.GetRequiredValue(organisation), parsed.GetRequiredValue(language)).Run(TableSources.Of(parsed.GetRequiredValue(file)));
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(new { recommendations = result.Copies, result.ProblemCount, result.Problems }, JsonOutput.Options));
            return result.ProblemCount == 0 ? 0 : 1;
        });
        return command;
    }

    private static ElectionBooks Open(string folder)
    {
        using var host = Terminal.Open(folder);
        return host.Snapshot();
    }

    private static bool IsIn(AnswerState state, string wanted) =>
        wanted == Unanswered ? state is AnswerState.Silent or AnswerState.NoneFound : state.Word == wanted;
}
