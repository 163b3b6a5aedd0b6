using Saksei.Election.Acts;
using Saksei.Election.Findings;
using Saksei.Tests.Election;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Pages of what others said, written down from public record.</summary>
public sealed class RecordPageTests
{
    [Fact]
    public async Task Statements_stand_by_when_they_were_made_the_latest_first_whatever_was_written_down_last()
    {
        using var election = new SmallElection((role, text) => SmallElection.WithFindings(role, SmallElection.WithProcedures(role, text)));
        byte[] paper = [.. "A paper\n"u8];
        var samples = new VoiceSamples(new Attachment(election.Host.Store.AddAttachment(paper, "text/plain"), paper.Length, "text/plain"));
        foreach (var on in (string[])["2021-02-14", "2023", "2022-05"])
            Assert.True(election.Submit(header => samples.Statement(header) with { Reported = new Reported("observers", on, "https://example.org/") }, "commission/desk").Outcome.IsApplied);
        await using var server = await RunningServer.Start(election.Host);
        var page = await server.Page("/en/statements");
        int[] places = [.. new[] { "· 2023<", "· 2022-05<", "· 14 February 2021<" }.Select(when => page.IndexOf(when, StringComparison.Ordinal))];
        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
        // The paper is named by what its language calls itself.
        Assert.Matches("<a lang=\"en\" href=\"/log/attachments/[0-9a-f]+\">English</a>", page);
    }

    // Of 2022 and a month of it nobody knows which came first: then it is an answer.
    [Theory]
    [InlineData("2022-01-07", "2022-06-10", true)]
    [InlineData("2021", "2022", true)]
    [InlineData("2022-01-07", "2022", false)]
    [InlineData("2022", "2022-06-10", false)]
    [InlineData("2022-06-10", "2022-06", false)]
    public async Task What_was_said_before_a_finding_is_an_earlier_word_and_no_answer_to_it(string said, string found, bool isBefore)
    {
        using var election = new SmallElection((role, text) => SmallElection.WithFindings(role, SmallElection.WithProcedures(role, text)));
        byte[] paper = [.. "A paper\n"u8];
        var samples = new VoiceSamples(new Attachment(election.Host.Store.AddAttachment(paper, "text/plain"), paper.Length, "text/plain"));
        var finding = election.Submit(header => samples.Finding(header, "party") with { Due = null, Reported = new Reported("observers", found, "https://example.org/") }, "commission/desk");
        Assert.True(finding.Outcome.IsApplied, finding.Outcome.ToString());
        Assert.True(election.Submit(header => samples.Answer(header, finding.Identity) with { Reported = new Reported("party", said, "https://example.org/") }, "commission/desk").Outcome.IsApplied);
        var file = Assert.Single(election.Fold.Findings.Findings);
        Assert.Equal((isBefore ? AnswerState.NoneFound : AnswerState.InPart, isBefore ? 1 : 0), (file.StateAt(election.Fold.Tick), file.SaidBefore.Count));
        await using var server = await RunningServer.Start(election.Host);
        Assert.Equal(isBefore, (await server.Page("/en/findings/1")).Contains("Said before: ", StringComparison.Ordinal));
        Assert.Equal(isBefore, (await server.Page("/en/findings")).Contains("Said before: ", StringComparison.Ordinal));
        Assert.Equal(isBefore, (await server.Page("/results/findings.json")).Contains("\"answers\":[],\"saidBefore\":[{", StringComparison.Ordinal));
    }
}
