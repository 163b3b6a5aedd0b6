using System.Collections.Immutable;
using CsCheck;
using Saksei.Election.Acts;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Node;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Election;

/// <summary>Two clerks type one sheet: what they mark, what is asked again, and that nothing they typed is lost.</summary>
public sealed class DoubleEntryTests : IDisposable
{
    private const string First = "commission/clerk-1", Second = "commission/clerk-2";
    private static readonly ImmutableArray<string> Lists = ["A", "B", "C"];
    private readonly SmallElection _election = new();

    public DoubleEntryTests() => _election.Submit(header => new OrganisationEnrol(header, "commission", [Clerk(First), Clerk(Second)]), "commission/desk");

    public void Dispose() => _election.Dispose();

    [Fact]
    public void Blank_and_illegible_are_two_things_and_the_copy_has_what_both_say()
    {
        Enter("S01", 1, Sheet("A=40", blank: "B C", confirmed: "E101"), Sheet("A=40", blank: "B", illegible: "C"));
        Assert.Equal([FigureOf("C")], Open("S01").Asked);
        Enter("S01", 2, Sheet("", illegible: "C"), Sheet("", illegible: "C"));
        var content = Copy("S01").Content;
        Assert.Equal((FigureMark.Blank, FigureMark.Illegible, FigureMark.None), (content.Marks.Of(FigureOf("B")), content.Marks.Of(FigureOf("C")), content.Marks.Of(FigureOf("A"))));
        Assert.Equal(("E101", 1), (Assert.Single(content.Marks.Confirmed), content.Figures.Count));
    }

    [Fact]
    public void A_later_round_marks_only_what_it_asks_for()
    {
        Enter("S01", 1, Sheet("A=40 B=5"), Sheet("A=40 B=6"));
        var sealed_ = Seal("S01", First, Sheet("B=5", blank: "C"), 2);
        Seal("S01", Second, Sheet("B=5"), 2);
        Assert.Equal("fields-not-asked", Reveal("S01", First, sealed_, Sheet("B=5", blank: "C")).Outcome.VoidCode);
    }

    [Fact]
    public void Photographs_of_sealed_entries_are_the_copys()
    {
        var photograph = new Attachment(Hash.OfBytes([1]), 1, "image/jpeg");
        var (one, two) = (Seal("S01", First, Sheet("A=40"), 1, photograph), Seal("S01", Second, Sheet("A=40"), 1, photograph));
        Assert.Equal([photograph], Open("S01").Attachments);
        Reveal("S01", First, one, Sheet("A=40"));
        Reveal("S01", Second, two, Sheet("A=40"));
        Assert.Equal([photograph], Copy("S01").Attachments);
    }

    /// <summary>
    /// Two clerks who read a sheet as they like, round after round, against a model that keeps nothing but what both last said alike:
    /// the same figures are asked for, the copy is what was agreed on, and all that they typed stands as it was typed.
    /// </summary>
    [Fact]
    public void Whatever_two_clerks_type_what_they_agree_on_is_the_copy_and_what_each_typed_stays()
    {
        var reading = Gen.Int[0, 4].Array[Lists.Length];
        var round = Gen.Select(reading, reading);
        Gen.Select(round, round, round).Sample(rounds => Run([rounds.Item1, rounds.Item2, rounds.Item3]), iter: 60, threads: 1);
    }

