using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Definition;
using Saksei.Election.Impartiality;
using Saksei.Election.Statistics;
using Saksei.Register.Tree;
using Saksei.Rehearsal;
using Xunit;

namespace Saksei.Tests.Impartiality;

/// <summary>Commissions that treat everybody alike: how many of them are called unequal.</summary>
public sealed class EqualCommissions(ITestOutputHelper output)
{
    private const int Commissions = 1000;
    private const ulong Seed = 20230723;
    private static readonly string[] Questions = ["party-refused", "list-refused", "complaint-upheld", "complaint-procedure", "event-refused"];
    private static readonly ImmutableArray<Grouping> Groupings = [Halves("a", 0), Halves("b", 1)];

    private static readonly ImmutableArray<TestFamily> Families =
        [new("candidacy", Names.None, [.. Questions[..2]]), new("complaints", Names.None, [.. Questions[2..4]]), new("events", Names.None, [.. Questions[4..]])];

    [Fact]
    public void At_most_the_declared_share_of_1000_equal_commissions_is_called_unequal()
    {
        var alarms = 0;
        var random = new RehearsalSeed(Seed).Stream("equal commissions");
        for (var i = 0; i < Commissions; i++)
            if (Compare(random, unequal: 0).Any(comparison => comparison.Verdict == TreatmentVerdict.Unequal)) alarms++;
        output.WriteLine($"seed {Seed}: {alarms} of {Commissions} equal commissions called unequal, level 1/20");
        Assert.InRange(alarms, 0, Commissions / 20);
    }

    [Fact]
    public void A_commission_that_upholds_one_half_more_often_is_found_and_only_there()
    {
        var random = new RehearsalSeed(Seed).Stream("unequal commissions");
        var (found, elsewhere) = (0, 0);
        for (var i = 0; i < 100; i++)
        {
            var unequal = Compare(random, unequal: 600).Where(comparison => comparison.Verdict == TreatmentVerdict.Unequal).ToList();
            found += unequal.Any(comparison => comparison is { Question: "complaint-upheld", Grouping: "a" }) ? 1 : 0;
            elsewhere += unequal.Count(comparison => comparison.Question != "complaint-upheld");
        }

        output.WriteLine($"seed {Seed}: found {found} of 100, {elsewhere} elsewhere");
        Assert.True(found >= 75);
        Assert.True(elsewhere <= 5);
    }

    /// <summary>Ten parties file many cases a day and ten file one; each has the same chance, for itself.</summary>
    [Theory]
    [InlineData(10, 100)]
    [InlineData(5, 100)]
    [InlineData(3, 100)]
    [InlineData(10, 300)]
    public void Who_files_in_greater_bundles_is_not_called_treated_worse(int aDay, int perMille)
    {
        var (alarms, random) = (0, new RehearsalSeed(Seed).Stream($"bundles {aDay} {perMille}"));
        for (var i = 0; i < 200; i++)
        {
            var cases = Bundles(random, aDay, perMille);
            if (Treatment.Compare([new("f", Names.None, ["list-refused"])], [Halves("a", 0)], new Fraction(1, 20), _ => AnsweredCase.Together(cases)).Any(IsUnequal)) alarms++;
        }

        output.WriteLine($"seed {Seed}: {alarms} of 200 called unequal, level 1/20");
        Assert.InRange(alarms, 0, 16);
    }

    private static List<AnsweredCase> Bundles(SeededRandom random, int aDay, int perMille)
    {
        var cases = new List<AnsweredCase>();
        for (var member = 0; member < 20; member++)
            for (var day = 1; day <= 5; day++)
                for (var i = 0; i < (member < 10 ? aDay : 1); i++)
                    cases.Add(new AnsweredCase($"c/{cases.Count}", $"p{member}", "nec", random.Chance(perMille)) { Day = new DateOnly(2023, 5, day), Draw = Hash.OfBytes(BitConverter.GetBytes(cases.Count)) });
        return cases;
    }

