using System.Text;
using System.Text.RegularExpressions;
using Saksei.Election.Seats;
using Saksei.Words;
using Saksei.Words.Seats;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>The working in words: nothing missing in either language, and what stands on the blackboard for a known province.</summary>
public sealed partial class SeatExplanationTests
{
    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [Fact]
    public void Every_method_has_a_name() => Assert.All(Method.Names, name => Assert.True(TextBook.Of("en").ContainsKey("method." + name), name));

    [Fact]
    public void Every_sentence_of_the_working_is_said_somewhere()
    {
        HashSet<string> said = [];
        foreach (var line in Allocations().Append(OfTheCountry()).SelectMany(allocation => SeatExplanation.Of(allocation)))
        {
            said.Add(line.Key);
            foreach (var language in TextBook.Languages)
            {
                var sentence = new SeatSpeech(new Speech(language, "UTC"), code => "List " + code).Say(line);
                Assert.DoesNotMatch(Place(), sentence);
                Assert.DoesNotContain("threshold.of", sentence, StringComparison.Ordinal);
            }
        }

        var keys = TextBook.Of("en").Keys.Where(key => key.StartsWith("working.", StringComparison.Ordinal)).Select(key => key.EndsWith(".one", StringComparison.Ordinal) ? key[..^4] : key);
        Assert.Empty(keys.Distinct().Except(said).Except(["working.by", "working.constituency", "working.excluded.votes"]));
    }

    // A house that lists of equal votes can't share out.
    private static Allocation OfTheCountry() => NationalSeats.Allocate(
        SeatRule.Parse("""{"method":"sainte-lague","levelling":{"method":"sainte-lague","threshold":{"percent":"0"},"perConstituency":1}}"""u8.ToArray()).Rule!,
        new NationalInput([new("c", 2, [new("A", 12)]), new("d", 3, [new("A", 3), new("B", 15)])])).National[^1];

