using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Server;
using Saksei.Server.Acts;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>The letter box between phones and desks: nobody can fill it for others, and it gives what its phones put in.</summary>
public sealed class EnrolmentTests : ServedElection
{
    private static readonly IPAddress Flooder = IPAddress.Parse("192.0.2.1"), Phone = IPAddress.Parse("192.0.2.2");

    [Fact]
    public async Task A_desk_is_given_what_its_phones_put_in()
    {
        var answer = Answer("party/agent-1", 1);
        Assert.Equal(HttpStatusCode.OK, await Put(answer));
        Assert.Equal(HttpStatusCode.OK, await Put(answer));
        Assert.Equal(HttpStatusCode.OK, await Put(Answer("party/agent-2", 1)));
        Assert.Equal(answer + Answer("party/agent-2", 1), await Letters("party"));
        Assert.Equal("", await Letters("observers"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Put(new string('x', EnrolmentAnswer.MostBytes + 1)));
    }

    [Theory]
    [InlineData("an organisation that isn't known", "party/agent-1", "nobody/agent-1")]
    [InlineData("a name of no form", "party/agent-1", "party/agent")]
    [InlineData("a name with more behind it", "party/agent-1", "party/agent-1/2")]
    [InlineData("a role that slips don't have", "party/agent-1", "party/recovery-1")]
    [InlineData("another register", SmallElection.Origin + "\n", "simulated.saksei.test/other\n")]
    [InlineData("no slip number", "\n1\n", "\n01\n")]
    [InlineData("no code", "=\n", "\n")]
    [InlineData("more behind it", "=\n", "=\n\n")]
    [InlineData("another format", "v1\n", "v2\n")]
    public async Task The_box_takes_nothing_else(string what, string part, string other)
    {
        var answer = part == "party/agent-1" ? Answer(other, 1) : Answer("party/agent-1", 1).Replace(part, other, StringComparison.Ordinal);
        Assert.True(HttpStatusCode.BadRequest == await Put(answer), what);
    }

    [Fact]
    public async Task The_box_takes_nothing_of_another_log()
    {
        var log = SignerKey.FromSeed(SmallElection.Origin, new byte[32]).Verifier.Text;
        Assert.Equal(HttpStatusCode.BadRequest, await Put(Answer("party/agent-1", 1).Replace(Small.Host.Founding.Log.Text, log, StringComparison.Ordinal)));
    }

    [Fact]
    public void Junk_of_a_name_does_not_push_out_its_owner()
    {
        var box = new LetterBox<EnrolmentAnswer>(64 << 20, EnrolmentAnswer.MostOfName);
        var own = Read("party/agent-1", 0);
        box.Put(own, Phone);
        foreach (var number in Enumerable.Range(1, 100)) box.Put(Read("party/agent-1", number), Flooder);
        Assert.Equal(EnrolmentAnswer.MostOfName, Everything(box).Count);
        Assert.Contains(own, Everything(box));

        var late = Read("party/agent-1", 101);
        box.Put(late, IPAddress.Parse("192.0.2.3"));
        Assert.Contains(late, Everything(box));
        Assert.Contains(own, Everything(box));
    }

    [Fact]
    public void Who_fills_the_box_pushes_out_his_own()
    {
        const int most = 100_000;
        var box = new LetterBox<EnrolmentAnswer>(most, EnrolmentAnswer.MostOfName);
        EnrolmentAnswer[] own = [Read("party/agent-1", 1), Read("party/agent-2", 1)];
        box.Put(own[0], Phone);
        foreach (var number in Enumerable.Range(3, 400)) box.Put(Read($"party/agent-{number}", 1), Flooder);
        box.Put(own[1], Phone);
        Assert.All(own, answer => Assert.Contains(answer, Everything(box)));
        Assert.InRange(Everything(box).Sum(answer => answer.Bytes.Length), 1, most);
        Assert.Contains("party/agent-402", Everything(box).Select(answer => answer.Name));
    }

    [Fact]
    public void Many_large_letters_push_out_no_small_ones_of_one_address()
    {
        var box = new LetterBox<SealedDraft>(1_000_000, SealedDraft.MostOfName);
        var own = Enumerable.Range(0, 18).Select(number => new SealedDraft(NameOf(number), [(byte)number])).ToList();
        foreach (var draft in own) box.Put(draft, Phone);
        foreach (var number in Enumerable.Range(100, 200)) box.Put(new SealedDraft(NameOf(number), new byte[SealedDraft.MostBytes]), new IPAddress(number % 60 + 1));
        Assert.All(own, draft => Assert.Same(draft, Assert.Single(box.Behind(draft.Name, 0, 10)).Letter));
    }

    private static string NameOf(int number) => Hash.OfBytes(BitConverter.GetBytes(number)).ToHex();

    [Fact]
    public void What_left_leaves_no_trace_behind()
    {
        var box = new LetterBox<EnrolmentAnswer>(10_000, EnrolmentAnswer.MostOfName);
        foreach (var number in Enumerable.Range(1, 200)) box.Put(Read($"party/agent-{number % 20}", number), new IPAddress(number));
        Assert.Equal(200, box.Last);
        foreach (var answer in Everything(box)) box.Forget(answer.Name, one => one.Key == answer.Key);
        Assert.Empty(Everything(box));
    }

    [Fact]
    public async Task Once_a_key_is_enrolled_its_answer_is_gone_and_what_came_later_stays()
    {
        await Put(Answer("party/agent-1", 1));
        await Put(Answer("party/agent-1", 2));
        await Put(Answer("party/agent-1", 3));
        Enrol("party/agent-1", 2);
        Assert.Equal(Answer("party/agent-1", 3), await Letters("party"));
        await Put(Answer("party/agent-1", 2));
        Assert.Equal(Answer("party/agent-1", 3), await Letters("party"));

        Enrol("party/agent-1", 3);
        Assert.Equal(("enrolled", KeyOf("party/agent-1", 3).Text), Read(await State(KeyOf("party/agent-1", 3).Name.ToString())));
        Assert.Equal("", await Letters("party"));
    }

    [Fact]
    public async Task A_full_box_is_given_whole_in_order()
    {
        var answers = Enumerable.Range(1, 150).Select(number => Answer($"party/agent-{number}", 1)).ToList();
        foreach (var answer in answers) await Put(answer);
        Assert.Equal(string.Concat(answers), await Letters("party"));
    }

    [Fact]
    public async Task One_address_puts_in_so_many_and_no_more()
    {
        await using var server = await RunningServer.Start(Small.Host, new ServerOptions("http://127.0.0.1:0") { EnrolmentsPerTenSeconds = 3 });
        HttpStatusCode[] statuses = [.. await Task.WhenAll(Enumerable.Range(1, 5).Select(async number =>
        {
            using var response = await server.Client.PostAsync("/enrolments", new StringContent(Answer($"party/agent-{number}", 1)));
            return response.StatusCode;
        }))];
        Assert.Equal(3, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(2, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Whether_a_key_is_enrolled_is_said_at_once()
    {
        var known = Small.Host.Read(fold => fold.Organisations.Keys.First().Key);
        Assert.Equal(("enrolled", known.Text), Read(await State(known.Name.ToString())));
        foreach (var name in new[] { "party/agent-9+00000000", "short", "party/agent-9+xxxxxxxx" }) Assert.Equal("""{"state":"unknown"}""", await State(name));
    }

    private static (string? State, string? Key) Read(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return (json.RootElement.GetProperty("state").GetString(), json.RootElement.GetProperty("key").GetString());
    }

    private void Enrol(string name, int number) => Small.Submit(
        header => new OrganisationEnrol(header, "party", [new EnrolledKey(KeyOf(name, number), KeyRole.Agent, Hash.OfBytes([1]))]), "party/desk");

    private static IReadOnlyList<EnrolmentAnswer> Everything(LetterBox<EnrolmentAnswer> box) => [.. box.Behind("party", 0, int.MaxValue).Select(kept => kept.Letter)];

    private static VerifierKey KeyOf(string name, int number) => SignerKey.FromSeed(name, Seed(name, number)).Verifier;

    private static byte[] Seed(string name, int number) => SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {number}"));

    private EnrolmentAnswer Read(string name, int number) =>
        EnrolmentAnswer.Read(Encoding.UTF8.GetBytes(Answer(name, number)), Small.Host.Founding.Log) ?? throw new InvalidOperationException("no answer");

    private string Answer(string name, int number) =>
        $"saksei/enrolment/v1\n{SmallElection.Origin}\n{Small.Host.Founding.Log.Text}\n1\n{KeyOf(name, number).Text}\n{Convert.ToBase64String(Seed(name, number))}\n";

    private Task<string> Letters(string organisation) => Served.Client.GetStringAsync("/enrolments?organisation=" + organisation);

    private Task<string> State(string key) => Served.Client.GetStringAsync("/enrolments/key?name=" + Uri.EscapeDataString(key));

    private async Task<HttpStatusCode> Put(string answer)
    {
        using var response = await Served.Client.PostAsync("/enrolments", new StringContent(answer));
        return response.StatusCode;
    }
}
