using System.Text;
using System.Text.Json.Nodes;
using Saksei.Election.Seats;
using Saksei.Tests.Documents;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>The dictionary of rules in docs/spec/seat-rule.md: each row runs, and gives what the law's text or the authority gave.</summary>
public sealed class DictionaryTests
{
    private static JsonArray Rules => JsonNode.Parse(File.ReadAllText(Repository.At("vectors", "seats", "rules", "countries.json")))!["rules"]!.AsArray();

    public static TheoryData<string> Countries => [.. Rules.Where(rule => rule!["lists"] is not null).Select(rule => rule!["country"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Countries))]
    public void The_rule_gives_the_seats_of_its_case(string country)
    {
        var row = Rules.Single(rule => rule!["country"]!.GetValue<string>() == country)!;
        var lists = row["lists"]!.AsArray();
        var result = NationalSeats.Allocate(Rule(row), new NationalInput([new ConstituencyVotes("all", row["seats"]!.GetValue<int>(), [.. lists.Select(List)])]));
        Assert.Null(result.Refusal);
        Assert.True(result.Complete);
        Assert.Equal(lists.Select(list => $"{list!["list"]} {list["seats"]}"), result.Constituencies[0].Lists.Select(list => $"{list.List} {list.Seats}"));
    }

    [Fact]
    public void Norway_s_is_the_rule_that_its_vectors_are_run_with()
    {
        var row = Rules.Single(rule => rule!["vector"] is not null)!;
        var vector = JsonNode.Parse(File.ReadAllText(Repository.At("vectors", "seats", row["vector"]!.GetValue<string>())))!;
        Assert.True(JsonNode.DeepEquals(row["rule"], vector["rule"]));
        Assert.Contains(Vectors.Files("norway*.json"), file => file.Data == row["vector"]!.GetValue<string>());
    }

    [Fact]
    public void The_table_has_a_row_for_each_with_method_article_and_case_and_no_other()
    {
        var text = Repo.Read("docs/spec/seat-rule.md");
        var section = text[text.IndexOf("## A dictionary of rules", StringComparison.Ordinal)..text.IndexOf("## Refusals", StringComparison.Ordinal)];
        var rows = section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();
        Assert.Equal(Rules.Count, rows.Count);
        foreach (var (rule, row) in Rules.Zip(rows))
        {
            Assert.StartsWith($"| {rule!["country"]}: {rule["election"]} | `{rule["rule"]!["method"]}`", row, StringComparison.Ordinal);
            Assert.Contains($" {rule["rule"]!["article"]}", row, StringComparison.Ordinal);
            Assert.EndsWith($" | {rule["case"]} |", row, StringComparison.Ordinal);
        }
    }

    private static ListVotes List(JsonNode? list) => new(list!["list"]!.GetValue<string>(), list["votes"]!.GetValue<long>())
    {
        Coalition = list["coalition"]?.GetValue<string>(),
        Kind = list["kind"]?.GetValue<string>() ?? "single",
    };

    private static SeatRule Rule(JsonNode row)
    {
        var reading = SeatRule.Parse(Encoding.UTF8.GetBytes(row["rule"]!.ToJsonString()));
        Assert.Null(reading.Refusal);
        return reading.Rule!;
    }
}
