using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saksei.Node;
using Xunit;

namespace Saksei.Tests.Vectors;

/// <summary>What an example's register comes to.</summary>
/// <param name="Seed">The seed that keys and nonces follow from.</param>
/// <param name="Origin">Its name.</param>
/// <param name="Size">Acts.</param>
/// <param name="Root">The root of its tree, in base64 as checkpoints write it.</param>
/// <param name="Tiles">SHA-256 over the tiles and bundles of records: a line of digits, two blanks and a path of each, sorted by path.</param>
/// <param name="Files">SHA-256 of every other published file.</param>
internal sealed record ExampleRoot(ulong Seed, string Origin, long Size, string Root, string Tiles, SortedDictionary<string, string> Files);

/// <summary>vectors/register/roots.json: the examples, so that no act and no published file of theirs changes unseen.</summary>
internal static class Roots
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lock Writing = new();

    /// <summary>Holds an example's register against its root, which SAKSEI_WRITE_VECTORS=1 writes.</summary>
    internal static void Check(string name, ulong seed, RegisterHost host)
    {
        var root = JsonSerializer.SerializeToNode(Implementation.RootOf(seed, host), Options)!;
        lock (Writing)
        {
            var all = JsonNode.Parse(File.Exists(VectorFolder.Roots) ? File.ReadAllText(VectorFolder.Roots) : "{}")!.AsObject();
            if (VectorFolder.IsWriting)
            {
                all[name] = root.DeepClone();
                File.WriteAllText(VectorFolder.Roots, JsonSerializer.Serialize(new SortedDictionary<string, JsonNode?>(all.ToDictionary(), StringComparer.Ordinal), Options) + "\n");
            }

            Assert.Equal(all[name]!.ToJsonString(Options), root.ToJsonString(Options));
        }
    }

    /// <summary>The part of published files that the root alone determines, as one digest.</summary>
    internal static string DigestOf(IEnumerable<KeyValuePair<string, string>> files) =>
        Implementation.HashOf(Encoding.UTF8.GetBytes(string.Concat(files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Value}  {file.Key}\n"))));
}
