using System.Text;
using Saksei.Election.Definition;
using Saksei.Election.Definition.Rules;
using Saksei.Node;
using Saksei.Tests.Cli;
using Xunit;

namespace Saksei.Tests.Definitions;

/// <summary>A definition out of tables: what is made where the authority has nothing, and that it is the same every time.</summary>
public sealed class NewDefinitionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-new-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static Dictionary<string, string> Options() => new()
    {
        ["--code"] = "made-up-2031",
        ["--name"] = "Assembly",
        ["--date"] = "2031-03-09",
        ["--time-zone"] = "America/La_Paz",
        ["--languages"] = "en,es",
        ["--stations"] = Repository.At("elections", "made-up", "stations.csv"),
        ["--lists"] = Repository.At("elections", "made-up", "lists.csv"),
        ["--form"] = Repository.At("elections", "made-up", "form.csv"),
        ["--seats"] = Repository.At("elections", "made-up", "seats.csv"),
        ["--rule"] = Repository.At("elections", "made-up", "rule.json"),
        ["--constituency"] = "region",
    };

    internal static Ran New(string folder, Dictionary<string, string> options) =>
        Command.Run(["definition", "new", folder, .. options.SelectMany(option => new[] { option.Key, option.Value })]);

    [Fact]
    public void The_same_tables_give_the_same_bytes_whatever_their_marks_and_line_ends()
    {
        Make("one", Options());
        var stations = Path.Combine(_folder, "stations.csv");
        File.WriteAllText(stations, File.ReadAllText(Options()["--stations"]).Replace("\n", "\r\n", StringComparison.Ordinal), new UTF8Encoding(true));
        Make("two", Options() is var options && (options["--stations"] = stations) is not null ? options : []);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder, "one")))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder, "two", Path.GetFileName(file))));
    }

    [Fact]
    public void Codes_that_are_the_authority_s_are_kept_and_stand_behind_the_unit_s_where_they_are_counted_anew()
    {
        var definition = Make("own", With("stations", "region.code;region;district.code;district;station.code;registered\n1;North;01;Hill;7;10\n1;North;02;Dale;7;20\n2;South;01;Shore;9;30\n"), "--seats", "3", "--lists", Write("lists", "code,name\nPA,Party A\nPB,Party B\n"));
        Assert.Equal(["country", "1", "1-01", "1-02", "2", "2-01"], definition.Units.Select(unit => unit.Code));
        Assert.Equal(["1-01-7", "1-02-7", "2-01-9"], definition.Stations.Select(station => station.Code));
        Assert.Equal(["PA", "PB"], definition.Contests[0].Lists.Select(list => list.Code));
        Assert.Equal("what,code,given,name,within,text\ncountry,country,,Assembly,,Assembly\n"
            + "district,1-01,01,Hill,1,1/01\ndistrict,1-02,02,Dale,1,1/02\ndistrict,2-01,01,Shore,2,2/01\n"
            + "station,1-01-7,7,,1-01,1/01/7\nstation,1-02-7,7,,1-02,1/02/7\nstation,2-01-9,9,,2-01,2/01/9\n", File.ReadAllText(Path.Combine(_folder, "own", "codes-made.csv")));
    }

    [Theory]
    [InlineData("Ñ1")]
    [InlineData("A 1")]
    [InlineData("A\\1")]
    public void A_column_with_a_code_that_no_act_can_hold_gets_codes_made_and_says_from_what(string code)
    {
        var definition = Make("codes", With("lists", $"code,name\n{code},One\nB,Two\n"));
        Assert.Equal(["01", "02"], definition.Contests[0].Lists.Select(list => list.Code));
        Assert.Contains($"list,01,{code},One,,{code}\nlist,02,B,Two,,B\n", File.ReadAllText(Path.Combine(_folder, "codes", "codes-made.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Made_colours_stand_out_and_no_two_are_one()
    {
        var definition = Make("colours", With("lists", "name\n" + string.Concat(Enumerable.Range(1, 120).Select(i => $"List {i}\n"))));
        Assert.Equal(120, definition.Contests[0].Lists.Select(list => list.Colour).Distinct().Count());
        Assert.All(definition.Contests[0].Lists, list => Assert.True(Colour.Parse(list.Colour)!.StandsOut(300)));
    }

    // By WCAG's formula: black, and greys around the limit of 3:1.
    [Theory]
    [InlineData("#000000", 2009, 2013)]
    [InlineData("#777777", 428, 430)]
    [InlineData("#909090", 305, 306)]
    [InlineData("#929292", 297, 298)]
    public void Contrast_is_that_of_the_formula(string colour, int atLeast, int below)
    {
        Assert.True(Colour.Parse(colour)!.StandsOut(atLeast));
        Assert.False(Colour.Parse(colour)!.StandsOut(below));
    }

    [Theory]
    [InlineData("registered,received,cast,spoilt,unused,invalid,blank,valid", "E101 received=cast+spoilt+unused; E102 cast=invalid+blank+valid; E103 valid=votes; W201 cast≤registered")]
    [InlineData("registered,cast,invalid", "E102 cast=invalid+votes; W201 cast≤registered")]
    [InlineData("registered,invalid,blank", "W201 votes+blank+invalid≤registered")]
    [InlineData("received,cast,spoilt", "")]
    [InlineData("cast,valid", "E103 valid=votes")]
    [InlineData("", "")]
    public void The_sums_follow_from_what_fields_mean(string meanings, string sums)
    {
        var fields = meanings.Split(',', StringSplitOptions.RemoveEmptyEntries).ToDictionary(word => Enum.Parse<FieldMeaning>(word, ignoreCase: true));
        Assert.Equal(sums, string.Join("; ", FormSums.Of(fields).Select(sum => $"{sum.Code} {string.Join('+', sum.Left)}{(sum.AtMost ? '≤' : '=')}{string.Join('+', sum.Right)}")));
    }

    [Fact]
    public void Units_alone_make_a_definition_without_stations()
    {
        var options = Options();
        options.Remove("--stations");
        options["--places"] = Write("places", "region,district\nNorth,Hill\nNorth,Dale\nSouth,Shore\n");
        var definition = Make("places", options);
        Assert.Equal((0, 6), (definition.Stations.Length, definition.Units.Length));
    }

    [Fact]
    public void Headings_in_another_language_are_said_once()
    {
        var table = Write("stations", "Región;Mesa;Electores;Notas\nNorte;Escuela;10;x\nSur;Ayuntamiento;20;y\n");
        var ran = Command.Run(["definition", "new", Path.Combine(_folder, "headings"), .. Options().SelectMany(option => option.Key == "--stations" ? ["--stations", table] : option.Key == "--seats" ? ["--seats", "2"] : option.Key == "--lists" ? ["--lists", Write("lists", "name\nA\n")] : new[] { option.Key, option.Value }),
            "--heading", "Región=region", "--heading", "Mesa=station", "--heading", "Electores=registered", "--heading", "Notas=-"]);
        Assert.True(ran.Exit == 0, ran.Error);
        Assert.Equal(["Escuela", "Ayuntamiento"], Founding.ReadFolder(Path.Combine(_folder, "headings")).Stations.Select(station => station.Names.In("en")));
    }

    [Fact]
    public void A_language_without_texts_gets_its_own_labels_and_sums_in_signs()
    {
        var options = With("form", "label,label.fr,meaning\nCast,Bulletins dans l'urne,cast\nInvalid,Bulletins nuls,invalid\nVotes,Suffrages,votes\n");
        options["--languages"] = "en,fr";
        options["--stations"] = Write("stations", "region,station,registered\nNorth,A,1\nSouth,B,2\n");
        options["--lists"] = Write("lists", "name,name.fr\nGreens,Les Verts\n");
        var check = Assert.Single(Make("french", options).Contests[0].Form.Checks);
        Assert.Equal("Bulletins dans l'urne = Bulletins nuls + Suffrages", check.Names.Find("fr"));
        Assert.Equal("Cast is the sum of Invalid + Votes", check.Names.Find("en"));
    }

    [Fact]
    public void Spain_s_59607_stations_out_of_a_table_are_those_of_its_definition()
    {
        var spain = Founding.ReadFolder(Repository.At("elections", "spain-2019"));
        var own = spain.Contests[0];
        var stations = spain.Stations.Select(station => $"{own.ConstituencyOf(station).Code},{Name(own.ConstituencyOf(station).Unit)},{station.Unit.Code},{Name(station.Unit)},{station.Code},{station.Kind},{station.Registered}");
        var lists = own.Lists.Select(list => $"{list.Code},\"{list.Names.In("en").Replace("\"", "\"\"", StringComparison.Ordinal)}\",{string.Join(';', own.Constituencies.Where(list.StandsIn).Select(constituency => constituency.Code))}");
        var options = With("stations", "province.code,province,municipality.code,municipality,station.code,station.kind,registered\n" + string.Join('\n', stations));
        options["--lists"] = Write("lists", "code,name,constituencies\n" + string.Join('\n', lists));
        options["--seats"] = Write("seats", "province,seats\n" + string.Join('\n', own.Constituencies.Select(constituency => $"{constituency.Code},{constituency.Seats}")));
        options["--constituency"] = "province";
        var made = Make("spain", options);
        var again = made.Contests[0];
        Assert.Equal(spain.Stations.Select(station => (station.Code, station.Unit.Code, station.Kind, station.Registered)), made.Stations.Select(station => (station.Code, station.Unit.Code, station.Kind, station.Registered)));
        Assert.Equal(own.Constituencies.Select(constituency => (constituency.Code, constituency.Seats)), again.Constituencies.Select(constituency => (constituency.Code, constituency.Seats)));
        Assert.All(own.Lists.Zip(again.Lists), pair => Assert.Equal(own.Constituencies.Select(pair.First.StandsIn), again.Constituencies.Select(pair.Second.StandsIn)));

        static string Name(Unit unit) => $"\"{unit.Names.In("en")}\"";
    }

    [Fact]
    public void A_folder_that_holds_something_is_left_as_it_is()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "full"));
        File.WriteAllText(Path.Combine(_folder, "full", "mine.txt"), "mine");
        var ran = New(Path.Combine(_folder, "full"), Options());
        Assert.Equal(2, ran.Exit);
        Assert.Contains("folder-not-empty", ran.Error, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "full")));
    }

    private Dictionary<string, string> With(string table, string text)
    {
        var options = Options();
        options["--" + table] = Write(table, text);
        return options;
    }

    private string Write(string table, string text)
    {
        var path = Path.Combine(_folder, table + ".csv");
        File.WriteAllText(path, text);
        return path;
    }

    private ElectionDefinition Make(string name, Dictionary<string, string> options, params string[] instead)
    {
        for (var at = 0; at < instead.Length; at += 2) options[instead[at]] = instead[at + 1];
        var ran = New(Path.Combine(_folder, name), options);
        Assert.True(ran.Exit == 0, ran.Error);
        return Founding.ReadFolder(Path.Combine(_folder, name));
    }
}