    /// <summary>One answer a party and day, for all its cases: each case for itself, such a commission would often be called unequal.</summary>
    [Fact]
    public void Equal_commissions_that_answer_all_of_a_party_together_are_not_called_unequal_more_often()
    {
        var (alarms, apart) = (0, 0);
        var random = new RehearsalSeed(Seed).Stream("equal commissions that answer together");
        for (var i = 0; i < Commissions; i++)
        {
            var cases = Questions.ToDictionary(question => question, _ => AnsweredTogether(random));
            if (Treatment.Compare(Families, Groupings, new Fraction(1, 20), question => AnsweredCase.Together(cases[question])).Any(IsUnequal)) alarms++;
            if (i < Commissions / 10 && Treatment.Compare(Families, Groupings, new Fraction(1, 20), question => Apart(cases[question])).Any(IsUnequal)) apart++;
        }

        output.WriteLine($"seed {Seed}: {alarms} of {Commissions} called unequal, level 1/20; with each case for itself {apart} of {Commissions / 10}");
        Assert.InRange(alarms, 0, Commissions / 20);
        Assert.True(apart > Commissions / 100, "answers that come together don't mislead: then nothing is shown here");
    }

    [Fact]
    public void Three_groups_are_told_apart_too_and_by_chance_no_more_often_than_declared()
    {
        ImmutableArray<Grouping> thirds = [new("thirds", Names.None, [.. Enumerable.Range(0, 3).Select(third =>
            new TreatmentGroup($"t{third}", Names.None, [.. Members(member => member % 3 == third)]))])];
        var (alarms, found, random) = (0, 0, new RehearsalSeed(Seed).Stream("thirds"));
        for (var i = 0; i < 300; i++)
        {
            var equal = CasesOf(random, 0);
            if (Treatment.Compare(Families[..1], thirds, new Fraction(1, 20), _ => equal).Any(IsUnequal)) alarms++;
            var unequal = CasesOf(random, 0).Select(one => one with { Cases = [one.Cases[0] with { Counted = one.Counted || (int.Parse(one.Member[1..]) % 3 == 2 && random.Chance(800)) }] }).ToImmutableArray();
            if (Treatment.Compare(Families[..1], thirds, new Fraction(1, 20), _ => unequal).Any(IsUnequal)) found++;
        }

        output.WriteLine($"seed {Seed}: of 300 equal ones {alarms}, of 300 unequal ones {found} are called unequal");
        Assert.InRange(alarms, 0, 15);
        Assert.True(found >= 200);
    }

    [Fact]
    public void What_the_applicant_alone_reports_is_left_out_and_shown()
    {
        var cases = CasesOf(new RehearsalSeed(Seed).Stream("told"), 0);
        ImmutableArray<TreatmentCase> oneSided = [.. cases.Where(one => int.Parse(one.Member[1..]) < 10).Select(one => one with { Cases = [one.Cases[0] with { Counted = true }], ReportedByOneSide = true })];
        var with = Treatment.Compare(Families[..1], Groupings, new Fraction(1, 20), _ => [.. cases, .. oneSided]);
        var without = Treatment.Compare(Families[..1], Groupings, new Fraction(1, 20), _ => cases);
        Assert.Equal(without.Select(one => one.Test!.P), with.Select(one => one.Test!.P));
        Assert.Equal(oneSided.Length, with[0].Groups.Sum(group => group.ReportedByOneSide));
        Assert.All(without.SelectMany(one => one.Groups), group => Assert.Equal(0, group.ReportedByOneSide));
    }

    [Fact]
    public void Whether_anything_could_be_shown_is_asked_of_the_whole_family()
    {
        // Of two comparisons the most extreme table of one is at 0.0325: alone it would be called unequal, of two it can't be.
        static ImmutableArray<TreatmentCase> Cases(int first, int second) =>
            [.. Enumerable.Range(0, 20).Select(i => new TreatmentCase([new($"c/{i}", i < 10 ? i < first : i - 10 < second)], $"p{i}", "s"))];
        var asked = new Dictionary<string, ImmutableArray<TreatmentCase>> { ["one"] = Cases(5, 0), ["two"] = Cases(5, 0) };
        var both = Treatment.Compare([new("f", Names.None, ["one", "two"])], [Halves("a", 0)], new Fraction(1, 20), question => asked[question]);
        Assert.All(both, one => Assert.Equal((TreatmentVerdict.CannotShow, true), (one.Verdict, one.Test!.Smallest < new Fraction(1, 20))));
    }

