using System.Net;
using System.Text;
using System.Text.Json;
using Saksei.Election.Forms;
using Saksei.Server.Books;
using Saksei.Server.Pages.Work.Board;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>The count board as its script and a reader without scripts get it.</summary>
public sealed class BoardFileTests : ServedElection
{
    [Fact]
    public async Task What_is_kept_with_each_view_is_what_is_computed_anew()
    {
        foreach (var act in Night()) Assert.True(act());
        Assert.Equal(Anew(Small.Host.Head.Size), await Served.Page("/results/board.json"));
        foreach (var size in Small.Host.Store.ReadCheckpointSizes()) Assert.Equal(Anew(size), await Served.Page($"/results/board.json?at={size}"));
    }

    [Fact]
    public async Task It_is_sent_again_only_where_something_came()
    {
        using var first = await Served.Client.GetAsync("/results/board.json");
        Assert.Equal(HttpStatusCode.NotModified, await Again(first));
        Small.Copy("S01", "A=1 B=2");
        Assert.Equal(HttpStatusCode.OK, await Again(first));
    }

    [Fact]
    public async Task Each_station_stands_in_it_with_what_it_waits_for()
    {
        foreach (var act in Night()) Assert.True(act());
        using var board = JsonDocument.Parse(await Served.Page("/results/board.json"));
        Assert.Equal("5411111111", board.RootElement.GetProperty("states").GetString());
        Assert.Equal("0001000000", Flags(board, 1));
        Assert.Equal("1000000000", Flags(board, 2));
        Assert.Equal("1200000000", board.RootElement.GetProperty("copies").GetString());
        Assert.Equal(1, board.RootElement.GetProperty("first")[0].GetInt32());
    }

    [Theory]
    [InlineData("/en/work/board", "One station waits for a decision.", "S02")]
    [InlineData("/en/work/board?state=failing", "One station waits for a decision.", "S01")]
    [InlineData("/en/work/board/S02", "S02", "Sign the decision")]
    [InlineData("/en/work/board/wall", "of 10 stations", "Checkpoint")]
    public async Task Who_runs_no_script_reads_the_answer_and_the_first_of_the_list(string path, string answer, string also)
    {
        foreach (var act in Night()) Assert.True(act());
        var html = WebUtility.HtmlDecode(await Served.Page(path));
        Assert.Contains(answer, html, StringComparison.Ordinal);
        Assert.Contains(also, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_check_that_the_copy_confirms_is_looked_at_and_its_pages_say_so()
    {
        const string Said = "confirmed as typed: the paper says so";
        Assert.True(Small.Copy("S02", "cast=9 invalid=2 A=4 B=5").Outcome.IsApplied);
        foreach (var path in new[] { "/en/stations/S02", "/en/work/board/S02" }) Assert.DoesNotContain(Said, await Served.Page(path), StringComparison.Ordinal);
        var content = Small.Entry("cast=9 invalid=2 A=4 B=5");
        content = SheetEntry.Create(Small.Host.Definition.Only, content.State, content.Figures, [], SheetMarks.None with { Confirmed = ["E101"] });
        Assert.True(Small.Submit(header => new FormCopy(header, "1102", "S01", CopySource.Official, "original", CopyMethod.Transcribed, content, [], null), "commission/desk").Outcome.IsApplied);
        using var board = JsonDocument.Parse(await Served.Page("/results/board.json"));
        Assert.Equal("0100000000", Flags(board, 2));
        foreach (var path in new[] { "/en/stations/S01", "/en/work/board/S01" }) Assert.Contains(Said, await Served.Page(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_station_that_there_is_has_a_page() => await Served.Page("/en/work/board/none", HttpStatusCode.NotFound);

    // A lone copy that fails a check, two that differ, and a sheet that one clerk sealed.
    private IEnumerable<Func<bool>> Night() =>
    [
        () => Small.Copy("S01", "cast=9 invalid=2 A=4 B=5").Outcome.IsApplied,
        () => Small.Copy("S02", "A=10 B=5").Outcome.IsApplied,
        () => Small.Copy("S02", "A=5 B=10", "observers/desk", CopySource.Posted, "posted").Outcome.IsApplied,
        () => Small.Submit(header => new FormCommit(header, "1102", "S04", "original", 1, Saksei.Register.Tree.Hash.OfBytes([1])), "commission/desk").Outcome.IsApplied,
    ];

    private string Anew(long size) => Encoding.UTF8.GetString(BoardFile.Write(BooksAsOf.ByContest(Small.Host.BooksAsOf(size, TestContext.Current.CancellationToken))[0]));

    private static string Flags(JsonDocument board, int flag) => string.Concat(board.RootElement.GetProperty("flags").GetString()!.Select(sign => (sign - '0' & flag) > 0 ? '1' : '0'));

    private async Task<HttpStatusCode> Again(HttpResponseMessage first)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/results/board.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var answer = await Served.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
