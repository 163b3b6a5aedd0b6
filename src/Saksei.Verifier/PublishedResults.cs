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
    public static PublishedResults Of(ElectionFold fold, IEnumerable<(long Index, string Act, Outcome Outcome)> voided)
    {
        ArgumentNullException.ThrowIfNull(fold);
        var results = fold.Results();
        return Of(fold, results, fold.Evidence(results, EvidenceReading.Contradicted), voided);
    }

    /// <summary>Computes them where results and evidence of the same books are at hand.</summary>
    public static PublishedResults Of(
        ElectionFold fold, ElectionResults results, ElectionEvidence evidence, IEnumerable<(long Index, string Act, Outcome Outcome)> voided)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return new PublishedResults(
            ResultsDocuments.Tally(results),
            ResultsDocuments.Seats(results),
            ResultsDocuments.Summary(results, fold.Forms),
            ResultsDocuments.Forms(results, fold.Forms, Corroboration.Contradicted),
            ResultsDocuments.Void(voided),
            EvidenceDocument.Write(fold.Definition, evidence),
            ResultsDocuments.Holders(fold.Holders.Of(results)),
            CaseDocuments.Lines(fold.SnapshotOfCases().Standings));
    }

    /// <summary>Path and bytes of each.</summary>
    public IEnumerable<(string Path, byte[] Bytes)> Files =>
    [
        (Publication.Tally, Tally), (Publication.Seats, Seats), (Publication.Summary, Summary),
        (Publication.Contradicted, Contradicted), (Publication.Void, Void), (Publication.Evidence, Evidence), (Publication.Holders, Holders), (Publication.Cases, Cases),
    ];
}
