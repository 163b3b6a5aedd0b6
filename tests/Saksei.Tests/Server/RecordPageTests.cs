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
}
