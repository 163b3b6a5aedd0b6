using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Forms;
using Saksei.Node.Pictures;
using Saksei.Register.Tree;
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
