using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Evidence;
using Saksei.Election.Results;

namespace Saksei.Verifier;

/// <summary>The result files of a register, byte for byte: written by the publisher, computed anew by the verifier.</summary>
public sealed record PublishedResults(byte[] Tally, byte[] Seats, byte[] Summary, byte[] Contradicted, byte[] Void, byte[] Evidence, byte[] Holders, byte[] Cases)
{
    /// <summary>Computes them from the books.</summary>
    public static PublishedResults Of(ElectionBooks books, IReadOnlyList<(long Index, string Act, Outcome Outcome)> voided) => new(
        Write(Publication.Tally, books, voided), Write(Publication.Seats, books, voided), Write(Publication.Summary, books, voided),
        Write(Publication.Contradicted, books, voided), Write(Publication.Void, books, voided), Write(Publication.Evidence, books, voided),
        Write(Publication.Holders, books, voided), Write(Publication.Cases, books, voided));

    /// <summary>Computes one of them.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="books">The books.</param>
    /// <param name="voided">Acts that are void, in order.</param>
    public static byte[] Write(string path, ElectionBooks books, IReadOnlyList<(long Index, string Act, Outcome Outcome)> voided)
    {
        ArgumentNullException.ThrowIfNull(books);
        return path switch
        {
            Publication.Tally => ResultsDocuments.Tally(books.Results),
            Publication.Seats => ResultsDocuments.Seats(books.Results),
            Publication.Summary => ResultsDocuments.Summary(books.Results),
            Publication.Contradicted => ResultsDocuments.Forms(books.Results, books.Forms, Corroboration.Contradicted),
            Publication.Void => ResultsDocuments.Void(voided),
            Publication.Evidence => EvidenceDocument.Write(books.Definition, books.Evidence),
            Publication.Holders => ResultsDocuments.Holders(books.Holders),
            Publication.Cases => CaseDocuments.Lines(books.Cases.Standings),
            _ => throw new ArgumentException("no results lie there", nameof(path)),
        };
    }

    /// <summary>Path and bytes of each.</summary>
    public IEnumerable<(string Path, byte[] Bytes)> Files =>
    [
        (Publication.Tally, Tally), (Publication.Seats, Seats), (Publication.Summary, Summary),
        (Publication.Contradicted, Contradicted), (Publication.Void, Void), (Publication.Evidence, Evidence), (Publication.Holders, Holders), (Publication.Cases, Cases),
    ];
}
