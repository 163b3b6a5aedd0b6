using System.Text;
using System.Text.RegularExpressions;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Organisations;
using Saksei.Election.Reading;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>What docs/spec/act.md says of kinds, fields and who may sign is drawn from the rows of the kinds. SAKSEI_WRITE=1 draws it anew.</summary>
public sealed partial class ActDocument
{
    private const string Path = "docs/spec/act.md";

    [GeneratedRegex("<!-- (?<what>[a-z/-]+) -->\n(?<text>.*?)<!-- /drawn -->", RegexOptions.Singleline)]
    private static partial Regex Drawn();

    [Fact]
    public void What_is_drawn_in_the_specification_of_acts_is_that_of_the_rows()
    {
        var text = Repo.Read(Path);
        var wanted = Drawn().Replace(text, match => $"<!-- {match.Groups["what"].Value} -->\n{Draw(match.Groups["what"].Value)}<!-- /drawn -->");
        if (Environment.GetEnvironmentVariable("SAKSEI_WRITE") == "1") File.WriteAllText(Repository.At(Path), wanted);
        else Assert.True(wanted == text, $"{Path} isn't that of the code: run this test with SAKSEI_WRITE=1");
    }

    [Fact]
    public void Every_kind_stands_in_the_specification_with_all_that_is_drawn_of_it()
    {
        var drawn = Drawn().Matches(Repo.Read(Path)).Select(match => match.Groups["what"].Value).ToList();
        Assert.Equal(
            ActKinds.All.Except(CaseKinds.All).Select(kind => kind.Name).Concat(["who-may-sign", "case-fields", "case-kinds"]).Order(StringComparer.Ordinal),
            drawn.Order(StringComparer.Ordinal));
    }

    private static string Draw(string what) => what switch
    {
        "who-may-sign" => Authors(),
        "case-fields" => Table(CaseKinds.All.SelectMany(kind => kind.Fields).DistinctBy(field => field.Name).OrderBy(PlaceInCases), withRequired: false),
        "case-kinds" => string.Concat(CaseKinds.All.Select(CaseKind)),
        _ => Kind(ActKinds.All.Single(kind => kind.Name == what)),
    };

    // The order in which a kind that has both writes them.
    private static int PlaceInCases(FieldDescription field) =>
        CaseKinds.All.SelectMany(kind => kind.Fields.Select(known => known.Name)).Distinct().Count(other => other != field.Name && Before(other, field.Name));

    private static bool Before(string one, string two) => Enum.GetNames<CaseField>().ToList() is var names && Place(names, one) < Place(names, two);

    private static int Place(List<string> names, string field) => field == "case" ? -1 : names.FindIndex(name => string.Equals(name, field, StringComparison.OrdinalIgnoreCase));

    private static string Authors()
    {
        var text = new StringBuilder("| role of the author's key | kinds |\n|---|---|\n");
        foreach (var role in Enum.GetValues<KeyRole>())
            text.Append($"| {role.Word} | {Kinds(role)} |\n");
        return text.ToString();
    }

    private static string Kinds(KeyRole role)
    {
        if (role == KeyRole.Desk) return "every kind but " + string.Join(", ", ActKinds.All.Where(kind => !kind.Authors.Contains(role)).Select(kind => $"`{kind.Name}`"));
        return string.Join(", ", ActKinds.All.Where(kind => kind.Authors.Contains(role)).Select(kind => $"`{kind.Name}`"));
    }

    private static string Kind(ActKind kind) =>
        kind.Purpose + "\n\n" + (kind.Fields.Any() ? Table(kind.Fields, withRequired: true) : "No fields beside the header.\n");

    private static string CaseKind(ActKind kind) =>
        $"### {kind.Name}\n\n{kind.Purpose}\n\nRequired: {Names(kind, required: true)}. Optional: {Names(kind, required: false)}.\n\n";

    private static string Names(ActKind kind, bool required) =>
        string.Join(", ", kind.Fields.Where(field => field.IsRequired == required && field.Name != "case").Select(field => $"`{field.Name}`")) is { Length: > 0 } list ? list : "none";

    private static string Table(IEnumerable<FieldDescription> fields, bool withRequired)
    {
        var text = new StringBuilder(withRequired ? "| field | type | required | meaning |\n|---|---|---|---|\n" : "| field | type | meaning |\n|---|---|---|\n");
        foreach (var field in fields)
            text.Append($"| `{field.Name}` | {field.Shape} | {(withRequired ? (field.IsRequired ? "yes | " : "no | ") : "")}{field.Meaning} |\n");
        return text.ToString();
    }
}
