using System.CommandLine;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Impartiality;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Server.Pages.Cases;
using Saksei.Words;

namespace Saksei.Cli.Commands;

/// <summary>Parties, candidates, complaints, events: what happened, what runs, what may happen next.</summary>
internal static class CaseCommands
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The register's folder." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output (always so)." };

    internal static Command Cases()
    {
        var kind = new Option<string?>("--kind") { Description = "parties, candidates, endorsements, resignations, complaints, activities or commission." };
        kind.AcceptOnlyFromAmong([.. CaseRules.All.Select(table => table.Book)]);
        var state = new Option<string?>("--state") { Description = "A state, or overdue, or effective: resignations whose time has passed." };
        var command = new Command("cases", "One line for each case.") { Folder, kind, state, Json };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var (book, wanted) = (parsed.GetValue(kind), parsed.GetValue(state));
            var tables = CaseRules.All.Where(table => book is null || table.Book == book).ToList();
            if (wanted is not null and not "overdue" && !tables.Any(table => table.Knows(wanted)))
                throw CommandProblem.NotOneOf("state-unknown", "--state", wanted, [.. tables.SelectMany(table => table.States.Concat(table.Shown)), "overdue"]);
            var standings = host.Read(fold => fold.Snapshot().Cases).All.Where(cases => book is null || cases.Table.Book == book)
                .SelectMany(cases => cases.Standings).Where(standing => IsIn(standing, wanted)).ToList();
            Terminal.Progress($"{standings.Count} cases");
            Terminal.Write(CaseDocuments.Lines(standings));
            return 0;
        });
        return command;
    }

    internal static Command Case()
    {
        var id = new Argument<string>("ID") { Description = "BOOK/CASE, such as complaints/C0123; or CASE where it is in one book only." };
        var language = new Option<string?>("--lang") { Description = "The file in words, in this language." };
        var command = new Command("case", "The whole file of a case: acts, states, deadlines with their computation, what may happen next.") { Folder, id, language, Json };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var view = host.Read(fold => Find(fold.Cases, parsed.GetRequiredValue(id)) is { } file ? fold.View(file) : null)
                ?? throw new CommandProblem("case-unknown", parsed.GetRequiredValue(id));
            if (parsed.GetValue(language) is { } spoken) Terminal.Write(Encoding.UTF8.GetBytes(CaseWords.Text(Terminal.SpeechIn(spoken, host.Definition.Head, host.Read(fold => Organisation.UnconfirmedOf(fold.Organisations.All.Values))), host.Definition, view, host.Founding.Simulated)));
            else Terminal.Write(CaseDocuments.Whole(view, DeadlineWords.In(host.Definition)));
            return 0;
        });
        return command;
    }

    internal static Command Impartiality()
    {
        var grouping = new Option<string?>("--grouping") { Description = "A grouping of the definition; without it, all." };
        var command = new Command("impartiality", "Whether like cases were treated alike: counts, the cases behind them, exact tests.") { Folder, grouping, Json };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var asked = parsed.GetValue(grouping);
            if (asked is not null && host.Definition.Procedures.Groupings.All(known => known.Code != asked)) throw CommandProblem.NotOneOf("grouping-unknown", "--grouping", asked, host.Definition.Procedures.Groupings.Select(known => known.Code));
            var book = host.Read(fold => fold.Impartiality(asked));
            Terminal.Progress($"{book.Comparisons.Length} comparisons, {book.Comparisons.Count(comparison => comparison.Verdict == TreatmentVerdict.Unequal)} unequal");
            Terminal.Write(ImpartialityDocument.Write(book));
            return 0;
        });
        return command;
    }

    internal static Command Deadline()
    {
        var definition = new Option<string>("--definition") { Description = "A definition's name or folder.", Required = true };
        var rule = new Option<string>("--rule") { Description = "The rule's code, one of the deadlines of the definition's procedures.json.", Required = true };
        var trigger = new Option<string[]>("--trigger") { Description = "When it was triggered, such as 2023-05-15T16:00:00+07:00; twice where that is disputed.", Required = true, AllowMultipleArgumentsPerToken = true };
        var asOf = new Option<string?>("--as-of") { Description = "Holidays announced by then are known; without it, all of the definition." };
        var command = new Command("deadline", "Until when, and how that is computed.") { definition, rule, trigger, asOf, Json };
        command.SetAction(parsed => Compute(parsed.GetRequiredValue(definition), parsed.GetRequiredValue(rule), parsed.GetRequiredValue(trigger), parsed.GetValue(asOf)));
        return command;
    }

    private static int Compute(string name, string code, string[] triggers, string? asOf)
    {
        var definition = Founding.ReadFolder(Directory.Exists(name) ? name : Paths.Definition(name));
        var rule = definition.Procedures.FindDeadline(code) ?? throw new CommandProblem("deadline-unknown", "--rule", code);
        var known = asOf is null ? new Moment(long.MaxValue / 2, 0) : ReadMoment("--as-of", asOf);
        var deadlines = Election.Clock.Deadline.Compute(rule.Rule, [.. triggers.Select(text => ReadMoment("--trigger", text))], definition.Procedures.Calendar, known);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("rule", code);
            json.WriteString("article", rule.Rule.Article);
            json.WriteBoolean("disputed", deadlines.Length > 1);
            json.WriteStartArray("deadlines");
            foreach (var deadline in deadlines) CaseDocuments.WriteDeadline(json, deadline, DeadlineWords.In(definition));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        Terminal.Write(stream.ToArray());
        return 0;
    }

    private static Moment ReadMoment(string option, string text) =>
        Moment.TryParse(text, out var moment) ? moment : throw new CommandProblem("time-malformed", option, text);

    private static bool IsIn(CaseStanding standing, string? state) =>
        state is null || standing.Shown == state || (state == "overdue" && standing.IsOverdue);

    private static CaseFile? Find(Election.CaseBooks cases, string id)
    {
        if (id.Split('/', 2) is [var book, var code] && cases.Find(book, code) is { } named) return named;
        return cases.All.Select(other => other.Find(id)).OfType<CaseFile>().ToList() is [var only] ? only : null;
    }
}
