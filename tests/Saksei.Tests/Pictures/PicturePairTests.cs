using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Forms;
using Saksei.Node.Pictures;
using Saksei.Register.Tree;
using Saksei.Server.Books;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Pictures;

/// <summary>Which pictures of a register stand for two stations, as the command and the page say it.</summary>
public sealed class PicturePairTests : ServedElection
{
    [Fact]
    public async Task One_file_at_two_stations_is_a_pair_and_the_page_shows_both()
    {
        Copy("S01", "a");
        Copy("S02", "a");
        Copy("S03", "b");
        var pair = Assert.Single(Pairs(KeptPictures.ReadFrom(Small.RegisterFolder)));
        Assert.Equal(("S01", "S02", true), (pair.First.Station.Code, pair.Second.Station.Code, pair.IsSame));
        await using var served = await RunningServer.Start(Small.Host);
        var page = await served.Page("/en/pictures");
        Assert.Contains("One photograph stands for two stations: S01 and S02.", page, StringComparison.Ordinal);
        Assert.Contains("Photographs in the register: 2; compared by how they look: 0", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_kept_of_pictures_names_hashes_and_the_register_says_whose_they_are()
    {
        var (a, b, c) = (Copy("S01", "a"), Copy("S02", "b"), Copy("S01", "c", "party/desk"));
        new KeptPictures([a, b], [c], [new AlikePictures(a, b, 700), new AlikePictures(a, c, 900), new AlikePictures(a, Hash.OfBytes("gone"u8), 800)]).WriteTo(Small.RegisterFolder);
        var kept = KeptPictures.ReadFrom(Small.RegisterFolder);
        Assert.Equal(2, kept.Read.Count);
        Assert.Equal([c], kept.Unreadable);
        var pair = Assert.Single(Pairs(kept));
        Assert.Equal(("S01", "S02", 700, false), (pair.First.Station.Code, pair.Second.Station.Code, pair.Likeness, pair.IsSame));
    }

    [Theory]
    [InlineData("")]
    [InlineData("saksei/pictures/v1\nread 00\nend\n")]
    [InlineData("saksei/pictures/v1\nalike\n")]
    [InlineData("saksei/pictures/v2\nend\n")]
    public void A_kept_file_that_is_not_whole_is_none(string text)
    {
        File.WriteAllText(Path.Combine(Small.RegisterFolder, KeptPictures.FileName), text);
        Assert.Empty(KeptPictures.ReadFrom(Small.RegisterFolder).Read);
    }

    [Fact]
    public void However_many_pairs_were_found_the_pictures_are_gone_through_as_often()
    {
        var (a, b) = (Copy("S01", "a"), Copy("S02", "b"));
        var pictures = StationPicture.Of(Small.Host.Snapshot());
        int Times(int pairs)
        {
            var counted = new Counted(pictures);
            Assert.Equal(pairs, PicturePair.Of(counted, new KeptPictures([a, b], [], [.. Enumerable.Repeat(new AlikePictures(a, b, 700), pairs)])).Length);
            return counted.Times;
        }

        Assert.Equal(Times(1), Times(200));
    }

    [Fact]
    public void What_a_page_shows_is_kept_with_its_books_until_another_file_is_there()
    {
        var (a, b) = (Copy("S01", "a"), Copy("S02", "b"));
        var books = BooksAsOf.ByContest(Small.Host.Snapshot())[0];
        var first = books.Pictures.In(Small.RegisterFolder);
        Assert.Empty(first.Pairs);
        Assert.Same(first, books.Pictures.In(Small.RegisterFolder));
        new KeptPictures([a, b], [], [new AlikePictures(a, b, 700)]).WriteTo(Small.RegisterFolder);
        var second = books.Pictures.In(Small.RegisterFolder);
        Assert.Equal((1, 2, 2), (second.Pairs.Length, second.Pictures, second.Compared));
        Assert.Same(second, books.Pictures.In(Small.RegisterFolder));
        File.SetLastWriteTimeUtc(Path.Combine(Small.RegisterFolder, KeptPictures.FileName), DateTime.UtcNow.AddMinutes(-5));
        Assert.NotSame(second, books.Pictures.In(Small.RegisterFolder));
    }

    private sealed class Counted(IReadOnlyList<StationPicture> pictures) : IReadOnlyList<StationPicture>
    {
        internal int Times { get; private set; }

        public int Count => pictures.Count;

        public StationPicture this[int index] => pictures[index];

        public IEnumerator<StationPicture> GetEnumerator()
        {
            Times++;
            return pictures.GetEnumerator();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private ImmutableArray<PicturePair> Pairs(KeptPictures kept) => PicturePair.Of(StationPicture.Of(Small.Host.Snapshot()), kept);

    // A picture is any bytes that an act calls one.
    private Hash Copy(string station, string picture, string key = "observers/desk")
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(picture);
        var file = new Attachment(Small.Host.Store.AddAttachment(bytes, "image/jpeg"), bytes.Length, "image/jpeg");
        var contest = Small.Host.Definition.Contests[0];
        var entry = SheetEntry.Create(contest, SheetState.Illegible, Figures.None, []);
        var done = Small.Submit(header => new FormCopy(header, contest.Form.Code, station, CopySource.Posted, "posted", CopyMethod.Seen, entry, [file], null), key);
        Assert.True(done.Outcome.IsApplied, done.Outcome.ToString());
        return file.Sha256;
    }
}
