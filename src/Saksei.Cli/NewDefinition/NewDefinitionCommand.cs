using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saksei.Cli.Seats;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Seats;
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
    private static readonly Option<string> Lists = Needed("--lists", "CSV: a row a list.");
    private static readonly Option<string> Form = Needed("--form", "CSV: a row a field of the station's form.");
    private static readonly Option<string?> Rule = new("--rule") { Description = "A bare method, a definition's name, or a file with a rule." };
    private static readonly Option<string?> Seats = new("--seats") { Description = "CSV: a row a constituency; or one number for each." };
    private static readonly Option<string?> Levels = new("--levels") { Description = "Kinds of units with commas, the outermost first." };
    private static readonly Option<string?> Constituency = new("--constituency") { Description = "The kind of unit that seats, or totals, are counted in." };
    private static readonly Option<string[]> Heading = new("--heading") { Description = "WRITTEN=MEANT: what a heading of the files means; MEANT - leaves the column out." };
    private static readonly Option<string[]> Country = new("--country") { Description = "What the whole is called, as --name; default: as the election." };
    private static readonly Option<string> Authority = new("--authority") { Description = "Code of the organisation that holds the offices.", DefaultValueFactory = _ => "commission" };
    private static readonly Option<string?> Source = new("--source") { Description = "Web address that the files are from." };
    private static readonly Option<string> FormCode = new("--form-code") { Description = "The form's number or name.", DefaultValueFactory = _ => "form" };

    internal static Command Make()
    {
        var command = new Command("new", "Makes a sealed definition out of tables (CSV), or says all that is wrong with them.")
        {
            Output, Code, Name, Date, TimeZone, Languages, Stations, Places, Lists, Form, Rule, Seats, Levels, Constituency, Heading, Country, Authority, Source, FormCode,
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
            Lists = parsed.GetRequiredValue(Lists),
            Form = parsed.GetRequiredValue(Form),
            Rule = RuleOf(parsed.GetValue(Rule), faults),
            Seats = parsed.GetValue(Seats) ?? "",
            Levels = [.. (parsed.GetValue(Levels) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            ConstituencyKind = parsed.GetValue(Constituency) ?? "",
            Headings = NewDefinitionOrder.HeadingsOf(parsed.GetValue(Heading) ?? [], faults),
            Authority = NewDefinitionOrder.Kebab("--authority", parsed.GetRequiredValue(Authority), faults),
            Source = NewDefinitionOrder.SourceOf(parsed.GetValue(Source), faults),
            FormCode = NewDefinitionOrder.Kebab("--form-code", parsed.GetRequiredValue(FormCode), faults),
        };
    }

    // RuleSource reads it, so that a fault in a rule is reported as `allocate` reports it.
    private static JsonNode? RuleOf(string? rule, Faults faults)
    {
        if (rule is null) return null;
        try
        {
            RuleSource.Find(rule);
            if (SeatRule.Named(rule) is not null) return new JsonObject { ["method"] = rule };
            if (File.Exists(rule)) return JsonNode.Parse(File.ReadAllBytes(rule));
            var folder = Paths.DefinitionFolder(rule);
            return JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, DefinitionReader.FileName)))?["seatRule"]?.DeepClone();
        }
        catch (CommandProblem problem)
        {
            faults.Add(problem.Place, problem.Code, problem.Detail);
            return new JsonObject();
        }
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
        var contest = definition.Contests[0];
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
            lists = contest.Lists.Length,
            constituencies = contest.Constituencies.Length,
            seats = contest.Constituencies.Sum(constituency => constituency.Seats),
            checks = contest.Form.Checks.Select(check => $"{check.Code} {check.Names.In("en")}"),
            codesMade = election.Made().Count(made => made.IsMade),
            next,
        }, JsonOutput.Options));
        console.Error.WriteLine($"{order.Folder}: {string.Join(", ", definition.Units.CountBy(unit => unit.Kind).Select(kind => $"{kind.Key} {kind.Value}"))}, stations {definition.Stations.Length}, lists {contest.Lists.Length}; codes made: {election.Made().Count(made => made.IsMade)} ({MadeCodes.FileName})");
        foreach (var check in contest.Form.Checks) console.Error.WriteLine($"{check.Code} {check.Names.In("en")}");
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
