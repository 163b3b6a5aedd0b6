using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Saksei.Register.Acts;
using Saksei.Store;
using Saksei.Tests.Server;

namespace Saksei.Tests.Cli;

/// <summary>A server that shows a register's true checkpoint, takes every act and keeps none.</summary>
internal static class Liar
{
    internal static Task<StandIn> Start(SmallElection election, string lie) => StandIn.Start(async context =>
    {
        var store = election.Host.Store;
        if (HttpMethods.IsGet(context.Request.Method)) await context.Response.Body.WriteAsync(store.ReadCheckpoint(store.ReadHead().Size));
        else await context.Response.WriteAsync(Answer(election, await ReadIdentity(context.Request), lie));
    });

    private static async Task<string> ReadIdentity(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return SignedAct.Parse(body.ToArray(), out _)!.Identity.ToHex();
    }

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
