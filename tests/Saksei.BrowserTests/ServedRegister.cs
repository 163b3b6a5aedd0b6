using Microsoft.AspNetCore.Builder;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Node;
using Saksei.Rehearsal;
using Saksei.Rehearsal.Drawn;
using Saksei.Rehearsal.Examples;
using Saksei.Server;
using Saksei.Server.Control;

namespace Saksei.BrowserTests;

/// <summary>A register of an example, built in a folder and served on a free port of this machine.</summary>
internal sealed class ServedRegister : IAsyncDisposable
{
    private readonly WebApplication _server;

    private ServedRegister(RegisterHost host, WebApplication server)
    {
        (Host, _server) = (host, server);
        Address = server.Urls.First();
        Standings = host.Read(fold => fold.Snapshot().Contests[0].Results.Standings.ToList());
    }

    internal RegisterHost Host { get; }

    /// <summary>The operator's page of this register, at an address of its own.</summary>
    internal async Task<WebApplication> ShowControl(string rehearsals)
    {
        var room = ControlServer.Build(Host, _server, new ControlOptions("http://127.0.0.1:0", rehearsals));
        await room.StartAsync();
        return room;
    }

    /// <summary>Where it is served, without a slash at the end.</summary>
    internal string Address { get; }

    /// <summary>How each station stands.</summary>
    internal IReadOnlyList<StationStanding> Standings { get; }

    internal ElectionDefinition Definition => Host.Definition;

    internal static async Task<ServedRegister> Build(string name, string folder)
    {
        if (name == Stage.Councils) DrawnNight.Build(folder, Repository.At("elections", name), [("nec", "commission", "authorities")], RehearsalExample.DefaultSeed, _ => { });
        else Example.Build(name, folder, Repository.At("elections", name), Data, RehearsalExample.DefaultSeed, _ => { });
        var host = RegisterHost.Open(folder);
        var server = SakseiServer.Build(host, new ServerOptions("http://127.0.0.1:0"));
        await server.StartAsync();
        return new ServedRegister(host, server);
    }

    /// <summary>Whether the real data that an example is made of lies beside the checkout.</summary>
    internal static bool HasData(string folder) => Directory.Exists(Path.Combine(Data, folder));

    private static string Data => Repository.At("..", "shared", "data");

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
        Host.Dispose();
    }
}
