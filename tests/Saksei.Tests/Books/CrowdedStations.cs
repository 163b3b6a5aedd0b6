using CsCheck;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Books;

/// <summary>Stations with very many copies: graded as pair by pair, and not slower with every act.</summary>
public sealed class CrowdedStations
{
    private const int FirstList = 3;
    private static readonly ElectionDefinition Definition = SmallRegister.Definition(SmallRegister.CambodianRule);
    private static readonly Station Station = Definition.Stations[0];
    private static readonly CopySource[] Sources = Enum.GetValues<CopySource>();

    private static readonly Gen<string> Sheet = Gen.Select(Gen.Int[-1, 1], Gen.Int[-1, 2], Gen.Int[-1, 1], Gen.Int[-1, 1], (cast, a, b, c) =>
        string.Join(' ', new[] { ("cast", cast), ("A", a), ("B", b), ("C", c) }.Where(pair => pair.Item2 >= 0).Select(pair => $"{pair.Item1}={pair.Item2}")));

    private static readonly Gen<string> SameSheet = Gen.Int[0, 5].Select(i => new[] { "cast=9 A=3 B=2 C=1", "cast=9 A=3 B=2 C=1", "A=3 B=2 C=1", "A=3 B=2", "cast=9", "A=3" }[i]);

    private static readonly Gen<(int Organisation, int Source, int Sheet, string Figures)[]> Copies = Gen.Bool.SelectMany(same =>
        Gen.Select(Gen.Int[0, 14], Gen.Int[0, 9], Gen.Int[0, 1], same ? SameSheet : Sheet, (organisation, source, sheet, figures) => (organisation, source, sheet, figures)).Array[0, 40]);

    [Fact]
    public void A_station_stands_as_pair_by_pair() => Copies.Sample(copies =>
    {
        var forms = FormsOf(copies);
        var standing = Corroborating.Of(Station, forms, FirstList, _ => false);
        Assert.Equal(PairByPair(forms), (standing.State, standing.Grade, string.Join(' ', standing.Differing), standing.Pattern));
    }, iter: 4000);

    [Theory]
    [InlineData("cast=9 invalid=0 A=0 B=0 C=0|A=9 B=5|cast=20", "cast A B")]
    [InlineData("A=9 B=5|cast=20|cast=9", "cast")]
    [InlineData("A=9 B=5|cast=20|invalid=3", "")]
    public void Two_copies_that_differ_contradict_each_other_whichever_others_agree_with_both(string sheets, string differing)
    {
        var standing = Corroborating.Of(Station, FormsOf([.. sheets.Split('|').Select((sheet, i) => (i, 9, 0, sheet))]), FirstList, _ => false);
        var fields = standing.Differing.Select(figure => figure < FirstList ? Definition.Only.Form.Fields[figure].Code : ((char)('A' + figure - FirstList)).ToString());
        Assert.Equal(differing, string.Join(' ', fields));
    }

    [Fact]
    public void Copies_are_found_by_author_and_by_act_however_many_there_are() => Copies.Sample(copies =>
    {
        var (forms, plain) = (FormsOf(copies).Copies, new List<Copy>());
        foreach (var copy in copies.Select(CopyOf))
            if (plain.FindIndex(known => known.Organisation == copy.Organisation && known.Source == copy.Source) is >= 0 and var place) plain[place] = copy;
            else plain.Add(copy);
        Assert.Equal(plain.Select(copy => copy.Place), forms.Select(copy => copy.Place));
        Assert.All(plain, copy => Assert.Equal((copy.Place, copy.Place), (forms.Find(copy.Organisation, copy.Source)!.Place, forms.Find(copy.Place.Identity)!.Place)));
        Assert.Null(forms.Find("nobody", CopySource.Tally));
        Assert.Null(forms.Find(default(Hash)));
    }, iter: 1000);

