using Saksei.Election.Acts;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;
using Saksei.Tests.Election;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>How an organisation came in stands beside its acts, and that nobody confirmed its name stands beside the name.</summary>
public sealed class EntrancePageTests : IAsyncLifetime
{
    private readonly SmallElection _election = new(EntranceTests.Named);
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _election.Submit(header => Vouching(header, "council/taken"), "commission/desk", "observers/desk", "party/desk");
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=14", "council/taken", CopySource.Tally, "tally");
        _election.Submit(header => new StationConditions(header, "S01", Doors.Open, [], Seen.Yes, [], null, null, [], null), "council/taken");
        _server = await RunningServer.Start(_election.Host);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _election.Dispose();
    }

    [Theory]
    [InlineData("en", "Council (unconfirmed)", "(unconfirmed: founders of three interest groups let it in", "(a founder)")]
    [InlineData("km", "Council (មិនទាន់បញ្ជាក់)", "(មិនទាន់បញ្ជាក់៖ ស្ថាបនិកបីក្រុមផលប្រយោជន៍បានឱ្យចូល", "(ស្ថាបនិក)")]
    public async Task Every_page_that_shows_an_unconfirmed_name_says_so_and_how_each_author_came_in(string language, string name, string door, string founder)
    {
        foreach (var path in (string[])["/stations/S01", "/changes?since=0"])
        {
            var html = System.Net.WebUtility.HtmlDecode(await _server.Page($"/{language}{path}"));
            Assert.Contains(name, html, StringComparison.Ordinal);
            Assert.DoesNotContain("Council", html.Replace(name, "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains(door, html, StringComparison.Ordinal);
            Assert.Contains(founder, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_of_organisations_are_said_in_one_place_which_marks_them()
    {
        // What explains a definition lists its organisations; in a definition nobody is unconfirmed.
        string[] sources = [Repository.At("src", "Saksei.Server"), Repository.At("src", "Saksei.Words")];
        var naming = sources.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Where(path => Path.GetExtension(path) is ".cs" or ".razor")
            .Where(path => File.ReadAllText(path) is var text && (text.Contains("Head.Organisations", StringComparison.Ordinal) || text.Contains("body.Names", StringComparison.Ordinal)));
        Assert.Equal("Speech.cs", Path.GetFileName(Assert.Single(naming, path => !path.Contains("Definitions", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task What_was_signed_before_the_own_key_took_the_name_back_is_shown_as_made_before()
    {
        var before = _election.Fold.Size;
        Assert.Equal(Outcome.Applied, _election.Submit(header => Vouching(header, "council/own"), "council/own").Outcome);
        _election.Copy("S02", "registered=500 cast=91 invalid=5 A=41 B=30 C=14", "council/own", CopySource.Tally, "tally");
        var earlier = await _server.Page("/en/stations/S01");
        Assert.Contains("made before its own key took the name back", earlier, StringComparison.Ordinal);
        Assert.DoesNotContain("Council (unconfirmed)", earlier, StringComparison.Ordinal);
        var later = await _server.Page("/en/stations/S02");
        Assert.Contains("(by its own key, which the definition names)", later, StringComparison.Ordinal);
        Assert.DoesNotContain("made before", later, StringComparison.Ordinal);
        Assert.Contains("Council (unconfirmed)", await _server.Page($"/en/stations/S01?at={before}"), StringComparison.Ordinal);
    }

    private static OrganisationVouch Vouching(ActHeader header, string key) =>
        new(header, "council", "court", "courts", [SmallElection.Key(key).Verifier], Recovery.None);
}
