using System.Net;
using System.Text.Json;
using Saksei.Election.Organisations;
using Saksei.Register.Tree;
using Saksei.Server.Pages.Work.Scripts;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>What the server says of scripts: which act states one, and which of those that it serves are stated.</summary>
public sealed class ScriptPageTests : ServedElection
{
    private static readonly PageScript Other = new("work/work.js", Hash.OfBytes([1]));

    private static PageScript Served0 => ServedScripts.All[0].Script;

    [Fact]
    public async Task The_answer_names_the_first_act_that_states_a_script_or_else_another_of_its_name()
    {
        Assert.Equal("none", (await Ask(Served0)).State);
        var other = State("observers/desk", Other);
        Assert.Equal(("other", other), await Ask(Served0));
        var first = State("party/desk", Served0);
        State("observers/desk", Served0);
        Assert.Equal(("registered", first), await Ask(Served0));
        Assert.Equal("none", (await Ask(Served0 with { Name = "work/another.js" })).State);
        await Served.Page("/scripts?name=work%2Fwork.js&sha256=none", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("en", "No organisation has registered any script yet", "All of them are registered")]
    [InlineData("km", "មិនទាន់មានអង្គភាពណាចុះបញ្ជីស្គ្រីប", "ទាំងអស់បានចុះបញ្ជី")]
    public async Task The_check_page_lists_what_is_served_by_who_registered_it(string language, string none, string all)
    {
        Assert.Contains(none, await Check(language), StringComparison.Ordinal);
        var act = State("party/desk", [Other, .. ServedScripts.All.Skip(1).Select(served => served.Script)]);
        var some = await Check(language);
        Assert.Contains("data-scripts=\"some\"", some, StringComparison.Ordinal);
        Assert.Contains(Other.Sha256.ToHex(), some, StringComparison.Ordinal);
        Assert.Contains($"/log/acts/{act}", some, StringComparison.Ordinal);
        State("observers/desk", Served0);
        Assert.Contains(all, await Check(language), StringComparison.Ordinal);
    }

    [Fact]
    public void An_organisation_is_one_witness_of_a_script_and_earlier_views_stay()
    {
        State("party/desk", Served0);
        var before = Small.Host.Snapshot().Scripts;
        State("party/desk", Served0);
        State("observers/desk", Served0, Other with { Name = "more" });
        Assert.Equal(["party"], before.Find(Served0)!.Witnesses.Select(witness => witness.Organisation));
        Assert.Equal(1, before.Count);
        var now = Small.Host.Snapshot().Scripts;
        Assert.Equal(["party", "observers"], now.Find(Served0)!.Witnesses.Select(witness => witness.Organisation));
        Assert.Equal(2, now.Count);
    }

    [Fact]
    public void Scripts_are_closed_once_others_of_their_names_are_stated()
    {
        Assert.Empty(ServedScripts.Closed(Small.Host.Snapshot().Scripts));
        State("party/desk", Other);
        Assert.Equal(["work/work.js"], ServedScripts.Closed(Small.Host.Snapshot().Scripts).Select(served => served.Script.Name));
        State("party/desk", Served0);
        Assert.Empty(ServedScripts.Closed(Small.Host.Snapshot().Scripts));
    }

    private async Task<string> Check(string language) => WebUtility.HtmlDecode(await Served.Page($"/{language}/check"));

    private async Task<(string? State, long Act)> Ask(PageScript script)
    {
        using var answer = JsonDocument.Parse(await Served.Page($"/scripts?name={Uri.EscapeDataString(script.Name)}&sha256={script.Sha256.ToHex()}"));
        return (answer.RootElement.GetProperty("state").GetString(), answer.RootElement.TryGetProperty("act", out var act) ? act.GetInt64() : -1);
    }

    private long State(string desk, params PageScript[] scripts)
    {
        var submitted = Small.Submit(header => new RegisterScripts(header, [.. scripts]), desk);
        Assert.True(submitted.Outcome.IsApplied);
        return submitted.Index;
    }
}
