using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Saksei.Tests.Vectors;

/// <summary>What all vectors of acts share: names, seeds, the definition, two papers.</summary>
internal static class VectorFolder
{
    internal const string Origin = "simulated.saksei.test/vectors";

    /// <summary>Set to 1, the tests write the vectors in place of comparing them.</summary>
    internal static bool IsWriting { get; } = Environment.GetEnvironmentVariable("SAKSEI_WRITE_VECTORS") == "1";

    internal static string Definition { get; } = Repository.At("vectors", "register", "definition");

    internal static string Acts { get; } = Repository.At("vectors", "acts");

    internal static string Golden { get; } = Repository.At("vectors", "register", "golden");

    internal static string Roots { get; } = Repository.At("vectors", "register", "roots.json");

    /// <summary>The papers that acts of the vectors name.</summary>
    internal static ImmutableArray<byte[]> Attachments { get; } = [Encoding.UTF8.GetBytes("A paper.\n"), Encoding.UTF8.GetBytes("Another paper.\n")];

    internal static byte[] SeedOf(string name) => SHA256.HashData(Encoding.UTF8.GetBytes("saksei vector key " + name));

    /// <summary>64 digits that follow from a name: a commitment, a person.</summary>
    internal static string Digits(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("saksei vector " + name)));

    /// <summary>16 bytes in base64 that follow from a name: a nonce, a salt.</summary>
    internal static string Bits(string name) => Convert.ToBase64String(RawBits(name));

    internal static byte[] RawBits(string name) => SHA256.HashData(Encoding.UTF8.GetBytes("saksei vector " + name))[..16];

    /// <summary>The two papers as the value of a field.</summary>
    internal static string Papers(int count = 2) => "[" + string.Join(',', Attachments.Take(count).Select(paper =>
        $$"""{"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(paper))}}","length":{{paper.Length}},"mediaType":"text/plain"}""")) + "]";
}
