using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Files;
using Saksei.Election.Forms;
using Saksei.Register.Tree;
using Saksei.Store;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>A file that was taken down: what is answered and shown in its place, and what becomes of its bytes when they come again.</summary>
public sealed class TakenDownPageTests : ServedElection
{
    private static readonly byte[] Photo = [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i % 249))];
    private static readonly Hash File = Hash.OfBytes(Photo);

    [Fact]
    public async Task From_the_act_on_it_is_gone_and_its_page_says_why()
    {
        Assert.Equal(HttpStatusCode.OK, await Send(Note("S01", "party/desk")));
        using (var there = await Served.Client.GetAsync("/log/attachments/" + File.ToHex())) Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        var taken = Small.Submit(header => new FileTakeDown(header, File, TakeDownGround.PersonalData, "LPD-12"), "party/desk");
        using var gone = await Served.Client.GetAsync("/log/attachments/" + File.ToHex());
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        var said = await gone.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("file-taken-down", taken.Index, "personal-data", "LPD-12", "party"), (
            said.GetProperty("code").GetString(), said.GetProperty("index").GetInt64(), said.GetProperty("ground").GetString(), said.GetProperty("article").GetString(), said.GetProperty("by").GetString()));
        foreach (var language in (string[])["en", "km"])
        {
            var page = await Served.Client.GetStringAsync($"/{language}/stations/S01");
            Assert.Contains("LPD-12", page, StringComparison.Ordinal);
            Assert.DoesNotContain("/log/attachments/" + File.ToHex(), page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_act_that_names_it_later_stands_with_what_it_says_and_its_bytes_are_not_kept_again()
    {
        await Send(Note("S01", "party/desk"));
        Small.Submit(header => new FileTakeDown(header, File, TakeDownGround.Danger, "LPD-12"), "party/desk");
        Small.Host.RemoveTakenDown();
        Assert.Equal(HttpStatusCode.OK, await Send(Note("S02", "party/desk")));
        Assert.Equal(HttpStatusCode.OK, await Send(Note("S03", "party/desk"), withPhoto: false));
        Assert.Null(Small.Host.Store.ReadAttachmentLength(File));
        Assert.Equal(0, Small.Host.CountVoided(0, Small.Host.Head.Size));
    }

    private Submission Note(string station, string key)
    {
        var signer = SmallElection.Key(key);
        return Small.Host.Desk.Sign(new FormCopy(
            Small.Header(signer), "1102", station, CopySource.Scan, "posted", CopyMethod.Transcribed, Small.Entry("cast=9 A=4 B=5"), [new Attachment(File, Photo.Length, "image/jpeg")], null), signer);
    }

    private async Task<HttpStatusCode> Send(Submission note, bool withPhoto = true)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(note.Record.ToArray()), "note", "act.note" } };
        if (withPhoto) form.Add(new ByteArrayContent(Photo), "file", "photo.jpg");
        using var response = await Served.Client.PostAsync("/acts", form);
        return response.StatusCode;
    }
}
