using System.Collections.Immutable;

namespace Saksei.Exports;

/// <summary>A short program that recomputes totals, seats and contradictions from the tables alone, for readers to run.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="Bytes">Its text in UTF-8.</param>
public sealed record ReadersCheck(string FileName, byte[] Bytes)
{
    /// <summary>One in Python and one in R.</summary>
    public static ImmutableArray<ReadersCheck> All { get; } = [Read("check.py"), Read("check.R")];

    private static ReadersCheck Read(string name)
    {
        using var stream = typeof(ReadersCheck).Assembly.GetManifestResourceStream("Saksei.Exports.Checks." + name) ?? throw new FileNotFoundException(name);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new ReadersCheck(name, bytes.ToArray());
    }
}
