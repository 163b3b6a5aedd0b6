using System.Text;
using System.Text.Json.Nodes;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>The figures in vectors/seats, each file naming its authority.</summary>
public sealed class Vectors
{
    public static TheoryData<string> Files(string pattern) =>
        [.. Directory.GetFiles(Path.Combine(RealData.Root, "vectors", "seats"), pattern).Select(path => Path.GetFileName(path)!)];

    public static TheoryData<string> Single => [.. Files("*.json").Select(row => row.Data).Where(name => !name.StartsWith("norway", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Single))]
    public void One_constituency_after_the_other(string file)
    {
        var json = Read(file);
        Assert.NotEmpty(json["authority"]!.GetValue<string>());
        foreach (var vector in json["cases"]!.AsArray())
        {
            var result = SeatAllocation.Allocate(Rule(vector!["rule"]!), new AllocationInput
            {
                Seats = vector["seats"]!.GetValue<int>(),
                BlankVotes = vector["blank"]?.GetValue<long>() ?? 0,
                Lists = [.. vector["lists"]!.AsArray().Select(List)],
            });
            Assert.True(result.Complete);
            Assert.Equal(Numbers(vector["result"]!), result.Lists.Select(list => list.Seats));
        }
    }

    [Theory]
    [InlineData("norway-storting-2009.json")]
    [InlineData("norway-storting-2013.json")]
    public void All_constituencies_with_levelling_seats(string file)
    {
        var json = Read(file);
        var counties = json["constituencies"]!.AsArray();
        var result = NationalSeats.Allocate(Rule(json["rule"]!), new NationalInput(
            [.. counties.Select(county => new ConstituencyVotes(
                county!["constituency"]!.GetValue<string>(), county["seats"]!.GetValue<int>(), [.. county["lists"]!.AsArray().Select(List)]))]));
        Assert.True(result.Complete);
        foreach (var (county, got) in counties.Zip(result.Constituencies))
        {
            Assert.Equal(Numbers(county!["result"]!), got.Lists.Select(list => list.Seats));
            Assert.Equal(county["levelling"]!.GetValue<string>(), Assert.Single(result.LevellingSeats, seat => seat.Constituency == got.Constituency).List);
        }
    }

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(RealData.Root, "vectors", "seats", file)))!;

    private static IEnumerable<int> Numbers(JsonNode array) => array.AsArray().Select(number => number!.GetValue<int>());

    private static ListVotes List(JsonNode? list) =>
        new(list!["list"]!.GetValue<string>(), list["votes"]!.GetValue<long>()) { Coalition = list["coalition"]?.GetValue<string>() };

    private static SeatRule Rule(JsonNode json)
    {
        var reading = SeatRule.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.Null(reading.Refusal);
        return reading.Rule!;
    }
}
