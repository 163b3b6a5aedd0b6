using Microsoft.Net.Http.Headers;
using Saksei.Register.Tree;

namespace Saksei.Server.Hosting;

/// <summary>By what a browser knows that it has an answer already. Weak: compressed, the same answer has other bytes.</summary>
internal static class EntityTags
{
    internal static EntityTagHeaderValue Of(ReadOnlySpan<byte> bytes) => Of(Hash.OfBytes(bytes));

    internal static EntityTagHeaderValue Of(Hash sha256) => new('"' + sha256.ToHex()[..32] + '"', isWeak: true);
}