    [Fact]
    public void Kandal_on_the_blackboard()
    {
        var text = Command.RunOn("18,567480\n11,54120\n2,21396\n", "allocate", "--rule", "cambodia", "--seats", "11", "--explain").Output.Replace('\u202f', ' ');
        Assert.Contains("Quota: 642 996 votes ÷ 11 seats = 58 454.18\n  Seats 1–9: 18, 567 480 ÷ 58 454.18 = 9.71, 9 whole quotas\n  2 seats are left.", text, StringComparison.Ordinal);
        Assert.Contains("Seat 10: 18, 567 480 ÷ 10 = 56 748; next best 11, 54 120 ÷ 1 = 54 120", text, StringComparison.Ordinal);
        Assert.Contains("Seat 11: 11, 54 120 ÷ 1 = 54 120; next best 18, 567 480 ÷ 11 = 51 589.09", text, StringComparison.Ordinal);
        Assert.Contains("Votes added: 27 841 more for 18 would take it.", text, StringComparison.Ordinal);
        Assert.Contains("Ballots moved: 2 321 from 11 to 18 would take it.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_look_equal_are_told_apart()
    {
        var text = Command.RunOn("A,300000001\nB,100000000\n", "allocate", "--rule", "dhondt", "--seats", "3", "--explain").Output;
        Assert.Contains("= 100\u202f000\u202f000.33; next best B, 100\u202f000\u202f000 ÷ 1 = 100\u202f000\u202f000", text, StringComparison.Ordinal);
        var close = Command.RunOn("A,300000001\nB,700000002\n", "allocate", "--rule", "dhondt", "--seats", "4", "--explain").Output;
        Assert.DoesNotMatch(@"= ([0-9\u202f.]+); next best .* = \1\n", close);
    }

    [Fact]
    public void Seats_of_a_register()
    {
        using var election = new SmallElection();
        for (var station = 1; station <= 10; station++) election.Submit(
            header => new Saksei.Election.Forms.FormCopy(header, "1102", $"S{station:00}", Saksei.Election.Forms.CopySource.Official, "original",
                Saksei.Election.Forms.CopyMethod.Transcribed, election.Entry("registered=100 cast=60 invalid=0 A=30 B=20 C=10"), [], null), "commission/desk");
        var english = Command.Run("seats", election.RegisterFolder, "--explain", "--constituency", "P1");
        Assert.Equal(0, english.Exit);
        Assert.StartsWith("SIMULATED", english.Output, StringComparison.Ordinal);
        Assert.Contains("One: seats and how they were given", english.Output, StringComparison.Ordinal);
        Assert.Contains("List A: 2", english.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Two", english.Output, StringComparison.Ordinal);
        Assert.Contains("មធ្យមខ្ពស់បំផុត", Command.Run("seats", election.RegisterFolder, "--explain", "--lang", "km").Output, StringComparison.Ordinal);
        var unknown = Command.Run("seats", election.RegisterFolder, "--explain", "--constituency", "P9");
        Assert.Equal((2, ""), (unknown.Exit, unknown.Output));
        Assert.Contains("constituency-unknown", unknown.Error, StringComparison.Ordinal);
    }

    /// <summary>Every method on plain and on level votes, then each thing that a rule or an input can add.</summary>
    private static IEnumerable<Allocation> Allocations()
    {
        foreach (var name in Method.Names)
            foreach (var votes in new[] { "70 12 11 7", "10 10 10", "20 20 5 5", "0 0", "9", "100 100", "60 30 10 10" })
                foreach (var seats in new[] { 1, 2, 3, 5, 6 }) yield return Of($$"""{"method":"{{name}}"}""", votes, seats);
        foreach (var of in new[] { "valid", "valid-with-blank", "cast", "quota" })
            foreach (var more in new[] { "", ",\"moreThan\":true" })
                yield return Of("""{"method":"dhondt","threshold":{"percent":"12","of":"OF"MORE,"kinds":{"coalition":"20","exempt":["minority"]}}}""".Replace("OF", of, StringComparison.Ordinal).Replace("MORE", more, StringComparison.Ordinal), "70 12 11 7", 5, cast: 110, blank: 3);
        yield return Of("""{"method":"dhondt","threshold":{"percent":"1","of":"valid"}}""", "70 12", 3);
        yield return Of("""{"method":"dhondt","threshold":{"percent":"10","of":"valid","level":"national"}}""", "70 12 11 7", 3, national: true);
        yield return Of("""{"method":"dhondt","threshold":{"percent":"10","of":"quota","moreThan":true}}""", "0 0", 3);
        foreach (var then in new[] { "next-list", "vacant" })
            yield return Of($$$"""{"method":"dhondt","exhausted":{"then":"{{{then}}}"}}""", "70 12", 5, candidates: 1);
        foreach (var kept in new[] { "kept", "dropped" })
            yield return Of($$$"""{"method":"cambodia","struck":{"votes":"{{{kept}}}"}}""", "70 12 11", 5, struck: true);
        foreach (var inside in new[] { "dhondt", "hare-largest-remainder" })
            foreach (var seats in new[] { 3, 5, 6 })
                yield return Of($$$"""{"method":"dhondt","coalitions":{"method":"{{{inside}}}"}}""", "30 30 20 20", seats, joint: true);
        yield return Of("""{"method":"dhondt"}""", "70 12", 0);
        yield return Lot();
        yield return Of("""{"method":"dhondt","ties":[{"by":"more-votes"},{"by":"lot","then":"alternately"}]}""", "10 10", 3);
        foreach (var by in new[] { "more-votes", "fewer-votes", "more-seats", "older-candidate" })
            yield return Of($$$"""{"method":"dhondt","ties":[{"by":"{{{by}}}","article":"art. 1"}]}""", "20 10 1", 2);
        foreach (var chain in new[] { """{"by":"older-candidate"}""", """{"by":"more-votes"},{"by":"lot","then":"alternately"}""" })
            foreach (var seats in new[] { 3, 1 }) yield return Lot(Of($$"""{"method":"dhondt","ties":[{{chain}}]}""", "10 10", seats));
    }

    private static Allocation Lot() => Lot(Of("""{"method":"dhondt"}""", "10 10", 1));

    private static Allocation Lot(Allocation tied) =>
        SeatAllocation.Allocate(tied.Rule, tied.Input with { Lots = [new Lot(tied.Ties[0].Step, ["A", "B"], ["B", "A"])] });

    private static Allocation Of(
        string json, string votes, int seats, long? cast = null, long blank = 0, int? candidates = null, bool struck = false, bool joint = false, bool national = false)
    {
        var rule = SeatRule.Parse(Encoding.UTF8.GetBytes(json)).Rule!;
        var lists = votes.Split(' ').Select((number, i) => new ListVotes(((char)('A' + i)).ToString(), long.Parse(number))
        {
            Candidates = candidates,
            Struck = struck && i == 1,
            Coalition = joint && i < 2 ? "J" : null,
            Kind = i == 2 ? "minority" : "single",
        }).ToArray();
        return SeatAllocation.Allocate(rule, new AllocationInput
        {
            Seats = seats,
            Lists = [.. lists],
            BlankVotes = blank,
            CastVotes = cast,
            National = national ? new NationalTotals([.. lists]) : null,
        });
    }
}
