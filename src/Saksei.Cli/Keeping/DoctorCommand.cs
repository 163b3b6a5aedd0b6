using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Saksei.Cli.Published;
using Saksei.Node.Keeping;
using Saksei.Server.Control;
using Saksei.Server.Pages.Work.Scripts;
using Saksei.Verifier;
using Saksei.Words;

namespace Saksei.Cli.Keeping;

/// <summary>The verb that says whether everything is well, and what to do where it isn't.</summary>
internal static class DoctorCommand
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The register's folder." };
    private static readonly Option<string?> Url = new("--url") { Description = "Where the register is served: whether it answers, with what, and by which clock." };
    private static readonly Option<string?> Published = new("--published") { Description = "Published files that must not be behind: a folder or an address." };
    private static readonly Option<string[]> Known = KnownCheckpoints.MakeOption();
    private static readonly Option<string> Language = MakeLanguage();
    private static readonly Option<bool> Json = new("--json") { Description = "The list as JSON on standard output, in every language." };

    internal static Command Make()
    {
        var command = new Command("doctor", "Looks at everything that an operator has to know of; exit 0 only if all is well.") { Folder, Url, Published, Known, Language, Json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(Url) is { } url && !KnownCheckpoints.IsAddress(url)) throw new CommandProblem("address-without-scheme", "--url", url);
            var readings = Doctor.Examine(parsed.GetRequiredValue(Folder), () => Around(parsed));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(Json)) output.WriteLine(Document(parsed.GetRequiredValue(Folder), readings));
            else Write(new Speech(parsed.GetRequiredValue(Language), "UTC"), readings, output);
            return readings.Any(reading => reading.IsWrong) ? 1 : 0;
        });
        return command;
    }

    private static Option<string> MakeLanguage()
    {
        var language = new Option<string>("--lang") { Description = "In which language.", DefaultValueFactory = _ => TextBook.Default };
        return language.AcceptOnlyFromAmong([.. TextBook.Languages]);
    }

    private static Surroundings Around(ParseResult parsed)
    {
        var (known, unread) = KnownCheckpoints.ReadWhatCanBe(parsed.GetValue(Known));
        var published = parsed.GetValue(Published);
        var (files, problem) = published is null ? (null, "") : FilesOf(published);
        return new Surroundings(parsed.GetRequiredValue(Folder))
        {
            Known = known,
            KnownUnread = unread,
            Served = parsed.GetValue(Url) is { } url ? KnownCheckpoints.LookAt(url) : null,
            Published = files,
            PublishedUnread = problem.Length == 0 ? "" : KnownCheckpoints.Unread(published ?? "", problem),
            Scripts = host => ServedScripts.OthersThanRegistered(host),
        };
    }

    private static (IPublishedFiles? Files, string Code) FilesOf(string published)
    {
        if (!KnownCheckpoints.IsAddress(published)) return Directory.Exists(published) ? (new FolderFiles(published), "") : (null, "target-missing");
        return KnownCheckpoints.LookAt(published).Files is { } files ? (files, "") : (null, "target-unreachable");
    }

    private static void Write(Speech speech, ImmutableArray<Reading> readings, TextWriter output)
    {
        output.WriteLine(DoctorWords.Verdict(speech, readings));
        foreach (var reading in readings)
        {
            output.WriteLine($"{reading.Number,2}  {DoctorWords.State(speech, reading.Found.State),-14} {DoctorWords.What(speech, reading.Check)}: {DoctorWords.Found(speech, reading)} ({reading.Check.Code})");
            foreach (var (step, at) in DoctorWords.Remedy(speech, reading).Select((step, at) => (step, at))) output.WriteLine($"      {at + 1}. {step}");
        }
    }

    private static string Document(string folder, ImmutableArray<Reading> readings)
    {
        Speech[] speeches = [.. TextBook.Languages.Select(language => new Speech(language, "UTC"))];
        Dictionary<string, T> InAll<T>(Func<Speech, T> say) => speeches.ToDictionary(speech => speech.Language, say);
        return JsonSerializer.Serialize(new
        {
            folder,
            well = readings.All(reading => !reading.IsWrong),
            verdict = InAll(speech => DoctorWords.Verdict(speech, readings)),
            checks = readings.Select(reading => new
            {
                number = reading.Number,
                code = reading.Check.Code,
                state = reading.Found.State.Word,
                what = InAll(speech => DoctorWords.What(speech, reading.Check)),
                found = InAll(speech => DoctorWords.Found(speech, reading)),
                remedy = reading.IsWrong ? InAll(speech => DoctorWords.Remedy(speech, reading).ToList()) : null,
            }),
        }, JsonOutput.Options);
    }
}