    [Fact]
    public void Members_of_very_different_size_are_not_exchanged()
    {
        Assert.Null(MemberExchange.Of([.. Enumerable.Range(0, 12).Select(i => new MemberScore(new Fraction(i), i < 2 ? 30 : 3, i < 2))]));
        Assert.NotNull(MemberExchange.Of([.. Enumerable.Range(0, 12).Select(i => new MemberScore(new Fraction(i), i < 2 ? 6 : 3, i < 2))]));
    }

    private static bool IsUnequal(Comparison comparison) => comparison.Verdict == TreatmentVerdict.Unequal;

    private static List<AnsweredCase> AnsweredTogether(SeededRandom random)
    {
        var (cases, rates) = (new List<AnsweredCase>(), Enumerable.Range(0, 2).Select(_ => random.Between(100, 500)).ToArray());
        for (var member = 0; member < 20; member++)
            for (var day = 1; day <= 2; day++)
            {
                var (stratum, many) = (random.Below(2), random.Between(1, 12));
                var counted = random.Chance(rates[stratum]);
                for (var i = 0; i < many; i++)
                    cases.Add(new AnsweredCase($"c/{cases.Count}", $"p{member}", $"s{stratum}", counted) { Day = new DateOnly(2023, 5, day), Draw = Hash.OfBytes(BitConverter.GetBytes(cases.Count)) });
            }

        return cases;
    }

    private static ImmutableArray<TreatmentCase> Apart(List<AnsweredCase> cases) =>
        [.. cases.Select(one => new TreatmentCase([new(one.Case, one.Counted)], one.Member, one.Stratum))];

    [Fact]
    public void With_two_of_twenty_refused_a_party_alone_cannot_show_anything()
    {
        ImmutableArray<TreatmentCase> cases = [.. Enumerable.Range(0, 20).Select(i => new TreatmentCase([new($"parties/{i}", i < 2)], $"p{i}", "nec"))];
        ImmutableArray<Grouping> alone = [new("alone", Names.None, [new("one", Names.None, ["p0"]), new("rest", Names.None, [.. Enumerable.Range(1, 19).Select(i => $"p{i}")])])];
        var comparison = Assert.Single(Treatment.Compare([new("f", Names.None, ["party-refused"])], alone, new Fraction(1, 20), _ => cases));
        Assert.Equal(TreatmentVerdict.CannotShow, comparison.Verdict);
        Assert.Equal(new Fraction(1, 5), comparison.Test!.Smallest);
    }

    private static ImmutableArray<Comparison> Compare(SeededRandom random, int unequal)
    {
        var cases = Questions.ToDictionary(question => question, question => CasesOf(random, question == "complaint-upheld" ? unequal : 0));
        return Treatment.Compare(Families, Groupings, new Fraction(1, 20), question => cases[question]);
    }

    // Twenty members; strata differ in how often it happens, members don't.
    private static ImmutableArray<TreatmentCase> CasesOf(SeededRandom random, int moreToFirstHalf)
    {
        var cases = ImmutableArray.CreateBuilder<TreatmentCase>();
        var rates = Enumerable.Range(0, 3).Select(_ => random.Between(50, 500)).ToArray();
        for (var i = random.Between(20, 90); i > 0; i--)
        {
            var (member, stratum) = (random.Below(20), random.Below(3));
            cases.Add(new TreatmentCase([new($"c/{i}", random.Chance(Math.Min(990, rates[stratum] + (member % 20 < 10 ? moreToFirstHalf : 0))))], $"p{member}", $"s{stratum}"));
        }

        return cases.ToImmutable();
    }

    private static Grouping Halves(string code, int kind) => new(code, Names.None,
        [new("one", Names.None, [.. Members(member => kind == 0 ? member < 10 : member % 2 == 0)]), new("other", Names.None, [.. Members(member => kind == 0 ? member >= 10 : member % 2 != 0)])]);

    private static IEnumerable<string> Members(Func<int, bool> chosen) => Enumerable.Range(0, 20).Where(chosen).Select(member => $"p{member}");
}