    private static void Run(ImmutableArray<(int[] One, int[] Two)> rounds)
    {
        using var election = new DoubleEntryTests();
        var (asked, agreed, typed, number) = (Lists.ToHashSet(), new Dictionary<string, int>(), new List<SheetMarks>(), 0);
        foreach (var (one, two) in rounds)
        {
            if (asked.Count == 0) break;
            var (first, second) = (election.Read(one, asked), election.Read(two, asked));
            if (IsEmpty(first) || IsEmpty(second)) return;
            election.Enter("S01", ++number, first, second);
            typed.AddRange([first.Marks, second.Marks]);
            foreach (var list in asked.Where(list => one[Lists.IndexOf(list)] == two[Lists.IndexOf(list)]).ToList())
            {
                asked.Remove(list);
                agreed[list] = one[Lists.IndexOf(list)];
            }
        }

        var forms = election._election.Fold.Forms;
        Assert.Equal(typed.SelectMany(marks => marks.Blank), forms.TypedOf(election.Station("S01")).SelectMany(entry => entry.Content.Marks.Blank));
        if (asked.Count > 0) Assert.Equal(asked.Order(), election.Open("S01").Asked.Select(figure => Lists[figure - FigureOf("A")]).Order());
        else foreach (var (list, said) in agreed) Assert.Equal(said, SaidOf(election.Copy("S01").Content, FigureOf(list)));
    }

    // 0 isn't looked at, 1 blank, 2 illegible, then figures.
    private static int SaidOf(SheetEntry content, int figure) =>
        content.Figures[figure] is { } value ? value + 3 : (int)content.Marks.Of(figure);

    private SheetEntry Read(int[] said, HashSet<string> asked)
    {
        string Where(Func<int, bool> wanted, Func<string, int, string> write) =>
            string.Join(' ', Lists.Where(list => asked.Contains(list) && wanted(said[Lists.IndexOf(list)])).Select(list => write(list, said[Lists.IndexOf(list)])));
        return Sheet(Where(value => value > 2, (list, value) => $"{list}={value - 3}"), Where(value => value == 1, (list, _) => list), Where(value => value == 2, (list, _) => list));
    }

    private static bool IsEmpty(SheetEntry entry) => entry.Figures.Count == 0 && entry.Marks.HasNoFigure;

    private static EnrolledKey Clerk(string name) => new(SmallElection.Key(name).Verifier, KeyRole.Clerk, Hash.OfBytes(System.Text.Encoding.UTF8.GetBytes(name)));

    private static int FigureOf(string list) => 3 + Lists.IndexOf(list);

    private SheetEntry Sheet(string figures, string blank = "", string illegible = "", string confirmed = "") => SheetEntry.Create(
        _election.Host.Definition.Only, SheetState.Complete, _election.Figures(figures), [], new SheetMarks(Numbers(blank), Numbers(illegible), [.. confirmed.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));

    private static ImmutableArray<int> Numbers(string lists) => [.. lists.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FigureOf).Order()];

    private void Enter(string station, int round, SheetEntry one, SheetEntry two)
    {
        var (first, second) = (Seal(station, First, one, round), Seal(station, Second, two, round));
        Assert.True(Reveal(station, First, first, one).Outcome.IsApplied);
        Assert.True(Reveal(station, Second, second, two).Outcome.IsApplied);
    }

    private Hash Seal(string station, string clerk, SheetEntry entry, int round, params ImmutableArray<Attachment> photographs)
    {
        var key = SmallElection.Key(clerk).Verifier.Name;
        var submitted = _election.Submit(header => new FormCommit(header, "1102", station, "original", round, entry.Commit(key, (UInt128)round)) { Attachments = photographs }, clerk);
        Assert.True(submitted.Outcome.IsApplied, submitted.Outcome.VoidCode);
        return submitted.Identity;
    }

    private Submitted Reveal(string station, string clerk, Hash commit, SheetEntry entry)
    {
        var round = Open(station).Round;
        return _election.Submit(header => new FormReveal(header, "1102", station, commit, (UInt128)round, entry), clerk);
    }

    private OpenEntry Open(string station) => Assert.Single(_election.Fold.Forms.OpenEntriesOf(Station(station)));

    private Copy Copy(string station) => _election.Fold.Forms.OfficialCopyOf(Station(station))!;

    private Saksei.Election.Definition.Station Station(string code) => _election.Host.Definition.FindStation(code)!;
}
