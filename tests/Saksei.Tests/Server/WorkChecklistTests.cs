using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>What My station says of checklists to a phone.</summary>
public sealed partial class WorkChecklistTests : ServedElection
{
    private const string Observers = "observers/desk";
    private static readonly ImmutableArray<CodedQuestion> Questions = [new("doors", QuestionType.SelectOne, ["open", "closed"])];

    public WorkChecklistTests() : base(SmallElection.WithFindings)
    {
    }

    [Fact]
    public async Task A_page_without_checklists_has_no_part_for_them()
    {
        Assert.DoesNotContain("data-part=\"checklists\"", await Served.Page("/en/work/stations/S01"), StringComparison.Ordinal);
        Registered("pictures", "1", null, "image/png");
        Assert.DoesNotContain("data-part=\"checklists\"", await Served.Page("/en/work/stations/S01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_version_is_listed_with_all_versions_and_what_stands_at_this_station()
    {
        var first = Registered("count", "1", null);
        var answers = Applied(header => new ObservationAnswers(header, "S01", first, 2, [new("doors", ["open"], null)], [], null));
        var second = Registered("count", "2", first);
        Registered("opening", "1", null);

        var lists = await Lists("S01");
        Assert.Equal(["count", "opening"], lists.Select(one => one.GetProperty("id").GetString()));
        Assert.Equal(second.ToHex(), lists[0].GetProperty("act").GetString());
        Assert.Equal([first.ToHex(), second.ToHex()], lists[0].GetProperty("versions").EnumerateArray().Select(act => act.GetString()));
        var standing = Assert.Single(lists[0].GetProperty("standing").EnumerateArray());
        Assert.Equal((answers.ToHex(), "observers", 2), (standing.GetProperty("act").GetString(), standing.GetProperty("organisation").GetString(), standing.GetProperty("team").GetInt32()));
        Assert.Equal(0, lists[1].GetProperty("standing").GetArrayLength());
        Assert.Equal(0, (await Lists("S06"))[0].GetProperty("standing").GetArrayLength());
        await Served.Client.GetByteArrayAsync("/log/attachments/" + lists[0].GetProperty("sha256").GetString());
    }

    private async Task<ImmutableArray<JsonElement>> Lists(string station)
    {
        var json = WebUtility.HtmlDecode(Assert.Single(Listed().Matches(await Served.Page("/km/work/stations/" + station))).Groups[1].Value);
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(one => one.Clone())];
    }

    private Hash Registered(string id, string version, Hash? previous, string type = "application/json")
    {
        byte[] file = [.. "A form\n"u8];
        return Applied(header => new ObservationChecklist(header, id, version, new Attachment(Small.Host.Store.AddAttachment(file, type), file.Length, type), Questions, previous));
    }

    private Hash Applied(Func<ActHeader, Act> act)
    {
        var submitted = Small.Submit(act, Observers);
        Assert.Equal(Outcome.Applied, submitted.Outcome);
        return submitted.Identity;
    }

    [GeneratedRegex("data-lists=\"([^\"]+)\"")]
    private static partial Regex Listed();
}
