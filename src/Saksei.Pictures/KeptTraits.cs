using Saksei.Register.Tree;

namespace Saksei.Pictures;

/// <summary>Traits of pictures that were read before, in a file; thrown away where it isn't whole. It saves time and says nothing.</summary>
internal sealed class KeptTraits
{
    internal const string FileName = "pictures.traits";
    private const int Key = 64, Record = Key + SheetTraits.Length;
    private static readonly byte[] Header = [.. "saksei/traits/v1\n"u8];
    private readonly Dictionary<(Hash Picture, Hash Frame), sbyte[]> _traits = [];

    /// <summary>The traits of a picture as it lies by the frame of another, or null.</summary>
    internal sbyte[]? Find(Hash picture, Hash frame) => _traits.GetValueOrDefault((picture, frame));

    internal void Keep(Hash picture, Hash frame, sbyte[] traits) => _traits[(picture, frame)] = traits;

    internal static KeptTraits Read(string folder)
    {
        var (kept, path) = (new KeptTraits(), Path.Combine(folder, FileName));
        if (!File.Exists(path)) return kept;
        var bytes = File.ReadAllBytes(path).AsSpan();
        if (bytes.Length < Header.Length + 32 || !bytes.StartsWith(Header) || (bytes.Length - Header.Length - 32) % Record != 0) return kept;
        if (!Hash.OfBytes(bytes[..^32]).ToArray().AsSpan().SequenceEqual(bytes[^32..])) return kept;
        for (var at = Header.Length; at < bytes.Length - 32; at += Record)
            kept.Keep(new Hash(bytes.Slice(at, 32)), new Hash(bytes.Slice(at + 32, 32)), [.. bytes.Slice(at + Key, SheetTraits.Length).ToArray().Select(cell => unchecked((sbyte)cell))]);
        return kept;
    }

    internal void Write(string folder)
    {
        using var memory = new MemoryStream(_traits.Count * Record + 64);
        memory.Write(Header);
        foreach (var ((picture, frame), traits) in _traits)
        {
            memory.Write(picture.ToArray());
            memory.Write(frame.ToArray());
            memory.Write([.. traits.Select(cell => unchecked((byte)cell))]);
        }

        memory.Write(Hash.OfBytes(memory.ToArray()).ToArray());
        var path = Path.Combine(folder, FileName);
        File.WriteAllBytes(path + ".new", memory.ToArray());
        File.Move(path + ".new", path, overwrite: true);
    }
}
