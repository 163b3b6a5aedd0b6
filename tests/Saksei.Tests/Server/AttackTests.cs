using System.Net;
using Saksei.Cli.Bench;
using Saksei.Cli.Served;
using Saksei.Server;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>What stopped the night before, all at once; <c>bench night --attack</c> measures it on a register of the rehearsal's size.</summary>
public sealed class AttackTests : IDisposable
{
    private const string Sheet = "registered=500 cast=91 invalid=5 A=41 B=30 C=15";
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    [Fact]
    public async Task Under_attack_from_five_addresses_honest_people_post_and_read()
    {
        for (var i = 0; i < 40; i++) _election.Copy($"S{i % 10 + 1:00}", $"A={i}", "observers/desk", Saksei.Election.Forms.CopySource.Posted, "posted");
        var host = _election.Host;
        var target = new Target([.. host.Store.ReadCheckpointSizes()], host.Store.ReadEntries(0, 1).Single(),
            host.Store.AddAttachment(new byte[16 << 20], "image/jpeg").ToHex(),
            [.. Enumerable.Range(0, 2000).Select(i => LoopbackClient.Post(_election.SignedCopy("S01", $"A={i}", SmallElection.Key("party/desk")).Record.Span))]);
        await using var server = await RunningServer.Start(host, new ServerOptions("http://127.0.0.1:0"));
        using var over = new CancellationTokenSource();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var attackers = new Attackers(server.Client.BaseAddress!.Port, target);
        var attacking = attackers.Run(over.Token);
        for (var i = 1; i <= 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await server.Post(_election.SignedCopy($"S{i:00}", Sheet, SmallElection.Key("commission/desk")).Record)).StatusCode);
            await server.Page("/en/");
        }

        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        await over.CancelAsync();
        await attacking;
        Assert.InRange(memory, long.MinValue, 200 << 20);
        Assert.DoesNotContain(attackers.Answers.Keys, status => status == "500");
    }
}
