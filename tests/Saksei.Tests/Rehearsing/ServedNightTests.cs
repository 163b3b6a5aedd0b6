using System.Text.Json;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Rehearsal.Served;
using Saksei.Store;
using Xunit;

namespace Saksei.Tests.Rehearsing;

/// <summary>What people will hand in at a rehearsed night, and what is seen of it afterwards.</summary>
public sealed class ServedNightTests(RehearsedCommune commune) : IClassFixture<RehearsedCommune>
{
    private readonly ServedNight _night = commune.Night;

    [Fact]
    public void The_same_seed_gives_the_same_acts_in_the_same_order_and_another_seed_gives_others()
    {
        var (again, other) = (commune.Found("again", RehearsedCommune.Seed), commune.Found("other", RehearsedCommune.Seed + 1));
        Assert.Equal(_night.Acts.All.Select(Said), again.Acts.All.Select(Said));
        Assert.Empty(_night.Acts.All.Select(act => act.Identity).Intersect(other.Acts.All.Select(act => act.Identity)));
    }

    [Fact]
    public void The_register_s_own_keys_dont_follow_from_the_seed_so_that_nobody_else_can_sign_its_report()
    {
        var again = commune.Found("with-other-keys", RehearsedCommune.Seed);
        Assert.NotEqual(_night.Register.Log.Text, again.Register.Log.Text);
        Assert.StartsWith("simulated.", _night.Register.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_clerks_enter_each_station_and_never_one_of_them_both()
    {
        var entries = _night.Acts.All.Where(act => act.Kind == "forms/reveal").GroupBy(act => (Of(act).Station, Of(act).Round)).ToList();
        Assert.NotEmpty(entries);
        Assert.All(entries, station => Assert.Equal((2, 2), (station.Count(), station.Select(act => act.Person).Distinct().Count())));
    }

    [Fact]
    public void An_entry_is_opened_only_after_both_were_sealed_and_had_their_receipts()
    {
        var all = _night.Acts.All;
        foreach (var reveal in all.Where(act => act.Kind == "forms/reveal"))
        {
            var before = Before(reveal);
            var sealings = all.Where(act => act.Kind == "forms/commit" && Of(act) == Of(reveal)).ToList();
            Assert.Equal(2, sealings.Count);
            Assert.All(sealings, sealing => Assert.Contains(sealing.Number, before));
        }
    }

    [Fact]
    public void Three_organisations_copy_every_station_and_whoever_waits_waits_for_what_comes_before()
    {
        var copies = _night.Acts.OfNight.ToArray().Where(act => act.Kind == "forms/copy").GroupBy(act => Of(act).Station);
        Assert.Equal(_night.Register.Stations, copies.Count());
        Assert.All(copies, station => Assert.Equal(3, station.Select(act => act.Person.Split('/')[0]).Distinct().Count()));
        Assert.All(_night.Acts.All, act => Assert.All(act.After, before => Assert.True(before < act.Number)));
    }

    [Fact]
    public void A_night_that_is_whole_is_found_whole_and_comes_to_the_tally_of_its_plan()
    {
        using var host = commune.Copy("whole");
        var found = RegisterAfterwards.Of(host, _night, HandIn(host, _night.Acts.All));
        Assert.Equal((0, 0, 0, 0), (found.Lost, found.Twice, found.Foreign, found.StationsDiffering));
        Assert.Equal(_night.VoidPlanned, found.Void.Values.Sum());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void An_act_that_is_gone_from_a_copied_register_is_found(int fromTheEnd)
    {
        using var whole = commune.Copy($"before-{fromTheEnd}");
        using var without = commune.Copy($"without-{fromTheEnd}");
        var receipts = HandIn(whole, _night.Acts.All);
        HandIn(without, [.. _night.Acts.All.Where(act => act.Number != _night.Acts.All.Length - fromTheEnd)]);
        Assert.Equal(fromTheEnd, RegisterAfterwards.Of(without, _night, receipts).Lost);
    }

    [Fact]
    public void An_act_that_nobody_handed_in_and_a_station_without_its_entries_are_found()
    {
        using var host = commune.Copy("others");
        var receipts = HandIn(host, [.. _night.Acts.All.Where(act => act.Kind != "forms/reveal")]);
        var found = RegisterAfterwards.Of(host, _night, [.. receipts.Skip(1)]);
        Assert.Equal((1, _night.Register.Stations), (found.Foreign, found.StationsDiffering));
    }

    private static List<ReceiptedAct> HandIn(RegisterHost host, IReadOnlyCollection<RehearsedAct> acts) =>
        [.. host.Submit([.. acts.Select(act => new Submission(act.Identity, act.Note))]).Select(submitted => new ReceiptedAct(submitted.Identity, submitted.Index))];

    private static string Said(RehearsedAct act) => $"{act.Number} {act.At} {act.Person} {Convert.ToBase64String(act.Note.Span)} {string.Join(',', act.After)}";

    private static (string Station, int Round) Of(RehearsedAct act)
    {
        using var body = JsonDocument.Parse(SignedAct.Parse(act.Note, out _)!.Body);
        return (body.RootElement.GetProperty("station").GetString()!, body.RootElement.TryGetProperty("round", out var round) ? round.GetInt32() : 1);
    }

    private HashSet<int> Before(RehearsedAct act)
    {
        var before = new HashSet<int>();
        var open = new Stack<int>(act.After);
        while (open.TryPop(out var number))
            if (before.Add(number))
                foreach (var earlier in _night.Acts.All[number].After) open.Push(earlier);
        return before;
    }
}
