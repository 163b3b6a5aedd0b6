using CsCheck;
using Saksei.Election.Values;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Values;

/// <summary>Arrays of which snapshots are taken are held against plain lists that are copied.</summary>
public sealed class PagedArrayTests
{
    private static readonly object Nothing = new();

    private static readonly Gen<(int Kind, int At, int Value)[]> Steps = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 100_000], Gen.Int).Array[0, 1500];

    [Fact]
    public void Every_snapshot_stays_what_the_array_was_whatever_is_written_after_it() => Steps.Sample(steps =>
    {
        var (array, list) = (new PagedArray<int>(), new List<int>());
        var snapshots = new List<(PagedView<int> Snapshot, List<int> Was)>();
        foreach (var (kind, at, value) in steps)
        {
            if (kind == 0) snapshots.Add((array.Snapshot(), [.. list]));
            else if (kind < 6 || list.Count == 0)
            {
                array.Add(value);
                list.Add(value);
            }
            else (array[at % list.Count], list[at % list.Count]) = (value, value);
        }

        Assert.Equal(list, array.Snapshot());
        foreach (var (snapshot, was) in snapshots) Assert.Equal(was, snapshot);
    }, iter: 300);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(300)]
    public void An_array_of_a_length_grows_behind_its_end_and_keeps_what_it_was(int length)
    {
        var array = new PagedArray<int>(length, 7);
        var before = array.Snapshot();
        for (var i = 0; i < 300; i++) array.Add(i);
        Assert.Equal(Enumerable.Repeat(7, length), before);
        Assert.Equal([.. Enumerable.Repeat(7, length), .. Enumerable.Range(0, 300)], array.Snapshot());
        Assert.Throws<ArgumentOutOfRangeException>(() => array[length + 300]);
    }

    [Fact]
    public void Two_snapshots_differ_just_where_they_hold_other_objects_and_an_array_goes_on_from_either() => Steps.Sample(steps =>
    {
        var array = new PagedArray<object>(700, Nothing);
        var (before, list) = (array.Snapshot(), Enumerable.Repeat(Nothing, 700).ToList());
        foreach (var (_, at, value) in steps.Take(steps.Length % 40)) array[at % 700] = list[at % 700] = value % 3 == 0 ? Nothing : new object();
        var after = array.Snapshot();
        var differing = Enumerable.Range(0, 700).Where(at => !ReferenceEquals(list[at], Nothing)).ToList();
        Assert.Equal(differing, after.ChangedSince(before));
        Assert.Equal(differing, list.ChangedSince(before));
        var next = new PagedArray<object>(before) { [3] = after };
        next.Add(before);
        Assert.Same(after, next[3]);
        Assert.Same(before, next[700]);
        Assert.Equal((Nothing, Nothing, 700, 701), (before[3], next[4], before.Count, next.Count));
    }, iter: 300);

    [Fact]
    public void Without_snapshots_nothing_is_copied()
    {
        var array = new PagedArray<int>(10_000, 0);
        array[1] = 1;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++) array[i] = i;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, PagedArray<int>.PageLength * sizeof(int) - 1);
    }

    [Fact]
    public void A_snapshot_knows_just_the_keys_that_there_were()
    {
        var ordinals = new Ordinals<string>(StringComparer.Ordinal);
        Assert.Equal(0, ordinals.Add("a"));
        var count = ordinals.Count;
        Assert.Equal(1, ordinals.Add("b"));
        Assert.Equal((0, -1, 1), (ordinals.Find("a", count), ordinals.Find("b", count), ordinals.Find("b")));
        Assert.Throws<ArgumentException>(() => ordinals.Add("a"));
    }

    [Fact]
    public void Keys_that_go_on_from_others_are_numbered_on_their_own()
    {
        var start = new Ordinals<string>(StringComparer.Ordinal);
        start.Add("a");
        var (first, second) = (new Ordinals<string>(start), new Ordinals<string>(new Ordinals<string>(start)));
        start.Add("b");
        Assert.Equal((0, -1, 1), (first.Find("a"), first.Find("b"), first.Add("c")));
        Assert.Equal((0, -1, 1, 2), (second.Find("a"), second.Find("c"), second.Add("b"), second.Add("c")));
        Assert.Throws<ArgumentException>(() => second.Add("a"));
    }

    [Fact]
    public void Places_that_go_on_from_others_know_what_there_was_and_nothing_that_came_later() => Gen.Int[0, 60].Array[1, 200].Sample(steps =>
    {
        var all = new List<(FirstPlaces Places, Dictionary<Hash, long> Wanted)> { (new FirstPlaces(), []) };
        foreach (var (step, place) in steps.Select((step, place) => (step, place)))
        {
            var (places, wanted) = all[step % all.Count];
            if (step % 7 == 0) all.Add((places.Fork(), new(wanted)));
            else if (wanted.TryAdd(Identity(step), place)) places.Add(Identity(step), place);
        }

        foreach (var (places, wanted) in all)
            for (var number = 0; number <= 60; number++)
                Assert.Equal(wanted.TryGetValue(Identity(number), out var place) ? place : null, places.Find(Identity(number)));
    }, iter: 300);

    private static Hash Identity(int number) => Hash.OfBytes(BitConverter.GetBytes(number));
}
