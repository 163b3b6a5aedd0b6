using System.CommandLine;
using System.Text.Json;
using Saksei.Checklists;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;
using Saksei.Register.Tree;

namespace Saksei.Cli.Checklists;

/// <summary>Checks checklists, turns them from one form into another, and says what they make of answers.</summary>
internal static class ChecklistCommands
{
    private static readonly Argument<string> FileArgument = new("FILE") { Description = "An .xlsx workbook, a folder of CSV tables, or the JSON." };

    private static readonly Option<string?> Act = new("--act") { Description = "A draft of answers, to be filled in and signed: every question with its type and choices." };
    private static readonly Option<string?> Registered = new("--registered") { Description = "For the draft: the identity of the act that registers the checklist." };

    internal static Command Checklist()
    {
        var checklist = new Command("checklist", "Checks observers' checklists (XLSForm) and turns them from one form into another.");
        checklist.Add(Check());
        checklist.Add(Export());
        checklist.Add(Answers());
        return checklist;
    }

    private static Command Check()
    {
        var check = new Command("check", "Says by cell what is wrong with a checklist; exit 0 only if nothing is.") { FileArgument };
        check.SetAction(parsed => Say(Read(parsed.GetRequiredValue(FileArgument))));
        return check;
    }

    private static Command Export()
    {
        var formats = ExportedChecklist.Formats.Select(format => (format, new Option<string>("--" + format.Name) { Description = format.Description })).ToList();
        var export = new Command("export", "Writes a checklist in another form; more than one at once if you like.") { FileArgument };
        foreach (var (_, option) in formats) export.Add(option);
        export.Add(Act);
        export.Add(Registered);
        export.SetAction(async (parsed, _) =>
        {
            var chosen = formats.Select(pair => (pair.format, Path: parsed.GetValue(pair.Item2))).Where(pair => pair.Path is not null).ToList();
            if (chosen.Count == 0 && parsed.GetValue(Act) is null) throw CommandProblem.NotOneOf("format-unknown", "checklist export", "", [.. formats.Select(pair => pair.Item2.Name), Act.Name]);
            if (parsed.GetValue(Registered) is { } act && !Hash.TryParseHex(System.Text.Encoding.UTF8.GetBytes(act), out Hash _)) throw new CommandProblem("hash-malformed", Registered.Name, act);
            var reading = Read(parsed.GetRequiredValue(FileArgument));
            if (reading.Checklist is not { } checklist) return Say(reading);
            foreach (var (format, path) in chosen) await format.Write(checklist, path ?? "");
            if (parsed.GetValue(Act) is { } draft) await File.WriteAllBytesAsync(draft, AnswersDraft.Write(checklist, parsed.GetValue(Registered) ?? ""), CancellationToken.None);
            return Say(reading);
        });
        return export;
    }

    private static Command Answers()
    {
        var answers = new Argument<string>("ANSWERS") { Description = "Filled in: JSON, or a submission's .xml." };
        var today = new Option<string>("--today") { Description = "The day of today(), YYYY-MM-DD.", DefaultValueFactory = _ => "" };
        var command = new Command("answers", "Says which answers a checklist refuses and why, and what it computes; exit 0 only if all are accepted.") { FileArgument, answers, today };
        command.SetAction(parsed =>
        {
            var reading = Read(parsed.GetRequiredValue(FileArgument));
            return reading.Checklist is { } checklist ? Evaluate(checklist, parsed.GetRequiredValue(answers), parsed.GetValue(today) ?? "") : Say(reading);
        });
        return command;
    }

    private static ChecklistReading Read(string path) =>
        Path.Exists(path) ? ChecklistFile.Read(path) : throw new CommandProblem("file-failed", path);

    private static int Say(ChecklistReading reading)
    {
        foreach (var problem in reading.Problems) Terminal.Say(problem.Code, problem.Place, problem.Detail);
        var canonical = reading.Checklist is { } read ? ChecklistJson.Write(read.Checklist) : [];
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(new
        {
            hash = reading.Checklist is null ? null : Hash.OfBytes(canonical).ToHex(),
            length = reading.Checklist is null ? (int?)null : canonical.Length,
            questions = reading.Checklist?.Questions.Count(),
            languages = reading.Checklist?.Checklist.Languages,
            problems = reading.Problems.Select(problem => new { problem.Code, problem.Place, problem.Detail }),
        }, JsonOutput.Options));
        return reading.Checklist is null ? 1 : 0;
    }

    private static int Evaluate(CheckedChecklist checklist, string path, string today)
    {
        var (given, problems) = AnswersFile.Read(checklist, path);
        var filled = given is null ? null : FormEvaluation.Of(checklist, given, today);
        problems = [.. problems, .. filled?.Problems ?? []];
        foreach (var problem in problems) Terminal.Say(problem.Code, problem.Place, problem.Detail);
        Terminal.Write(filled is null ? "{}"u8 : AnswersJson.Write(filled));
        return problems.IsEmpty ? 0 : 1;
    }
}
