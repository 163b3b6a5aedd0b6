using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>Every figure of equal treatment, and every count of cases, opens what it counts: as many as it says.</summary>
public sealed partial class FigureTests(Stage stage)
{
    /// <summary>Pages whose figures are followed.</summary>
    public static TheoryData<string> Pages => new(
        "/en/treatment", "/en/treatment/beside", "/en/treatment/strata?question=endorsement-not-issued&grouping=north-south", "/en/treatment/strata?question=complaint-late&grouping=old-new",
        "/en/treatment/strata?question=incident-unanswered&grouping=who-watches",
        "/en/cases", "/en/cases/complaints", "/en/cases/complaints?party=party-05", "/en/cases/activities?place=08", "/en/cases/endorsements");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_figure_opens_as_many_as_it_says(string path)
    {
        var address = (await stage.Of(Stage.Rehearsal)).Address;
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        var figures = Figure().Matches(await client.GetStringAsync(new Uri(path, UriKind.Relative)))
            .Select(match => (To: WebUtility.HtmlDecode(match.Groups[1].Value), Says: Numbers(Tags().Replace(match.Groups[2].Value, "")))).Where(figure => figure.Says.Count > 0).ToList();
        Assert.NotEmpty(figures);
        foreach (var (to, says) in figures)
        {
            var opened = await client.GetStringAsync(new Uri(to, UriKind.Relative));
            var heading = Numbers(Heading().Match(opened).Groups[1].Value);
            Assert.True(says.TrueForAll(heading.Contains), $"{path} says {string.Join(" of ", says)}, {to} opens {string.Join(" of ", heading)}");
        }
    }

    /// <summary>A figure of the observation opens a list of that many stations, narrowed to its area, organisation and answer.</summary>
    [Fact]
    public async Task A_figure_of_the_observation_opens_as_many_stations()
    {
        using var client = new HttpClient { BaseAddress = new Uri((await stage.Of(Stage.Rehearsal)).Address) };
        var figures = Observed().Matches(await client.GetStringAsync(new Uri("/en/observation", UriKind.Relative)))
            .Select(match => (To: WebUtility.HtmlDecode(match.Groups[1].Value), Says: Numbers(Tags().Replace(match.Groups[2].Value, ""))[0])).ToList();
        Assert.True(figures.Count > 60);
        // Of copies that were refused a station may have several.
        foreach (var (to, says) in figures.Where(figure => !figure.To.Contains("figure=refused", StringComparison.Ordinal)))
        {
            var heading = Numbers(Heading().Match(await client.GetStringAsync(new Uri(to, UriKind.Relative))).Groups[1].Value);
            Assert.True(heading.Contains(says), $"says {says}, {to} opens {string.Join(" of ", heading)}");
        }
    }

    [Theory]
    [InlineData("/en/cases/complaints?state=bogus")]
    [InlineData("/en/cases/parties?state=effective")]
    [InlineData("/en/cases/complaints?party=The+commission+stuffed+ballots")]
    [InlineData("/en/cases/complaints?place=nowhere")]
    [InlineData("/en/treatment/stations?figure=closed&organisations=party-01")]
    [InlineData("/en/treatment/stations?figure=observed&by=party-01")]
    [InlineData("/en/treatment/waits?grouping=north-south&group=north&figure=bogus")]
    [InlineData("/en/treatment/stations?figure=both&organisations=nobody%20else")]
    [InlineData("/en/treatment/cases?question=complaint-late&grouping=north-south&group=north&stratum=nowhere")]
    public async Task A_figure_that_nobody_gave_has_no_page(string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri((await stage.Of(Stage.Rehearsal)).Address) };
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    // "3 of 17", "2 248": numbers as the page groups them, without a word for one.
    private static List<string> Numbers(string text) => [.. Number().Matches(WebUtility.HtmlDecode(text).Replace("One ", "1 ", StringComparison.Ordinal).Replace("one ", "1 ", StringComparison.Ordinal)).Select(match => match.Value)];

    [GeneratedRegex("<a(?: class=\"[^\"]*\")? href=\"(/en/(?:treatment/(?:cases|waits|stations)|cases/[a-z]+\\?)[^\"]*)\"[^>]*>(.*?)</a>")]
    private static partial Regex Figure();

    [GeneratedRegex("<a[^>]* href=\"(/en/observation/stations[^\"]*)\"[^>]*>(.*?)</a>")]
    private static partial Regex Observed();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex("<h1>(.*?)</h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("[0-9][0-9\u202f]*")]
    private static partial Regex Number();
}
