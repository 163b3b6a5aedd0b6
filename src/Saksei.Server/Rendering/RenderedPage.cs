using System.IO.Compression;
using Saksei.Server.Hosting;

namespace Saksei.Server.Rendering;

/// <summary>How an answer is packed.</summary>
internal enum Packing { Plain, Gzip, Brotli }

/// <summary>A page as bytes, also packed, with the name by which browsers know it again.</summary>
internal sealed class RenderedPage
{
    private readonly Lazy<byte[]> _gzip;
    private readonly Lazy<byte[]> _brotli;
    private long _uses;

    internal RenderedPage(int status, byte[] html)
    {
        (Status, Html, Tag) = (status, html, EntityTags.Of(html).ToString());
        _gzip = new(() => Pack(stream => new GZipStream(stream, CompressionLevel.Fastest)));
        _brotli = new(() => Pack(stream => new BrotliStream(stream, CompressionLevel.Fastest)));
    }

    internal int Status { get; }

    internal byte[] Html { get; }

    internal string Tag { get; }

    /// <summary>How often it was sent.</summary>
    internal long Uses => Interlocked.Read(ref _uses);

    /// <summary>When it was last sent, by the machine's own clock in milliseconds.</summary>
    internal long LastUse { get; private set; }

    /// <summary>In which packings it was sent.</summary>
    internal IEnumerable<Packing> Packed => [.. _gzip.IsValueCreated ? [Packing.Gzip] : Array.Empty<Packing>(), .. _brotli.IsValueCreated ? [Packing.Brotli] : Array.Empty<Packing>()];

    /// <summary>What it takes in memory, packed forms reckoned in.</summary>
    internal int Bytes => Html.Length + (Html.Length / 2);

    internal byte[] As(Packing packing) => packing switch
    {
        Packing.Brotli => _brotli.Value,
        Packing.Gzip => _gzip.Value,
        Packing.Plain => Html,
    };

    internal void Use()
    {
        Interlocked.Increment(ref _uses);
        LastUse = Environment.TickCount64;
    }

    /// <summary>Takes over how much the same page was read at the checkpoint before, and how it was packed.</summary>
    internal void Inherit(RenderedPage before)
    {
        Interlocked.Add(ref _uses, (before.Uses + 1) / 2);
        LastUse = before.LastUse;
        foreach (var packing in before.Packed) As(packing);
    }

    /// <summary>The best packing that a browser takes.</summary>
    internal static Packing Best(string accepted) =>
        Accepts(accepted, "br") ? Packing.Brotli : Accepts(accepted, "gzip") ? Packing.Gzip : Packing.Plain;

    private static bool Accepts(string accepted, string packing)
    {
        foreach (var range in accepted.AsSpan().Split(','))
        {
            var part = accepted.AsSpan(range).Trim();
            if (part.StartsWith(packing, StringComparison.OrdinalIgnoreCase) && (part.Length == packing.Length || part[packing.Length] is ';' or ' '))
                return !part.EndsWith("q=0", StringComparison.OrdinalIgnoreCase) && !part.Contains("q=0.000", StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private byte[] Pack(Func<Stream, Stream> packing)
    {
        using var packed = new MemoryStream();
        using (var stream = packing(packed)) stream.Write(Html);
        return packed.ToArray();
    }
}
