using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;

namespace Saksei.Verifier;

/// <summary>The result files of a register, byte for byte.</summary>
/// <param name="Files">Path and bytes of each.</param>
public sealed record PublishedResults(ImmutableArray<(string Path, byte[] Bytes)> Files)
{
    /// <summary>Computes them from the books.</summary>
    public static PublishedResults Of(ElectionBooks books, IReadOnlyList<(long Index, string Act, Outcome Outcome)> voided)
    {
        var input = new ResultInput(books, voided);
        return new PublishedResults([.. ResultFile.Of(books.Definition).Select(file => (file.Path, file.Write(input)))]);
    }
}
