using System.Net;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Stations;
using Saksei.Register.Tree;
using Saksei.Store;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Files that come with the act that names them.</summary>
public sealed class ActFileTests : ServedElection
{
    private static readonly byte[] Photo = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i % 251))];

    [Fact]
    public async Task A_photo_comes_with_the_act_that_names_it_and_is_served()
    {
        var note = Note(Photo);
        await Answer("/acts/preview", HttpStatusCode.OK, note.Record, Photo);
        Assert.Null(Small.Host.Store.ReadAttachmentLength(Hash.OfBytes(Photo)));
        var answer = await Answer("/acts", HttpStatusCode.OK, note.Record, Photo);
        Assert.Equal("applied", answer.GetProperty("outcome").GetString());
        using var served = await Served.Client.GetAsync("/log/attachments/" + Hash.OfBytes(Photo).ToHex());
        Assert.Equal(("image/jpeg", Photo.Length), (served.Content.Headers.ContentType!.MediaType, (await served.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(answer.ToString(), (await Answer("/acts", HttpStatusCode.OK, note.Record)).ToString());
    }

    [Fact]
    public async Task A_file_that_the_act_does_not_name_is_not_kept_and_the_act_not_appended()
    {
        byte[] other = [1, 2, 3];
        var (note, size) = (Note(Photo), Small.Host.Store.ReadHead().Size);
        Assert.Equal("file-not-named", (await Answer("/acts", HttpStatusCode.BadRequest, note.Record, Photo, other)).GetProperty("code").GetString());
        Assert.Equal("file-not-named", (await Answer("/acts", HttpStatusCode.BadRequest, note.Record, [.. Photo, 0])).GetProperty("code").GetString());
        Assert.Equal("attachment-missing", (await Answer("/acts", HttpStatusCode.BadRequest, note.Record)).GetProperty("code").GetString());
        Assert.Null(Small.Host.Store.ReadAttachmentLength(Hash.OfBytes(other)));
        Assert.Null(Small.Host.Store.ReadAttachmentLength(Hash.OfBytes(Photo)));
        Assert.Equal(size, Small.Host.Store.ReadHead().Size);
    }

    [Fact]
    public async Task Nobody_without_an_enrolled_key_can_store_a_file()
    {
        var note = Note(Photo, "stranger/desk");
        Assert.Equal("key-unknown", (await Answer("/acts", HttpStatusCode.Forbidden, note.Record, Photo)).GetProperty("code").GetString());
        Assert.Null(Small.Host.Store.ReadAttachmentLength(Hash.OfBytes(Photo)));
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--\r\n", "note-malformed")]
    [InlineData("", "multipart-malformed")]
    [InlineData("no boundary at all", "multipart-malformed")]
    public async Task What_is_no_multipart_is_refused_with_a_code(string body, string code)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using var response = await Served.Client.PostAsync("/acts", content);
        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()));
    }

    private Submission Note(byte[] photo, string key = "observers/desk")
    {
        var signer = SmallElection.Key(key);
        return Small.Host.Desk.Sign(new StationConditions(Small.Header(signer), "S01", Doors.Open, [], Seen.Yes, [], null, null,
            [new Attachment(Hash.OfBytes(photo), photo.Length, "image/jpeg")], null), signer);
    }

    private async Task<JsonElement> Answer(string path, HttpStatusCode status, ReadOnlyMemory<byte> note, params byte[][] files)
    {
        using var form = new MultipartFormDataContent { { new ReadOnlyMemoryContent(note), "act" } };
        foreach (var file in files) form.Add(new ByteArrayContent(file), "file", "photo.jpg");
        using var response = await Served.Client.PostAsync(path, form);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
