using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Node;

namespace Saksei.Cli.NewDefinition;

/// <summary>Makes a definition out of tables, sealed and checked, or says all that is wrong with them and writes nothing.</summary>
internal static class NewDefinitionCommand
{
    private static readonly Argument<string> Output = new("OUT") { Description = "The folder of the definition; it must not be there, or be empty." };
    private static readonly Option<string> Code = Needed("--code", "The election's short name: lower-case letters, digits and hyphens.");
    private static readonly Option<string[]> Name = new("--name") { Description = "What it is called; for each language LL=TEXT, or one for all.", Required = true };
    private static readonly Option<string> Date = Needed("--date", "Polling day, YYYY-MM-DD.");
    private static readonly Option<string> TimeZone = Needed("--time-zone", "IANA name, such as America/La_Paz.");
    private static readonly Option<string> Languages = Needed("--languages", "Codes with commas; en is among them, the first is the pages' default.");
    private static readonly Option<string?> Stations = new("--stations") { Description = "CSV: a row a station, with its units, registered voters." };
    private static readonly Option<string?> Places = new("--places") { Description = "CSV: a row a unit, for an election whose stations aren't known." };
    private static readonly Option<string?> Contests = new("--contests") { Description = "CSV: a row a contest, with its lists, form, seats and rule; instead of the options of these names." };
    private static readonly Option<string?> Lists = new("--lists") { Description = "CSV: a row a list." };
    private static readonly Option<string?> Form = new("--form") { Description = "CSV: a row a field of the station's form." };
    private static readonly Option<string?> Rule = new("--rule") { Description = "A bare method, a definition's name, or a file with a rule." };
    private static readonly Option<string?> Seats = new("--seats") { Description = "CSV: a row a constituency; or one number for each." };
    private static readonly Option<string?> Levels = new("--levels") { Description = "Kinds of units with commas, the outermost first." };
    private static readonly Option<string?> Constituency = new("--constituency") { Description = "The kind of unit that seats, or totals, are counted in." };
    private static readonly Option<bool> Councils = new("--councils") { Description = "Each constituency elects a council of its own." };
    private static readonly Option<string[]> Heading = new("--heading") { Description = "WRITTEN=MEANT: what a heading of the files means; MEANT - leaves the column out." };
    private static readonly Option<string[]> Country = new("--country") { Description = "What the whole is called, as --name; default: as the election." };
    private static readonly Option<string> Authority = new("--authority") { Description = "Code of the organisation that holds the offices.", DefaultValueFactory = _ => "commission" };
    private static readonly Option<string?> Source = new("--source") { Description = "Web address that the files are from." };
    private static readonly Option<string?> FormCode = new("--form-code") { Description = "The form's number or name; form if absent." };
    private static readonly Option[] OfOneContest = [Lists, Form, Rule, Seats, Constituency, Councils, FormCode];

    internal static Command Make()
    {
        var command = new Command("new", "Makes a sealed definition out of tables (CSV), or says all that is wrong with them.")
        {
            Output, Code, Name, Date, TimeZone, Languages, Stations, Places, Contests, Lists, Form, Rule, Seats, Levels, Constituency, Councils, Heading, Country, Authority, Source, FormCode,
        };
        command.SetAction(parsed =>
        {
            var faults = new Faults();
            var order = Order(parsed, faults);
            var election = order is null ? null : HandedElection.Read(order, faults);
            if (order is not null && election is not null && faults.Count == 0) return Write(order, election, faults, parsed.InvocationConfiguration);
            return Refuse(faults, parsed.InvocationConfiguration);
        });
        return command;
    }

    private static NewDefinitionOrder? Order(ParseResult parsed, Faults faults)
    {
        if ((parsed.GetValue(Stations) ?? parsed.GetValue(Places)) is not { } places) faults.Add("--stations", "places-missing", "");
        else if (parsed.GetValue(Stations) is not null && parsed.GetValue(Places) is not null) faults.Add("--places", "options-contradict", "--stations");
        else return Order(parsed, places, faults);
        return null;
    }

