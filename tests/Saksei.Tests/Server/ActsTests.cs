using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Observation;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Server;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>The door over HTTP: what is appended, what is refused and how, and that a receipt proves.</summary>
public sealed class ActsTests : ServedElection
{
    private const string Sheet = "registered=500 cast=91 invalid=5 A=41 B=30 C=15";

    private SignerKey Commission => SmallElection.Key("commission/desk");

    [Fact]
    public async Task An_act_is_applied_and_its_receipt_proves_it()
    {
        var note = Small.SignedCopy("S01", Sheet, Commission);
        var answer = await Json(await Served.Post(note.Record), HttpStatusCode.OK);
        Assert.Equal("applied", answer.GetProperty("outcome").GetString());
        Assert.Equal(note.Identity.ToHex(), answer.GetProperty("act").GetString());
        Assert.False(answer.TryGetProperty("code", out _));
        var receipt = Receipt.Parse(Encoding.UTF8.GetBytes(answer.GetProperty("receipt").GetString()!));
        Assert.True(receipt!.Proves(note.Record.Span, SmallElection.Origin, Small.Host.Founding.Log));
        Assert.Equal(answer.GetProperty("index").GetInt64(), receipt.Index);
        Assert.Contains("one copy only", await Served.Page("/en/stations/S01"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData(null)]
    public async Task A_note_is_taken_whatever_its_sender_calls_it(string? type)
    {
        using var body = new ReadOnlyMemoryContent(Small.SignedCopy("S01", Sheet, Commission).Record);
        if (type is not null) body.Headers.TryAddWithoutValidation("Content-Type", type);
        await Json(await Served.Client.PostAsync("/acts/preview", body), HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_note_again_gets_the_same_answer_byte_for_byte()
    {
        var note = Small.SignedCopy("S01", Sheet, Commission);
        var first = await (await Served.Post(note.Record)).Content.ReadAsStringAsync();
        for (var i = 2; i <= 6; i++) await Served.Post(Small.SignedCopy($"S0{i}", Sheet, Commission).Record);
        var size = Small.Host.Store.ReadHead().Size;
        Assert.Equal(first, await (await Served.Post(note.Record)).Content.ReadAsStringAsync());
        Assert.Equal(size, Small.Host.Store.ReadHead().Size);
        var index = JsonDocument.Parse(first).RootElement.GetProperty("index").GetInt64();
        Assert.Equal(JsonDocument.Parse(first).RootElement.GetProperty("receipt").GetString(), await Served.Page($"/log/receipt/{index}.tlog-proof"));
    }

    [Fact]
    public async Task The_same_text_with_other_signatures_is_the_same_act_where_they_hold_and_the_answer_says_so()
    {
        var note = Small.SignedCopy("S01", Sheet, Commission);
        var first = await Json(await Served.Post(note.Record), HttpStatusCode.OK);
        Assert.False(first.TryGetProperty("otherSignatures", out _));
        var signed = SignedAct.Parse(note.Record, out _)!;
        var other = Resigned(signed, OtherSignature(SmallElection.SeedOf("commission/desk"), signed.Text.Span));
        Assert.NotEqual(note.Record.ToArray(), other);
        var again = await Json(await Served.Post(other), HttpStatusCode.OK);
        Assert.True(again.GetProperty("otherSignatures").GetBoolean());
        foreach (var member in (string[])["index", "act", "outcome", "receipt"]) Assert.Equal(first.GetProperty(member).ToString(), again.GetProperty(member).ToString());
        var receipt = Receipt.Parse(Encoding.UTF8.GetBytes(again.GetProperty("receipt").GetString()!))!;
        Assert.True(receipt.Proves(note.Record.Span, SmallElection.Origin, Small.Host.Founding.Log));
        Assert.False(receipt.Proves(other, SmallElection.Origin, Small.Host.Founding.Log));
        var forged = await Json(await Served.Post(Resigned(signed, new byte[64])), HttpStatusCode.Forbidden);
        Assert.Equal("signature-wrong", forged.GetProperty("code").GetString());
    }

    // Ed25519 with a nonce of the signer's own choice (RFC 8032, 5.1.6): r and R are the scalar and the public key of another seed.
    private static byte[] OtherSignature(byte[] seed, ReadOnlySpan<byte> text)
    {
        var order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);
        var (nonce, point) = (ScalarOf(SmallElection.SeedOf("nonce")), SmallElection.Key("nonce").Verifier.PublicBytes());
        byte[] hashed = [.. point, .. SignerKey.FromSeed("commission/desk", seed).Verifier.PublicBytes(), .. text];
        var s = (nonce + Whole(SHA512.HashData(hashed)) * ScalarOf(seed)) % order;
        return [.. point, .. s.ToByteArray(isUnsigned: true).Concat(new byte[32]).Take(32)];
    }

    private static BigInteger ScalarOf(byte[] seed)
    {
        var half = SHA512.HashData(seed)[..32];
        (half[0], half[31]) = ((byte)(half[0] & 248), (byte)(half[31] & 63 | 64));
        return Whole(half);
    }

    private static BigInteger Whole(byte[] bytes) => new(bytes, isUnsigned: true);

    private static byte[] Resigned(SignedAct signed, byte[] signature)
    {
        var key = signed.Signatures[0].Key;
        byte[] bytes = [.. BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(key.Id)), .. signature];
        return [.. signed.Text.ToArray(), (byte)'\n', .. Encoding.UTF8.GetBytes($"\u2014 {key.Name} {Convert.ToBase64String(bytes)}\n")];
    }

    [Fact]
    public async Task A_key_that_is_weak_is_not_enrolled()
    {
        var weak = VerifierKey.Create("commission/weak", Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000000"));
        var enrol = new OrganisationEnrol(Small.Header(Commission), "commission", [new EnrolledKey(weak, KeyRole.Desk, default)]);
        var answer = await Json(await Served.Post(Small.Host.Desk.Sign(enrol, Commission).Record), HttpStatusCode.BadRequest);
        Assert.Equal("key-weak", answer.GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_act_that_breaks_a_rule_is_in_the_register_void()
    {
        await Served.Post(Small.SignedCopy("S01", Sheet, Commission).Record);
        var summary = await Served.Page("/results/tally.json");
        var answer = await Json(await Served.Post(Small.SignedCopy("S01", "registered=1", Commission).Record), HttpStatusCode.OK);
        Assert.Equal("void", answer.GetProperty("outcome").GetString());
        Assert.Equal("copy-exists", answer.GetProperty("code").GetString());
        Assert.NotEmpty(answer.GetProperty("message").GetProperty("km").GetString()!);
        Assert.Equal(summary, await Served.Page("/results/tally.json"));
        Assert.Contains("copy-exists", await Served.Page("/log/results/void.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_says_what_an_author_may_not_mean_and_the_act_takes_effect_all_the_same()
    {
        async Task<string[]> Warnings(Func<ActHeader, Act> act, string key)
        {
            var answer = await Json(await Served.Post(Small.Host.Desk.Sign(act(Small.Host.Desk.Header(SmallElection.Key(key))), SmallElection.Key(key)).Record, "/acts/preview"), HttpStatusCode.OK);
            Assert.Equal("applied", answer.GetProperty("outcome").GetString());
            return answer.TryGetProperty("warnings", out var all) ? [.. all.EnumerateArray().Select(one => one.GetProperty("code").GetString()!)] : [];
        }

        var now = Small.Host.Desk.Now();
        StationConditions Seen(ActHeader header, long from, long until) => new(header, "S01", Doors.Open, [], Saksei.Election.Stations.Seen.Yes, [], now.Plus(from), now.Plus(until), [], null);
        Assert.Empty(await Warnings(header => Seen(header, -90, -60), "observers/desk"));
        Assert.Equal(["times-disordered"], await Warnings(header => Seen(header, -60, -90), "observers/desk"));
        Assert.Equal(["time-ahead"], await Warnings(header => Seen(header, -60, 9_000), "observers/desk"));
        var incident = Small.Submit(header => new ObservationIncident(header, "closed-count", "S01", "", new DateOnly(2023, 11, 15), [], null), "observers/desk");
        Assert.Equal(["until-past"], await Warnings(header => new ObservationAnswer(header, incident.Identity, "", new DateOnly(2001, 1, 1), []), "commission/desk"));
        Assert.Empty(await Warnings(header => new ObservationAnswer(header, incident.Identity, "", new DateOnly(2100, 1, 1), []), "commission/desk"));
    }

    [Fact]
    public async Task A_preview_appends_nothing()
    {
        var note = Small.SignedCopy("S01", Sheet, Commission);
        var size = Small.Host.Store.ReadHead().Size;
        Assert.Equal("applied", (await Json(await Served.Post(note.Record, "/acts/preview"), HttpStatusCode.OK)).GetProperty("outcome").GetString());
        Assert.Equal(size, Small.Host.Store.ReadHead().Size);
        await Served.Post(note.Record);
        Assert.Equal("copy-exists", (await Json(await Served.Post(Small.SignedCopy("S01", Sheet, Commission).Record, "/acts/preview"), HttpStatusCode.OK)).GetProperty("code").GetString());
        Assert.Equal("applied", (await Json(await Served.Post(note.Record, "/acts/preview"), HttpStatusCode.OK)).GetProperty("outcome").GetString());
        await Refused(await Served.Post("x"u8.ToArray(), "/acts/preview"), "note-malformed", HttpStatusCode.BadRequest, "x"u8.ToArray());
    }

    [Fact]
    public async Task A_preview_of_what_nobody_signed_says_the_same_and_what_was_sent_can_not_be_appended()
    {
        async Task<JsonElement> Unsigned(byte[] note) => await Json(await Served.Post(WithoutSignatures(note), "/acts/preview/unsigned"), HttpStatusCode.OK);

        var note = Small.SignedCopy("S01", Sheet, Commission);
        var size = Small.Host.Store.ReadHead().Size;
        Assert.Equal("applied", (await Unsigned(note.Record.ToArray())).GetProperty("outcome").GetString());
        Assert.Equal(size, Small.Host.Store.ReadHead().Size);
        var sent = WithoutSignatures(note.Record.ToArray());
        await Refused(await Served.Post(sent), "signature-wrong", HttpStatusCode.Forbidden, sent);

        await Served.Post(note.Record);
        var again = Small.SignedCopy("S01", Sheet, Commission).Record;
        var signed = await Json(await Served.Post(again, "/acts/preview"), HttpStatusCode.OK);
        Assert.Equal(signed.ToString(), (await Unsigned(again.ToArray())).ToString());
        var stranger = WithoutSignatures(Small.SignedCopy("S01", Sheet, SmallElection.Key("stranger/desk")).Record.ToArray());
        await Refused(await Served.Post(stranger, "/acts/preview/unsigned"), "key-unknown", HttpStatusCode.Forbidden, stranger);
    }

    // As a page asks before anybody signs: the key's identifier, and nothing behind it.
    private static byte[] WithoutSignatures(byte[] note)
    {
        var signed = SignedAct.Parse(note, out _)!;
        return [.. signed.Text.Span, (byte)'\n', .. signed.Signatures.SelectMany(signature => SignedNote.SignatureLine(signature.Key, new byte[64]))];
    }

    [Fact]
    public async Task An_act_that_names_a_stored_file_with_another_length_is_turned_away()
    {
        var definition = Small.Host.Definition.Identity;
        var length = Small.Host.Store.ReadAttachment(definition)!.Length;
        foreach (var (said, status) in new[] { (length + 1, HttpStatusCode.BadRequest), (length, HttpStatusCode.OK) })
        {
            var observers = SmallElection.Key("observers/desk");
            var note = Small.Host.Desk.Sign(new StationConditions(Small.Header(observers), "S01", Doors.Open, [], Seen.Yes, [], null, null,
                [new Attachment(definition, said, "application/json")], null), observers);
            var answer = await Json(await Served.Post(note.Record), status);
            if (status != HttpStatusCode.OK) Assert.Equal("attachment-missing", answer.GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task What_the_door_turns_away_gets_a_signed_refusal()
    {
        var good = Small.SignedCopy("S01", Sheet, Commission);
        var unknown = Small.SignedCopy("S01", Sheet, SmallElection.Key("stranger/desk"));
        var elsewhere = Small.SignedCopy("S01", Sheet, Commission, "simulated.saksei.test/another");
        var text = Encoding.UTF8.GetString(good.Record.Span);
        var forged = Encoding.UTF8.GetBytes(text.Replace("\"A\":41", "\"A\":14", StringComparison.Ordinal));
        var spaced = Encoding.UTF8.GetBytes(text.Replace("\"form\":", "\"form\": ", StringComparison.Ordinal));
        var size = Small.Host.Store.ReadHead().Size;
        await Refused(await Served.Post(unknown.Record), "key-unknown", HttpStatusCode.Forbidden, unknown.Record);
        await Refused(await Served.Post(elsewhere.Record), "origin-differs", HttpStatusCode.Forbidden, elsewhere.Record);
        await Refused(await Served.Post(forged), "signature-wrong", HttpStatusCode.Forbidden, forged);
        await Refused(await Served.Post(spaced), "white-space", HttpStatusCode.BadRequest, spaced);
        await Refused(await Served.Post("noise\n"u8.ToArray()), "note-malformed", HttpStatusCode.BadRequest, "noise\n"u8.ToArray());
        await Refused(await Served.Post(Array.Empty<byte>()), "note-malformed", HttpStatusCode.BadRequest, Array.Empty<byte>());
        Assert.Equal(size, Small.Host.Store.ReadHead().Size);
    }

    [Theory]
    [InlineData(65_536)]
    [InlineData(900_000)]
    [InlineData(10_000_000)]
    public async Task A_note_over_the_limit_is_refused_unread(int length)
    {
        await Refused(await Served.Post(new byte[length]), "act-too-long", HttpStatusCode.RequestEntityTooLarge, Array.Empty<byte>());
    }

    [Fact]
    public async Task A_note_over_the_limit_that_does_not_say_so_is_read_no_further_than_one_byte()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/acts") { Content = new StreamContent(new MemoryStream(new byte[100_000])) };
        request.Headers.TransferEncodingChunked = true;
        await Refused(await Served.Client.SendAsync(request), "act-too-long", HttpStatusCode.RequestEntityTooLarge, new byte[65_536]);
    }

    [Fact]
    public async Task Many_at_once_share_commits_and_each_gets_its_own_place()
    {
        var notes = Enumerable.Range(0, 200).Select(i => Small.SignedCopy($"S{i % 10 + 1:00}", $"registered={i} cast={i} A={i}", Commission)).ToList();
        var answers = await Task.WhenAll(notes.Select(async note => await Json(await Served.Post(note.Record), HttpStatusCode.OK)));
        Assert.Equal(200, answers.Select(answer => answer.GetProperty("index").GetInt64()).Distinct().Count());
        Assert.Equal(10, answers.Count(answer => answer.GetProperty("outcome").GetString() == "applied"));
        Assert.True(Small.Host.Store.ReadCheckpointSizes().Count < 200);
        foreach (var (note, answer) in notes.Zip(answers))
            Assert.True(Receipt.Parse(Encoding.UTF8.GetBytes(answer.GetProperty("receipt").GetString()!))!.Proves(note.Record.Span, SmallElection.Origin, Small.Host.Founding.Log));
    }

    [Fact]
    public async Task A_register_without_keys_reads_and_does_not_append()
    {
        var note = Small.SignedCopy("S01", Sheet, Commission);
        var copy = Path.Combine(Small.Folder, "reader");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Small.RegisterFolder)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        using var host = RegisterHost.Open(copy);
        await using var server = await RunningServer.Start(host);
        var answer = await Json(await server.Post(note.Record), HttpStatusCode.ServiceUnavailable);
        Assert.Equal("register-read-only", answer.GetProperty("code").GetString());
        Assert.Contains("10 stations", await server.Page("/en/"), StringComparison.Ordinal);
        Assert.Equal("applied", (await Json(await server.Post(note.Record, "/acts/preview"), HttpStatusCode.OK)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Who_asks_too_often_is_refused()
    {
        await using var server = await RunningServer.Start(Small.Host, new ServerOptions("http://127.0.0.1:0") { ReadsPerTenSeconds = 3 });
        for (var i = 0; i < 3; i++) await server.Page("/log/checkpoint");
        Assert.Contains("too-many-requests", await server.Page("/log/checkpoint", HttpStatusCode.TooManyRequests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAPI_describes_both_doors_and_their_answers()
    {
        var paths = JsonDocument.Parse(await Served.Page("/openapi/v1.json")).RootElement.GetProperty("paths");
        foreach (var path in new[] { "/acts", "/acts/preview" })
        {
            var post = paths.GetProperty(path).GetProperty("post");
            Assert.True(post.GetProperty("requestBody").GetProperty("content").TryGetProperty("text/plain", out _));
            foreach (var status in new[] { "200", "400", "403", "413", "503" }) Assert.True(post.GetProperty("responses").TryGetProperty(status, out _));
        }
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task Refused(HttpResponseMessage response, string code, HttpStatusCode status, ReadOnlyMemory<byte> received)
    {
        var answer = await Json(response, status);
        Assert.Equal(code, answer.GetProperty("code").GetString());
        Assert.NotEmpty(answer.GetProperty("message").GetProperty("en").GetString()!);
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(answer.GetProperty("refusal").GetString()!))!;
        Assert.True(note.IsSignedBy(Small.Host.Founding.Log));
        var lines = Encoding.UTF8.GetString(note.Text.Span).Split('\n');
        Assert.Equal(["saksei/refusal/v1", SmallElection.Origin], lines[..2]);
        var body = JsonDocument.Parse(lines[2]).RootElement;
        Assert.Equal(Hash.OfBytes(received.Span).ToHex(), body.GetProperty("act").GetString());
        Assert.Equal(code, body.GetProperty("code").GetString());
    }
}
