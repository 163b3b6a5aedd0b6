using Microsoft.Net.Http.Headers;
using Saksei.Register.Tree;

namespace Saksei.Server.Hosting;

/// <summary>What tells a browser that it has an answer already. Weak: compressed, the same answer has other bytes.</summary>
internal static class EntityTags
{
    internal static EntityTagHeaderValue Of(ReadOnlySpan<byte> bytes) => new('"' + Hash.OfBytes(bytes).ToHex()[..32] + '"', isWeak: true);
}
