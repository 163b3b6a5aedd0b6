using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Saksei.Cli;
using Saksei.Cli.Rehearsing;
using Saksei.Cli.Served;
using Xunit;

namespace Saksei.Tests.Rehearsing;

/// <summary>What a rehearsal does where its server stays away, or asks to come again: it ends, and says why.</summary>
public sealed class AwayTests(RehearsedCommune commune) : IClassFixture<RehearsedCommune>
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);
    private readonly ConcurrentBag<TimeSpan> _pauses = [];

    private ReceiptBook Book => field ??= new ReceiptBook(commune.Night.Acts.All.Length + 1);

    [Fact]
    public async Task A_night_whose_server_stays_away_ends_and_every_act_is_refused()
    {
        var people = People(ServedProcess.FreePort());
        var acts = commune.Night.Acts.OfNight.ToArray();
        await people.AllAtOnce(acts).WaitAsync(Enough, TestContext.Current.CancellationToken);
        Assert.Equal(("target-unreachable", acts.Length), (Assert.Single(Book.Refused).Key, Assert.Single(Book.Refused).Value));
        Assert.Equal(0, Book.Count);
    }

    [Fact]
    public async Task A_fault_that_fails_ends_the_night_with_its_code_while_people_still_wait()
    {
        var fault = Task.FromException<RehearsedFault>(new CommandProblem("server-not-started"));
        var through = RehearsedNight.Through(new TaskCompletionSource().Task, Book, [fault]).WaitAsync(Enough, TestContext.Current.CancellationToken);
        Assert.Equal("server-not-started", (await Assert.ThrowsAsync<CommandProblem>(() => through)).Code);
    }

    [Fact]
    public async Task A_fault_whose_moment_never_comes_ends_with_the_night()
    {
        async Task<RehearsedFault> Waits()
        {
            await Book.Reached(int.MaxValue);
            return new RehearsedFault("restart", "", 0, 0, 0);
        }

        Assert.Single(await RehearsedNight.Through(Task.CompletedTask, Book, [Waits()]).WaitAsync(Enough, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_ends_one_of_them_unforeseen_ends_all()
    {
        var waiting = Book.Of(1);
        Book.Fail(new InvalidOperationException("no more"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting.WaitAsync(Enough, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("503 Service Unavailable\r\nRetry-After: 1", 1000)]
    [InlineData("429 Too Many Requests\r\nRetry-After: 7", 7000)]
    [InlineData("429 Too Many Requests\r\nRetry-After: 86400", 10_000)]
    [InlineData("429 Too Many Requests\r\nRetry-After: soon", 200)]
    [InlineData("503 Service Unavailable", 200)]
    public async Task Who_is_asked_to_come_again_comes_after_that_time(string answer, int milliseconds)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerInTurn(listener, $"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}");
        await People(((IPEndPoint)listener.LocalEndpoint).Port, Enough).InLine([commune.Night.Acts.All[0]]).WaitAsync(Enough, TestContext.Current.CancellationToken);
        await answering;
        Assert.Equal([TimeSpan.FromMilliseconds(milliseconds)], _pauses);
        Assert.Equal("answer-differs", Assert.Single(Book.Refused).Key);
    }

    private People People(int port, TimeSpan? patience = null) =>
        new(commune.Night.Register, port, Speed.Unbounded, Book) { Patience = patience ?? TimeSpan.Zero, Wait = Wait };

    private Task Wait(TimeSpan pause)
    {
        _pauses.Add(pause);
        return Task.CompletedTask;
    }

    private static async Task AnswerInTurn(TcpListener listener, params string[] answers)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var (stream, buffer) = (client.GetStream(), new byte[1 << 20]);
        foreach (var answer in answers)
        {
            Assert.True(await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) > 0);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
        }
    }
}
