using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Saksei.Register.Acts;
using Saksei.Store;

namespace Saksei.Tests.Cli;

/// <summary>A server that shows a register's true checkpoint, takes every act and keeps none.</summary>
internal sealed class Liar(WebApplication app) : IAsyncDisposable
{
    internal string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    internal static async Task<Liar> Start(SmallElection election, string lie)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var store = election.Host.Store;
        app.MapGet("/log/checkpoint", () => Results.Bytes(store.ReadCheckpoint(store.ReadHead().Size)!));
        app.MapPost("/acts", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return Results.Text(Answer(election, SignedAct.Parse(body.ToArray(), out _)!.Identity.ToHex(), lie));
        });
        await app.StartAsync();
        return new Liar(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static string Answer(SmallElection election, string act, string lie)
    {
        var others = Encoding.UTF8.GetString(new RegisterReader(election.Host.Store).ReceiptOf(1).ToBytes());
        return JsonSerializer.Serialize(new
        {
            index = lie == "a place" ? 7 : 1,
            act = lie == "an identity" ? new string('0', 64) : act,
            outcome = "applied",
            receipt = lie.EndsWith("act's", StringComparison.Ordinal) || lie.StartsWith('a') ? others : lie,
        });
    }
}