    private static NewDefinitionOrder Order(ParseResult parsed, string places, Faults faults)
    {
        var languages = NewDefinitionOrder.LanguagesOf(parsed.GetRequiredValue(Languages), faults);
        var names = HandedNames.OfOption(parsed.GetRequiredValue(Name), languages);
        var country = HandedNames.OfOption(parsed.GetValue(Country) ?? [], languages);
        var headings = NewDefinitionOrder.HeadingsOf(parsed.GetValue(Heading) ?? [], faults);
        return new NewDefinitionOrder
        {
            Folder = parsed.GetRequiredValue(Output),
            Code = NewDefinitionOrder.Kebab("--code", parsed.GetRequiredValue(Code), faults),
            Names = names,
            Date = NewDefinitionOrder.DateOf(parsed.GetRequiredValue(Date), faults),
            TimeZone = NewDefinitionOrder.ZoneOf(parsed.GetRequiredValue(TimeZone), faults),
            Languages = languages,
            Country = country.Count > 0 ? country : names,
            Places = places,
            HasStations = parsed.GetValue(Stations) is not null,
            Contests = ContestsOf(parsed, languages, headings, faults),
            Levels = [.. (parsed.GetValue(Levels) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            Headings = headings,
            Authority = NewDefinitionOrder.Kebab("--authority", parsed.GetRequiredValue(Authority), faults),
            Source = NewDefinitionOrder.SourceOf(parsed.GetValue(Source), faults),
        };
    }

    private static ImmutableArray<ContestOrder> ContestsOf(ParseResult parsed, ImmutableArray<string> languages, Dictionary<string, string> headings, Faults faults)
    {
        if (parsed.GetValue(Contests) is not { } table) return [OneContest(parsed, faults)];
        foreach (var option in OfOneContest.Where(option => parsed.GetResult(option) is { Implicit: false })) faults.Add("--contests", "options-contradict", option.Name);
        return ContestsTable.Read(table, languages, headings, faults);
    }

    private static ContestOrder OneContest(ParseResult parsed, Faults faults)
    {
        foreach (var option in new[] { Lists, Form }.Where(option => parsed.GetValue(option) is null)) faults.Add(option.Name, "option-missing", "");
        return new ContestOrder
        {
            Lists = parsed.GetValue(Lists) ?? "",
            Form = parsed.GetValue(Form) ?? "",
            FormCode = NewDefinitionOrder.Kebab("--form-code", parsed.GetValue(FormCode) ?? "form", faults),
            Rule = ContestOrder.RuleOf(parsed.GetValue(Rule) ?? "", ContestOrder.AtOption("rule"), faults),
            Seats = parsed.GetValue(Seats) ?? "",
            ConstituencyKind = parsed.GetValue(Constituency) ?? "",
            AreCouncils = parsed.GetValue(Councils),
            Place = ContestOrder.AtOption,
        };
    }

    private static int Write(NewDefinitionOrder order, HandedElection election, Faults faults, InvocationConfiguration console)
    {
        var building = order.Folder.TrimEnd(Path.DirectorySeparatorChar) + ".building";
        foreach (var folder in new[] { order.Folder, building })
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())) throw new CommandProblem("folder-not-empty", folder);
        Directory.CreateDirectory(building);
        try
        {
            foreach (var (name, text) in new DefinitionFiles(order, election).All()) File.WriteAllText(Path.Combine(building, name), text);
            var reading = ProceduresCheck.Read(File.ReadAllBytes(Path.Combine(building, DefinitionReader.FileName)), file => Founding.ReadFile(building, file));
            foreach (var problem in reading.Problems) faults.Add(new Fault(problem.File, problem.Line, 0, problem.Code, problem.Detail), problem.Known);
            if (reading.Definition is not { } definition) return Refuse(faults, console);
            if (Directory.Exists(order.Folder)) Directory.Delete(order.Folder);
            Directory.Move(building, order.Folder);
            return Tell(order, election, definition, console);
        }
        finally
        {
            if (Directory.Exists(building)) Directory.Delete(building, recursive: true);
        }
    }

    private static int Tell(NewDefinitionOrder order, HandedElection election, ElectionDefinition definition, InvocationConfiguration console)
    {
        string[] next =
        [
            $"saksei definition check {order.Folder}", $"saksei definition explain {order.Folder}",
            $"saksei new REGISTER --definition {order.Folder} --founder {order.Authority}:commission:{order.Authority} --founder observers:observer:civil-society", "saksei serve REGISTER",
        ];
        console.Output.WriteLine(JsonSerializer.Serialize(new
        {
            folder = order.Folder,
            identity = definition.Identity.ToHex(),
            units = definition.Units.CountBy(unit => unit.Kind).ToDictionary(),
            stations = definition.Stations.Length,
            contests = definition.Contests.Select(contest => new
            {
                contest = contest.Code,
                lists = contest.Lists.Length,
                constituencies = contest.Constituencies.Length,
                seats = contest.Constituencies.Sum(constituency => constituency.Seats),
                checks = contest.Form.Checks.Select(check => $"{check.Code} {check.Names.In("en")}"),
            }),
            codesMade = election.Made().Count(made => made.IsMade),
            next,
        }, JsonOutput.Options));
        console.Error.WriteLine($"{order.Folder}: {string.Join(", ", definition.Units.CountBy(unit => unit.Kind).Select(kind => $"{kind.Key} {kind.Value}"))}, stations {definition.Stations.Length}, lists {string.Join(" + ", definition.Contests.Select(contest => contest.Lists.Length))}; codes made: {election.Made().Count(made => made.IsMade)} ({MadeCodes.FileName})");
        foreach (var contest in definition.Contests)
            foreach (var check in contest.Form.Checks) console.Error.WriteLine($"{contest.Code} {check.Code} {check.Names.In("en")}".TrimStart());
        console.Error.WriteLine("next:");
        foreach (var command in next) console.Error.WriteLine($"  {command}");
        return 0;
    }

    private static int Refuse(Faults faults, InvocationConfiguration console)
    {
        foreach (var fault in faults.All) Terminal.Say(console.Error, fault.Code, fault.Place, fault.Said);
        console.Output.WriteLine(JsonSerializer.Serialize(new { problemCount = faults.Count, problems = faults.All }, JsonOutput.Options));
        return 1;
    }

    private static Option<string> Needed(string name, string description) => new(name) { Description = description, Required = true };
}
