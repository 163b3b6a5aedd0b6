using System.Net;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Server;
using Saksei.Store;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Attacks by which anybody, or anybody with a key, might keep others from posting and reading.</summary>
public sealed class FloodTests : ServedElection
{
    private const string Sheet = "registered=500 cast=91 invalid=5 A=41 B=30 C=15";
    private static readonly byte[] Photo = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i % 251))];

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/acts")]
    [InlineData("/acts/preview")]
    public async Task A_known_note_is_answered_before_any_of_its_files_is_read(string path)
    {
        var note = Note();
        await Post(note, Photo);
        using var attacker = new RawConnection(Served.Client.BaseAddress!);
        Begin(attacker, path, note);

        // The rest of a million parts never comes, and isn't waited for.
        attacker.Send(Part(Photo));
        Assert.Contains("\"outcome\":\"applied\"", await attacker.ReadUntil("\r\n0\r\n", Patience), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_came_already_ends_the_reading()
    {
        using var attacker = new RawConnection(Served.Client.BaseAddress!);
        Begin(attacker, "/acts", Note(Photo, [1, 2, 3]));
        attacker.Send(Part(Photo));
        attacker.Send(Part(Photo));
        attacker.Send("--b\r\n");
        Assert.Contains("file-twice", await attacker.ReadUntil("file-twice", Patience), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_beyond_those_that_the_act_names_ends_the_reading()
    {
        using var attacker = new RawConnection(Served.Client.BaseAddress!);
        Begin(attacker, "/acts", Note());
        attacker.Send(Part(Photo));
        attacker.Send("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n");
        Assert.Contains("file-not-named", await attacker.ReadUntil("file-not-named", Patience), StringComparison.Ordinal);
        Assert.Null(Small.Host.Store.ReadAttachmentLength(Hash.OfBytes(Photo)));
    }

    [Fact]
    public async Task Readers_who_take_their_time_over_a_large_attachment_take_no_memory()
    {
        var attachment = Small.Host.Store.AddAttachment(new byte[16 << 20], "image/jpeg");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var readers = Enumerable.Range(0, 40).Select(_ => new RawConnection(Served.Client.BaseAddress!)).ToList();
        foreach (var reader in readers) reader.Send($"GET /log/attachments/{attachment.ToHex()} HTTP/1.1\r\nHost: x\r\n\r\n");
        foreach (var reader in readers) Assert.Contains("200 OK", await reader.ReadUntil("\r\n\r\n", Patience), StringComparison.Ordinal);
        Assert.InRange((GC.GetTotalMemory(forceFullCollection: true) - before) / readers.Count, long.MinValue, 512 << 10);
        readers.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task An_attachment_comes_whole_and_once_known_not_again()
    {
        var bytes = Enumerable.Range(0, 300_001).Select(i => (byte)(i * 7 % 253)).ToArray();
        var path = "/log/attachments/" + Small.Host.Store.AddAttachment(bytes, "image/png").ToHex();
        using var first = await Served.Client.GetAsync(path, Patience);
        Assert.Equal(bytes, await first.Content.ReadAsByteArrayAsync(Patience));
        Assert.Equal(bytes.Length, first.Content.Headers.ContentLength);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, (await Served.Client.SendAsync(again, Patience)).StatusCode);
    }

    [Fact]
    public async Task One_address_fetches_only_so_many_attachments_at_once()
    {
        var attachment = Small.Host.Store.AddAttachment(new byte[4 << 20], "image/jpeg").ToHex();
        await using var server = await RunningServer.Start(Small.Host, new ServerOptions("http://127.0.0.1:0") { DownloadsOfAddress = 2 });
        using RawConnection one = new(server.Client.BaseAddress!), other = new(server.Client.BaseAddress!);
        foreach (var reader in new[] { one, other })
        {
            reader.Send($"GET /log/attachments/{attachment} HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.Contains("200 OK", await reader.ReadUntil("\r\n\r\n", Patience), StringComparison.Ordinal);
        }

        using var third = await server.Client.GetAsync("/log/attachments/" + attachment, Patience);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, third.StatusCode);
        Assert.NotNull(third.Headers.RetryAfter);
        await server.Page("/en/");
    }

    [Fact]
    public async Task Previews_beyond_an_addresss_share_wait_for_their_turn_and_keep_its_acts_and_pages_from_nothing()
    {
        var note = Note(Photo).Record;
        await using var server = await RunningServer.Start(Small.Host, new ServerOptions("http://127.0.0.1:0") { PreviewsPerTenSeconds = 10 });
        var previews = Enumerable.Range(0, 80).Select(_ => Preview(server, note)).ToList();
        while (!previews.Any(preview => preview.IsCompleted && preview.Result == HttpStatusCode.TooManyRequests)) await Task.Delay(10, Patience);
        Assert.Contains(previews, preview => !preview.IsCompleted);
        await server.Page("/en/");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await server.Post(note)).StatusCode);
        Assert.Contains(previews, preview => !preview.IsCompleted);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await previews.First(preview => !preview.IsCompleted));
    }

    [Fact]
    public async Task Only_so_many_bytes_of_bundles_wait_for_readers_of_one_address()
    {
        await Served.Post(Note(Photo).Record);
        var size = Small.Host.Head.Size;
        await using var server = await RunningServer.Start(Small.Host, new ServerOptions("http://127.0.0.1:0") { UnsentBytesOfAddress = 10 });
        using var refused = await server.Client.GetAsync($"/log/tile/entries/000.p/{size}", Patience);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        using var bundle = await Served.Client.GetAsync($"/log/tile/entries/000.p/{size}", Patience);
        Assert.Equal(bundle.Content.Headers.ContentLength, (await bundle.Content.ReadAsByteArrayAsync(Patience)).Length);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/log/tile/entries/000.p/{size}");
        again.Headers.TryAddWithoutValidation("If-None-Match", bundle.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, (await Served.Client.SendAsync(again, Patience)).StatusCode);
    }

    [Fact]
    public async Task Only_so_many_bytes_of_tables_wait_for_readers_of_one_address()
    {
        await using var server = await RunningServer.Start(Small.Host, new ServerOptions("http://127.0.0.1:0") { UnsentBytesOfAddress = 10 });
        using var refused = await server.Client.GetAsync("/data/results.csv", Patience);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await Served.Client.GetAsync("/data/results.csv", Patience)).StatusCode);
        await server.Page("/en/");
    }

    [Fact]
    public async Task Keys_of_one_organisation_share_the_room_for_its_files_and_take_none_from_others()
    {
        var agent = SmallElection.Key("observers/agent-2");
        Small.Submit(header => new OrganisationEnrol(header, "observers", [new EnrolledKey(agent.Verifier, KeyRole.Agent, Hash.OfBytes([1]))]), "observers/desk");
        await using var server = await RunningServer.Start(Small.Host, new ServerOptions("http://127.0.0.1:0") { UploadBytesOfOrganisation = 1500 });
        using RawConnection one = new(server.Client.BaseAddress!), other = new(server.Client.BaseAddress!), party = new(server.Client.BaseAddress!);
        Begin(one, "/acts", Note(Photo));
        one.Send("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n");

        // Until the first upload was begun there is room.
        var answer = "";
        for (var attempt = 0; attempt < 100 && !answer.Contains("503", StringComparison.Ordinal); attempt++)
        {
            using var second = new RawConnection(server.Client.BaseAddress!);
            Begin(second, "/acts", NoteOf(agent, Photo));
            second.Send(Part(Photo));
            second.Send("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n");
            answer = await second.ReadUntil("\"message\"", Patience);
        }

        Assert.Contains("server-busy", answer, StringComparison.Ordinal);
        Begin(party, "/acts", NoteOf(SmallElection.Key("party/desk"), Photo));
        party.Send(Part(Photo));
        party.Send("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n");
        Assert.Contains("file-not-named", await party.ReadUntil("file-not-named", Patience), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_beyond_what_a_request_may_bring_has_a_code()
    {
        using var form = new MultipartFormDataContent { { new ReadOnlyMemoryContent(Note(Photo).Record), "act" }, { new ByteArrayContent(new byte[17 << 20]), "file", "f" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/acts") { Content = form };
        request.Headers.ExpectContinue = true;
        using var refused = await Served.Client.SendAsync(request, Patience);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains("upload-too-long", await refused.Content.ReadAsStringAsync(Patience), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_holds_only_so_many_connections_open()
    {
        await using var server = await RunningServer.Start(Small.Host, new ServerOptions("http://127.0.0.1:0") { ConnectionsOfAddress = 3 });
        var held = Enumerable.Range(0, 3).Select(_ => new RawConnection(server.Client.BaseAddress!)).ToList();
        foreach (var connection in held)
        {
            connection.Send("GET /log/checkpoint HTTP/1.1\r\nHost: x\r\n\r\n");
            await connection.ReadUntil("200 OK", Patience);
        }

        using var beyond = new RawConnection(server.Client.BaseAddress!);
        Assert.True(await beyond.IsClosed(Patience));
        held.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task A_key_that_floods_is_limited_and_other_keys_of_its_address_are_not()
    {
        await using var server = await RunningServer.Start(Small.Host, new ServerOptions("http://127.0.0.1:0") { PostsOfKeyPerTenSeconds = 2 });
        var (flooding, other) = (SmallElection.Key("commission/desk"), SmallElection.Key("observers/desk"));
        for (var i = 1; i <= 2; i++) Assert.Equal(HttpStatusCode.OK, (await server.Post(Small.SignedCopy($"S0{i}", Sheet, flooding).Record)).StatusCode);
        var size = Small.Host.Store.ReadHead().Size;
        using var refused = await server.Post(Small.SignedCopy("S03", Sheet, flooding).Record);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("too-many-requests", await refused.Content.ReadAsStringAsync(Patience), StringComparison.Ordinal);
        Assert.Equal(size, Small.Host.Store.ReadHead().Size);
        Assert.Equal(HttpStatusCode.OK, (await server.Post(Small.SignedCopy("S04", Sheet, other).Record)).StatusCode);
    }

    [Fact]
    public async Task A_known_act_is_previewed_as_it_was_stored()
    {
        var note = Small.SignedCopy("S01", "registered=1", SmallElection.Key("party/desk"));
        var stored = JsonDocument.Parse(await (await Served.Post(note.Record)).Content.ReadAsStringAsync(Patience)).RootElement;
        Assert.Equal("void", stored.GetProperty("outcome").GetString());
        var preview = JsonDocument.Parse(await (await Served.Post(note.Record, "/acts/preview")).Content.ReadAsStringAsync(Patience)).RootElement;
        foreach (var name in new[] { "outcome", "code", "index" }) Assert.Equal(stored.GetProperty(name).ToString(), preview.GetProperty(name).ToString());
    }

    private Submission Note(params byte[][] files) => NoteOf(SmallElection.Key("observers/desk"), files);

    private Submission NoteOf(SignerKey signer, params byte[][] files)
    {
        return Small.Host.Desk.Sign(new StationConditions(Small.Header(signer), "S01", Doors.Open, [], Seen.Yes, [], null, null,
            [.. (files.Length == 0 ? [Photo] : files).Select(file => new Attachment(Hash.OfBytes(file), file.Length, "image/jpeg"))], null), signer);
    }

    private async Task Post(Submission note, byte[] photo)
    {
        using var form = new MultipartFormDataContent { { new ReadOnlyMemoryContent(note.Record), "act" }, { new ByteArrayContent(photo), "file", "photo.jpg" } };
        Assert.Equal(HttpStatusCode.OK, (await Served.Client.PostAsync("/acts", form, Patience)).StatusCode);
    }

    // A body that says it is long, and its first part.
    private static async Task<HttpStatusCode> Preview(RunningServer server, ReadOnlyMemory<byte> note)
    {
        using var content = new ReadOnlyMemoryContent(note);
        using var answer = await server.Client.PostAsync("/acts/preview", content, Patience);
        return answer.StatusCode;
    }

    private static void Begin(RawConnection connection, string path, Submission note)
    {
        connection.Send($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n");
        connection.Send(Part(note.Record.Span));
    }

    private static byte[] Part(ReadOnlySpan<byte> content) => [.. Encoding.UTF8.GetBytes("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n"), .. content, .. "\r\n"u8];
}
