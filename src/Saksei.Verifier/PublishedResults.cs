using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Evidence;
using Saksei.Election.Results;

namespace Saksei.Verifier;

/// <summary>The result files of a register, byte for byte: written by who publishes, computed anew by who verifies.</summary>
public sealed record PublishedResults(byte[] Tally, byte[] Seats, byte[] Summary, byte[] Contradicted, byte[] Void, byte[] Evidence, byte[] Holders, byte[] Cases)
{
    /// <summary>Computes them from the books.</summary>
    public static PublishedResults Of(ElectionBooks books, IEnumerable<(long Index, string Act, Outcome Outcome)> voided)
    {
        ArgumentNullException.ThrowIfNull(books);
        return new PublishedResults(
            ResultsDocuments.Tally(books.Results),
            ResultsDocuments.Seats(books.Results),
            ResultsDocuments.Summary(books.Results),
            ResultsDocuments.Forms(books.Results, books.Forms, Corroboration.Contradicted),
            ResultsDocuments.Void(voided),
            EvidenceDocument.Write(books.Definition, books.Evidence),
            ResultsDocuments.Holders(books.Holders),
            CaseDocuments.Lines(books.Cases.Views));
    }

    /// <summary>Path and bytes of each.</summary>
    public IEnumerable<(string Path, byte[] Bytes)> Files =>
    [
        (Publication.Tally, Tally), (Publication.Seats, Seats), (Publication.Summary, Summary),
        (Publication.Contradicted, Contradicted), (Publication.Void, Void), (Publication.Evidence, Evidence), (Publication.Holders, Holders), (Publication.Cases, Cases),
    ];
}
