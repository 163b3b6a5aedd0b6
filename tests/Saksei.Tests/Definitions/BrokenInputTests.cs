using System.Text;
using Saksei.Cli;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Node.Imports;
using Saksei.Tests.Cli;
using Saksei.Tests.Documents;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Definitions;

/// <summary>
/// What people get wrong in a definition, in tables for a new one, and in mappings: each is reported in one line with file, line and code,
/// whatever else is wrong, and nothing is written.
/// </summary>
public sealed class BrokenInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-broken-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>File, what stands there, what stands there instead, and the code. It is reported on the line where the latter stands.</summary>
    public static TheoryData<string, string, string, string> Definitions { get; } = new()
    {
        { "definition", "\"code\":\"small\"", "\"code\":\"Small\"", "kebab-malformed" },
        { "definition", "\"code\":\"small\"", "\"code\":\"small_one\"", "kebab-malformed" },
        { "definition", "saksei/definition/v1", "saksei/definition/v2", "format-unknown" },
        { "definition", "\"date\":\"2023-11-15\"", "\"date\":\"15-11-2023\"", "date-malformed" },
        { "definition", "Asia/Phnom_Penh", "Asia//Phnom_Penh", "time-zone-malformed" },
        { "definition", "[\"en\",\"km\"]", "[\"en\",\"en\"]", "language-twice" },
        { "definition", "[\"en\",\"km\"]", "[\"km\"]", "language-missing" },
        { "definition", "[\"en\",\"km\"]", "[\"en\",\"Khmer\"]", "language-malformed" },
        { "definition", "{\"en\":\"Small\"}", "{\"en\":\" \"}", "text-empty" },
        { "definition", "{\"en\":\"Small\"}", "{\"english\":\"Small\"}", "language-malformed" },
        { "definition", "{\"en\":\"Small\"}", "{\"en\":\"Small\",\"en\":\"Smaller\"}", "field-twice" },
        { "definition", "\"kind\":\"province\"", "\"kind\":\"Province\"", "kebab-malformed" },
        { "definition", "{\"unit\":\"P1\",\"seats\":3}", "{\"unit\":\"P1\",\"seats\":0}", "seats-zero" },
        { "definition", "{\"unit\":\"P1\",\"seats\":3}", "{\"unit\":\"P1\",\"seats\":10000}", "number-too-large" },
        { "definition", "{\"unit\":\"P1\",\"seats\":3}", "{\"unit\":\"P1\",\"seats\":2.5}", "number-not-whole" },
        { "definition", "{\"unit\":\"P1\",\"seats\":3}", "{\"unit\":\"P9\",\"seats\":3}", "constituency-unknown" },
        { "definition", "{\"unit\":\"P1\",\"seats\":3}", "{\"unit\":\"P2\",\"seats\":3}", "constituency-twice" },
        { "definition", ",\"seats\":[{\"unit\":\"P1\",\"seats\":3},{\"unit\":\"P2\",\"seats\":2}]},\n\"seatRule\"", "},\n\"seatRule\"", "rule-without-seats" },
        { "definition", "\"method\":\"cambodia\"", "\"method\":\"best\"", "method-unknown" },
        { "definition", "\"official\":[\"commission\"]", "\"official\":[]", "office-empty" },
        { "definition", "\"official\":[\"commission\"]", "\"official\":[\"Commission\"]", "kebab-malformed" },
        { "definition", "{\"required\":2}", "{\"required\":0}", "vouching-zero" },
        { "definition", "{\"required\":2}", "{\"required\":100}", "number-too-large" },
        { "definition", "{\"code\":\"posted\"", "{\"code\":\"original\"", "code-twice" },
        { "definition", "{\"code\":\"posted\"", "{\"code\":\"Posted\"", "kebab-malformed" },
        { "definition", "\"article\":\"art. 1\"", "\"article\":\"\"", "article-missing" },
        { "definition", "\"facts\":[]", "\"facts\":[{\"about\":\"lists..km\",\"status\":\"published\",\"source\":\"https://a.example\",\"note\":{}}]", "about-malformed" },
        { "definition", "\"facts\":[]", "\"facts\":[{\"about\":\"lists\",\"status\":\"published\",\"source\":\"a book\",\"note\":{}}]", "source-malformed" },
        { "definition", "\"facts\":[]", "\"facts\":[{\"about\":\"lists\",\"status\":\"said\",\"source\":\"https://a.example\",\"note\":{}}]", "word-unknown" },
        { "definition", "\"facts\":[]", "\"facts\":[],\"stationMaximum\":{\"ballots\":0,\"article\":\"art. 2\"}", "number-zero" },
        { "definition", "\"facts\":[]", "\"facts\":[],\"colour\":\"red\"", "field-unknown" },
        { "definition", "\"facts\":[]", "\"facts\":[],\"organisations\":[{\"code\":\"a\",\"names\":{}},{\"code\":\"a\",\"names\":{}}]", "code-twice" },
        { "definition", "\"facts\":[]", "\"facts\":[],\"published\":{\"date\":\"2023-11-15\",\"registered\":1,\"cast\":1,\"valid\":1,\"invalid\":0,\"lists\":[{\"list\":\"Z\",\"votes\":1,\"seats\":1}]}", "list-unknown" },
        { "definition", "\"facts\":[]", "\"facts\":[],\"published\":{\"date\":\"2023-11-15\",\"registered\":1,\"cast\":1,\"valid\":1,\"invalid\":0,\"lists\":[],\"winners\":[{\"constituency\":\"P1\",\"list\":\"A\",\"seats\":0}]}", "seats-zero" },
        { "definition", "\"path\":\"lists.json\"", "\"path\":\"../lists.json\"", "path-not-plain" },
        { "definition", "\"path\":\"lists.json\"", "\"path\":\"list.json\"", "file-missing" },
        { "definition", "\"path\":\"lists.json\"", "\"path\":\"form.json\"", "file-differs" },
        { "definition", "\"facts\":[]", "\"facts\":[]\r", "line-end" },
        { "form", "\"code\":\"1102\"", "\"code\":\"1102 B\"", "code-not-ascii" },
        { "form", "\"code\":\"1102\"", "\"code\":\"1102B\"", "kebab-malformed" },
        { "form", "{\"code\":\"cast\"", "{\"code\":\"votes\"", "field-code-taken" },
        { "form", "{\"code\":\"invalid\",\"names\":{\"en\":\"Invalid\"}", "{\"code\":\"cast\",\"names\":{\"en\":\"Invalid\"}", "field-code-taken" },
        { "form", "\"mark\":\"F\"", "\"mark\":\"\"", "mark-malformed" },
        { "form", "\"mark\":\"F\"", "\"mark\":\"F.1.b\"", "mark-malformed" },
        { "form", "\"mark\":\"F\"", "\"mark\":\"F 1\"", "mark-malformed" },
        { "form", "\"meaning\":\"invalid\"", "\"meaning\":\"other\"", "word-unknown" },
        { "form", "\"mark\":\"F\",\"meaning\":\"invalid\"", "\"mark\":\"F\",\"meaning\":\"cast\"", "meaning-twice" },
        { "form", "\"code\":\"E101\"", "\"code\":\"box\"", "check-code-malformed" },
        { "form", "\"severity\":\"error\"", "\"severity\":\"warning\"", "check-severity-differs" },
        { "form", "\"left\":[\"cast\"]", "\"left\":[]", "check-side-empty" },
        { "form", "\"left\":[\"cast\"]", "\"left\":[\"cast\",\"cast\"]", "check-field-twice" },
        { "form", "\"left\":[\"cast\"]", "\"left\":[\"box\"]", "check-field-unknown" },
        { "form", "[\"latin\",\"khmer\"]", "[]", "digits-missing" },
        { "form", "[\"latin\",\"khmer\"]", "[\"latin\",\"latin\"]", "code-twice" },
        { "form", "\"maximum\":9999", "\"maximum\":0", "number-zero" },
        { "form", "\"maximum\":9999", "\"maximum\":1000000000", "number-too-large" },
        { "form", "\"votes\":{\"names\":{\"en\":\"Votes\"}}", "\"votes\":{}", "field-missing" },
        { "units", "[\"P1\",\"R\",\"province\",\"One\"]", "[\"P1\",\"Q\",\"province\",\"One\"]", "parent-unknown" },
        { "units", "[\"P1\",\"R\",\"province\",\"One\"]", "[\"P1\",\"R\",\"Province\",\"One\"]", "kebab-malformed" },
        { "units", "[\"P1\",\"R\",\"province\",\"One\"]", "[\"P 1\",\"R\",\"province\",\"One\"]", "code-malformed" },
        { "units", "[\"P1\",\"R\",\"province\",\"One\"]", "[\"R\",\"R\",\"province\",\"One\"]", "code-twice" },
        { "units", "[\"P1\",\"R\",\"province\",\"One\"]", "[\"P1\",\"R\",\"province\"]", "row-too-short" },
        { "units", "[\"P1\",\"R\",\"province\",\"One\"]", "[\"P1\",\"R\",\"province\",\"One\",1]", "row-too-long" },
        { "units", "[\"P1\",\"R\",\"province\",\"One\"]", "[1,\"R\",\"province\",\"One\"]", "cell-type" },
        { "units", "\"name.en\"", "\"name.english\"", "language-malformed" },
        { "units", "\"name.en\"", "\"population\"", "column-unknown" },
        { "units", "\"name.en\"", "\"kind\"", "column-twice" },
        { "units", "\"kind\"", "\"name.km\"", "column-missing" },
        { "stations", "[\"S01\",\"P1\",500]", "[\"S01\",\"P1\",\"500\"]", "cell-type" },
        { "stations", "[\"S01\",\"P1\",500]", "[\"S01\",\"P1\",-1]", "number-negative" },
        { "stations", "[\"S01\",\"P1\",500]", "[\"S01\",\"P9\",500]", "unit-unknown" },
        { "stations", "[\"S01\",\"P1\",500]", "[\"S\u00c11\",\"P1\",500]", "code-malformed" },
        { "lists", "[\"A\",\"A\",\"List A\"]", "[\"A\",\"A\"]", "row-too-short" },
        { "lists", "\"columns\":[\"code\",\"short\",\"name.en\"],\"rows\":[[\"A\",\"A\",\"List A\"]", "\"columns\":[\"code\",\"colour\",\"name.en\"],\"rows\":[[\"A\",\"#FF0000\",\"List A\"]", "colour-malformed" },
        { "lists", "\"columns\":[\"code\",\"short\",\"name.en\"],\"rows\":[[\"A\",\"A\",\"List A\"]", "\"columns\":[\"code\",\"colour\",\"name.en\"],\"rows\":[[\"A\",\"#ffff00\",\"List A\"]", "colour-faint" },
        { "lists", "\"columns\":[\"code\",\"short\",\"name.en\"],\"rows\":[[\"A\",\"A\",\"List A\"],[\"B\",\"B\",\"List B\"]", "\"columns\":[\"code\",\"colour\",\"name.en\"],\"rows\":[[\"A\",\"#aa0000\",\"List A\"],[\"B\",\"#aa0000\",\"List B\"]", "colour-twice" },
        { "lists", "\"columns\":[\"code\",\"short\",\"name.en\"],\"rows\":[[\"A\",\"A\",\"List A\"]", "\"columns\":[\"code\",\"constituencies\",\"name.en\"],\"rows\":[[\"A\",\"P1\",\"List A\"]", "cell-type" },
        { "lists", "\"columns\":[\"code\",\"short\",\"name.en\"],\"rows\":[[\"A\",\"A\",\"List A\"]", "\"columns\":[\"code\",\"constituencies\",\"name.en\"],\"rows\":[[\"A\",[\"P7\"],\"List A\"]", "constituency-unknown" },
    };

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_broken_definition_is_told_by_file_line_and_code(string file, string from, string to, string code)
    {
        var broken = "";
        var problems = Problems((role, text) => role == file ? broken = Replaced(text, from, to) : text);
        Assert.Contains(problems, problem => problem.Code == code && problem.File == file + ".json");
        var told = problems.First(problem => problem.Code == code);
        Assert.Equal(LineOf(broken, to), told.Line);
        Said(code, $"{told.File}:{told.Line}", told.Detail);
    }

    [Theory]
    [InlineData("\"kind\":\"province\",\"seats\":[{\"unit\":\"P1\",\"seats\":1}]", "\"kind\":\"Province\",\"seats\":[{\"unit\":\"P1\",\"seats\":1}]", "kebab-malformed")]
    [InlineData(",\"seats\":[{\"unit\":\"P1\",\"seats\":1}]", "", "rule-without-seats")]
    [InlineData("{\"en\":\"Mayor of One\"}", "{\"en\":\"\"}", "text-empty")]
    public void A_broken_contest_is_told_on_its_own_line(string from, string to, string code)
    {
        SmallElection.WriteDefinition(_folder, (role, text) => TwoContests.Edit(role, text) is var edited && role == "definition" ? Replaced(edited, from, to) : edited);
        var bytes = File.ReadAllBytes(Path.Combine(_folder, DefinitionReader.FileName));
        var problem = Assert.Single(DefinitionReader.Read(bytes, file => File.ReadAllBytes(Path.Combine(_folder, file.Path))).Problems, problem => problem.Code == code);
        Assert.Equal(LineOf(Encoding.UTF8.GetString(bytes), "{\"code\":\"mayor\""), problem.Line);
    }

    [Fact]
    public void What_is_wrong_with_several_files_is_told_at_once()
    {
        var problems = Problems((role, text) => role switch
        {
            "definition" => Replaced(Replaced(text, "\"code\":\"small\"", "\"code\":\"Small\""), "{\"required\":2}", "{\"required\":2}").Replace("[\"en\",\"km\"]", "[\"en\",\"en\"]", StringComparison.Ordinal),
            "form" => Replaced(Replaced(text, "\"mark\":\"F\"", "\"mark\":\"\""), "\"code\":\"E101\"", "\"code\":\"box\""),
            "units" => Replaced(text, "[\"P1\",\"R\",\"province\",\"One\"]", "[\"P 1\",\"R\",\"province\",\"One\"]"),
            "lists" => Replaced(text, "[\"A\",\"A\",\"List A\"]", "[\"A A\",1,\"List A\"]"),
            _ => text,
        });
        Assert.Superset(
            new HashSet<string> { "definition.json kebab-malformed", "definition.json language-twice", "form.json mark-malformed", "form.json check-code-malformed", "units.json code-malformed", "lists.json code-malformed", "lists.json cell-type" },
            problems.Select(problem => $"{problem.File} {problem.Code}").ToHashSet());
    }

    /// <summary>A table of elections/made-up, what stands there, what stands there instead, the code, and the column.</summary>
    public static TheoryData<string, string, string, string, int> Tables { get; } = new()
    {
        { "stations", "region,district", "región,district", "heading-unknown", 1 },
        { "stations", "region,district", "region,region", "column-twice", 2 },
        { "stations", "region,district", ",district", "heading-empty", 1 },
        { "stations", "district.name.es", "district.name.fr", "heading-unknown", 3 },
        { "stations", "412", "4l2", "number-malformed", 5 },
        { "stations", "412", "-412", "number-negative", 5 },
        { "stations", "412", "4.120", "number-group-mark", 5 },
        { "stations", "412", "99999999999", "number-too-large", 5 },
        { "stations", "412", "412,x", "row-too-long", 6 },
        { "stations", "Bridge,412", "Bridge", "row-too-short", 4 },
        { "stations", "North,Río Alto,Río Alto,School of the Bridge,412", "North,,,School of the Bridge,412", "cell-empty", 2 },
        { "stations", "North,Río Alto,Río Alto,Town Hall,388", "North,Río Alto,Río Alto,School of the Bridge,388", "code-twice", 4 },
        { "stations", "station.name", "registered-twice", "heading-unknown", 4 },
        { "stations", "School of the Bridge,412", ",412", "cell-empty", 4 },
        { "stations", "\"Market, east door\"", "\"Market, east door", "row-malformed", 0 },
        { "lists", "name.en,name.es", "party,name.es", "heading-unknown", 1 },
        { "lists", "Green Valley Alliance", "", "cell-empty", 1 },
        { "lists", "#2f6b3a", "green", "colour-malformed", 4 },
        { "lists", "#2f6b3a", "#ffff00", "colour-faint", 4 },
        { "lists", "CN,,North", "CN,#2f6b3a,North", "colour-twice", 4 },
        { "lists", "CN,,North", "CN,,East", "constituency-unknown", 5 },
        { "form", "meaning", "means", "heading-unknown", 5 },
        { "form", "registered", "register", "word-unknown", 5 },
        { "form", "Papeletas recibidas,received", "Papeletas recibidas,registered", "meaning-twice", 5 },
        { "form", ",B,Ballots received", "Received,B,Ballots received", "kebab-malformed", 1 },
        { "form", ",B,Ballots received", "registered,B,Ballots received", "field-code-taken", 1 },
        { "form", ",B,Ballots received", ",B.1.a,Ballots received", "mark-malformed", 2 },
        { "form", "Ballots received,Papeletas recibidas", " , ", "cell-empty", 3 },
        { "seats", "North,5", "North,0", "seats-zero", 2 },
        { "seats", "North,5", "North,", "cell-empty", 2 },
        { "seats", "North,5", "Nord,5", "constituency-unknown", 1 },
        { "seats", "North,5", "South,5", "constituency-twice", 0 },
        { "seats", "North,5\n", "", "constituency-without-seats", 0 },
        { "seats", "region,seats", "region,places", "column-missing", 0 },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_broken_table_is_told_by_file_line_column_and_code_and_nothing_is_written(string table, string from, string to, string code, int column)
    {
        var text = Replaced(Table(table), from, to);
        var ran = New(table, Encoding.UTF8.GetBytes(text));
        var line = Assert.Single(ran.Error.Split('\n'), line => line.Contains($"  {code}", StringComparison.Ordinal));
        Assert.StartsWith(table + ".csv", line, StringComparison.Ordinal);
        if (column > 0) Assert.StartsWith($"{table}.csv:{(to.Length == 0 ? LineOf(Table(table), from) : LineOf(text, to))}:{column}  ", line, StringComparison.Ordinal);
        Said(code, "", "");
    }

    [Theory]
    [InlineData("--date", "9 March 2031", "date-malformed")]
    [InlineData("--code", "Made Up", "kebab-malformed")]
    [InlineData("--time-zone", "La_Paz", "time-zone-unknown")]
    [InlineData("--languages", "es", "language-missing")]
    [InlineData("--languages", "en,spanish", "language-malformed")]
    [InlineData("--languages", "en,en", "language-twice")]
    [InlineData("--rule", "best", "rule-unknown")]
    [InlineData("--constituency", "county", "kind-of-unit-unknown")]
    [InlineData("--source", "the commission", "source-malformed")]
    [InlineData("--heading", "Region", "heading-malformed")]
    [InlineData("--lists", "nowhere.csv", "file-missing")]
    [InlineData("--levels", "Region", "kebab-malformed")]
    public void A_broken_option_is_told_and_nothing_is_written(string option, string value, string code)
    {
        var ran = New("", [], option, value);
        Assert.Contains(ran.Error.Split('\n'), line => line.Contains($"{code}", StringComparison.Ordinal));
        Said(code, "", "");
    }

    [Fact]
    public void The_faults_of_all_tables_and_options_are_told_at_once()
    {
        foreach (var (table, from, to) in new[] { ("lists", "#2f6b3a", "green"), ("form", ",received", ",receved"), ("seats", "North,5", "Nord,5") })
            File.WriteAllText(Path.Combine(_folder, table + ".csv"), Replaced(Table(table), from, to));
        var ran = New("stations", Encoding.UTF8.GetBytes(Replaced(Table("stations"), "412", "x")), "--date", "soon", "--lists", In("lists"), "--form", In("form"), "--seats", In("seats"));
        foreach (var code in new[] { "date-malformed", "number-malformed", "colour-malformed", "word-unknown", "constituency-unknown" })
            Assert.Single(ran.Error.Split('\n'), line => line.Contains("  " + code, StringComparison.Ordinal));

        string In(string table) => Path.Combine(_folder, table + ".csv");
    }

    [Theory]
    [InlineData("lists", "party,initials\nA,1\nB,2\n", "name.en")]
    [InlineData("form", "mark,text\nA,Voters\nB,Ballots\n", "label.en")]
    [InlineData("seats", "region,places\nNorth,5\nSouth,3\n", "seats")]
    public void A_column_that_is_missing_is_told_once_and_its_cells_are_not(string table, string text, string missing)
    {
        var error = New(table, Encoding.UTF8.GetBytes(text)).Error;
        Assert.Contains($"{table}.csv:1  column-missing  {missing}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("cell-empty", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Stations_that_nothing_calls_by_anything_are_told_what_is_missing()
    {
        var error = New("stations", "region,district,registered\nNorth,A,5\nSouth,B,6\n"u8.ToArray()).Error;
        Assert.Contains("stations.csv:1  column-missing  station.name / station.code", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("región,district,station.name\nNorth,A,School\n")]
    [InlineData("region,district,station.name\nNorth,A\n")]
    [InlineData("")]
    public void Where_units_cannot_be_read_what_other_tables_say_of_them_is_not_held_against_them(string stations) =>
        Assert.All(["constituency-unknown", "constituency-without-seats", "kind-of-unit-unknown", "constituency-kind-missing"],
            code => Assert.DoesNotContain(code, New("stations", Encoding.UTF8.GetBytes(stations)).Error, StringComparison.Ordinal));

    [Theory]
    [InlineData("stations")]
    [InlineData("lists")]
    [InlineData("form")]
    [InlineData("seats")]
    public void A_workbook_in_a_table_s_place_is_told_to_be_saved_as_text(string table)
    {
        var error = New(table, [(byte)'P', (byte)'K', 3, 4, 20, 0, 6, 0, 8, 0]).Error;
        Assert.Contains($"{table}.csv  file-is-workbook  This is a workbook: save its table as CSV in UTF-8.", error, StringComparison.Ordinal);
        Said("file-is-workbook", "", "");
    }

    [Fact]
    public void A_table_in_another_encoding_is_told() =>
        Assert.Contains("text-not-utf-8", New("stations", Encoding.Latin1.GetBytes(Table("stations"))).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"layout\":\"wide\"", "\"layout\":\"broad\"", "word-unknown")]
    [InlineData("\"encoding\":\"utf-8\"", "\"encoding\":\"utf-16\"", "word-unknown")]
    [InlineData("\"delimiter\":\",\"", "\"delimiter\":\",,\"", "delimiter-malformed")]
    [InlineData("\"b\"", "0", "column-position-zero")]
    [InlineData("\"b\"", "[]", "columns-missing")]
    [InlineData("\"b\"", "[\"b\",\"b\"]", "column-twice")]
    [InlineData("\"B\":", "\"A\":", "field-twice")]
    [InlineData("\"layout\":\"wide\"", "\"layout\":\"long\"", "long-layout-incomplete")]
    [InlineData("saksei/mapping/v1", "saksei/mapping/v2", "format-unknown")]
    [InlineData("\"header\":true", "\"header\":\"yes\"", "flag-expected")]
    public void A_broken_mapping_is_told(string from, string to, string code)
    {
        const string mapping = """{"format":"saksei/mapping/v1","sheet":"original","form":"1102","files":[{"name":"wide","encoding":"utf-8","delimiter":",","header":true,"layout":"wide","station":{"columns":["s"]},"votes":{"A":"a","B":"b"}}]}""";
        Assert.Null(Mapping.Read(Encoding.UTF8.GetBytes(Replaced(mapping, from, to)), out var problem));
        Assert.Equal(code, problem!.Code);
        Said(code, "", "");
        Assert.StartsWith($"map.json:{(code == "format-unknown" ? 1 : 2)}  {code}  ", Assert.Single(Imported(Replaced(mapping, from, to).Replace("\"files\":[{", "\"files\":[\n{", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_a_mapping_names_and_the_definition_has_not_is_told_at_once_and_nothing_is_appended() => Assert.Equal(
        ["map.json:1  sheet-unknown  napkin", "map.json:2  mapping-code-unknown  box", "map.json:3  mapping-code-unknown  Z", "map.json:3  mapping-code-unknown  Y"],
        Imported("""
            {"format":"saksei/mapping/v1","sheet":"napkin","form":"1102","files":[{"name":"wide","encoding":"utf-8","delimiter":",","header":true,"layout":"wide",
            "station":{"columns":["s"]},"figures":{"box":"c","cast":"d"},
            "votes":{"A":"a","Z":"z","Y":"y"}}]}
            """).Select(line => string.Join("  ", line.Split("  ")[..3])));

    private List<string> Imported(string mapping)
    {
        using var election = new SmallElection();
        var (map, file) = (Path.Combine(_folder, "map.json"), Path.Combine(_folder, "figures.csv"));
        File.WriteAllText(map, mapping);
        File.WriteAllText(file, "s,a,b\nS01,1,2\n");
        var size = election.Fold.Size;
        var ran = Command.Run("import", election.RegisterFolder, "--source", "official", "--as", "commission", "--map", map, file);
        Assert.Equal(1, ran.Exit);
        using var after = Saksei.Node.RegisterHost.Open(election.RegisterFolder);
        Assert.Equal(size, after.Read(fold => fold.Size));
        return [.. ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith("map.json", StringComparison.Ordinal))];
    }

    [Fact]
    public void More_than_forty_kinds_are_tried() =>
        Assert.True(Definitions.Select(row => row.Data.Item4).Concat(Tables.Select(row => row.Data.Item4)).Distinct().Count() > 40);

    // One line, with the code, and a text in every language; the code stands in codes.md or seat-rule.md.
    private static void Said(string code, string place, string detail)
    {
        Assert.DoesNotContain('\n', Terminal.Line(code, place, detail));
        Assert.All(TextBook.Languages, language => Assert.NotEqual(code, TextBook.Message(code, language)));
        Assert.Contains($"`{code}`", Repo.Read("docs/spec/codes.md") + Repo.Read("docs/spec/seat-rule.md"), StringComparison.Ordinal);
    }

    private List<DefinitionProblem> Problems(Func<string, string, string> edit)
    {
        SmallElection.WriteDefinition(_folder, edit);
        var bytes = File.ReadAllBytes(Path.Combine(_folder, DefinitionReader.FileName));
        var reading = ProceduresCheck.Read(bytes, file => Path.Combine(_folder, file.Path) is var path && File.Exists(path) ? File.ReadAllBytes(path) : null);
        Assert.Null(reading.Definition);
        return [.. reading.Problems];
    }

    private static string Table(string name) => File.ReadAllText(Repository.At("elections", "made-up", name + ".csv"));

    private Ran New(string table, byte[] content, params string[] instead)
    {
        var output = Path.Combine(_folder, "out");
        var options = NewDefinitionTests.Options();
        if (table.Length > 0)
        {
            File.WriteAllBytes(Path.Combine(_folder, table + ".csv"), content);
            options["--" + table] = Path.Combine(_folder, table + ".csv");
        }

        for (var at = 0; at < instead.Length; at += 2) options[instead[at]] = instead[at + 1];
        var ran = NewDefinitionTests.New(output, options);
        Assert.Equal(1, ran.Exit);
        Assert.False(Directory.Exists(output) || Directory.Exists(output + ".building"));
        return ran;
    }

    private static string Replaced(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        return text[..at] + to + text[(at + from.Length)..];
    }

    private static int LineOf(string text, string word) => 1 + text[..(Math.Max(0, text.IndexOf(word, StringComparison.Ordinal)) + word.TrimEnd('\n').Length)].Count(c => c == '\n');
}