    [Fact]
    public void An_act_on_a_crowded_station_takes_no_more_memory_than_its_logarithm()
    {
        var forms = StationForms.Empty;
        Copy Nth(int n) => CopyOf((n, 9, 0, "A=1"), n);
        for (var n = 0; n < 40_000; n++) forms = forms.With(Nth(n), false);
        var (before, last, added) = (forms.Copies[20_000], Nth(40_000), Nth(40_001));
        var replaced = CopyOf((20_000, 9, 0, "A=2"), 40_002);
        var start = GC.GetAllocatedBytesForCurrentThread();
        forms = forms.With(last, false).With(added, false).With(before, replaced);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - start, 0, 3 * 16 * 1024);
        Assert.Equal((40_002, replaced, 1), (forms.Copies.Count, forms.Copies[20_000], forms.Replaced.Count));
    }

    private static StationForms FormsOf((int Organisation, int Source, int Sheet, string Figures)[] copies)
    {
        var forms = StationForms.Empty;
        foreach (var copy in copies.Select(CopyOf))
            forms = forms.Copies.Find(copy.Organisation, copy.Source) is { } before ? forms.With(before, copy) : forms.With(copy, copy.Organisation == "o0");
        return forms;
    }

    private static Copy CopyOf((int Organisation, int Source, int Sheet, string Figures) copy, int number) => new(
        Station, $"o{copy.Organisation}", copy.Source == 0 ? CopySource.Official : Sources[1 + copy.Source % (Sources.Length - 1)], copy.Sheet == 0 ? "original" : "posted",
        CopyMethod.Seen, SheetEntry.Create(Definition.Only, SheetState.Complete, SmallElection.Figures(Definition, copy.Figures), []), EntryState.EnteredOnce, [],
        new ActPlace(number, Hash.OfBytes(BitConverter.GetBytes(number + 1)), default), false);

    // The definition, as it is read: versions by comparing, grades pair by pair.
    private static (Corroboration, Grade?, string, Pattern?) PairByPair(StationForms forms)
    {
        var copies = forms.Copies.ToList();
        if (copies.Count == 0) return (Corroboration.Missing, null, "", null);
        var differing = copies.SelectMany((one, i) => copies.Take(i).SelectMany(other => one.Figures.Differing(other.Figures))).Distinct().Order().ToList();
        if (differing.Count > 0) return (Corroboration.Contradicted, null, string.Join(' ', differing), Patterns.Of(VersionsOf(copies), differing, FirstList, () => false));
        var grades = copies.SelectMany((one, i) => copies.Take(i).Where(other => Confirm(one, other, forms.Official)).Select(other => (Grade?)Corroborating.Between(one, other)));
        var best = grades.Max();
        return (best is null ? Corroboration.Uncorroborated : Corroboration.Corroborated, best, "", null);
    }

    private static List<Figures> VersionsOf(List<Copy> copies)
    {
        var versions = new List<Dictionary<int, int>>();
        foreach (var copy in copies.OrderByDescending(copy => copy.Figures.Count).Where(copy => copy.Figures.Count > 0))
        {
            var own = Enumerable.Range(0, copy.Figures.Count).ToDictionary(copy.Figures.NumberAt, copy.Figures.ValueAt);
            var joined = versions.Find(version => own.All(pair => !version.TryGetValue(pair.Key, out var value) || value == pair.Value));
            if (joined is null) versions.Add(own);
            else foreach (var (figure, value) in own) joined[figure] = value;
        }

        return versions.ConvertAll(version => new FigureShapes().Make([.. version.Keys.Order()], [.. version.OrderBy(pair => pair.Key).Select(pair => pair.Value)]));
    }

    private static bool Confirm(Copy one, Copy two, Copy? official)
    {
        if (official is not null && !ReferenceEquals(one, official) && !ReferenceEquals(two, official)) return false;
        var (own, others) = (Lists(one), Lists(two));
        var common = own.Intersect(others).Count();
        return common > 0 && common == (official is null ? Math.Min(own.Count, others.Count) : Lists(official).Count);
    }

    private static List<int> Lists(Copy copy) => [.. Enumerable.Range(0, copy.Figures.Count).Select(copy.Figures.NumberAt).Where(figure => figure >= FirstList)];
}
