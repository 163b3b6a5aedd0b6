using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Evidence;
using Saksei.Election.Results;

namespace Saksei.Verifier;

/// <summary>What results are a function of.</summary>
/// <param name="Books">The books.</param>
/// <param name="Voided">Acts that are void, in order.</param>
public sealed record ResultInput(ElectionBooks Books, IReadOnlyList<(long Index, string Act, Outcome Outcome)> Voided);

/// <summary>One published result. Publisher, verifier, server and docs/spec/publication.md go by these rows.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Check">The check that computes it anew.</param>
/// <param name="Write">Its bytes.</param>
public sealed record ResultFile(string Path, Check Check, Func<ResultInput, byte[]> Write)
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ResultFile> All { get; } =
    [
        new(Publication.Tally, Check.Tally, input => ResultsDocuments.Tally(input.Books.Results)),
        new(Publication.Seats, Check.Seats, input => ResultsDocuments.Seats(input.Books.Results)),
        new(Publication.Summary, Check.Tally, input => ResultsDocuments.Summary(input.Books.Results)),
        new(Publication.Contradicted, Check.Tally, input => ResultsDocuments.Forms(input.Books.Results, input.Books.Forms, Corroboration.Contradicted)),
        new(Publication.Void, Check.Rules, input => ResultsDocuments.Void(input.Voided)),
        new(Publication.Evidence, Check.Evidence, input => EvidenceDocument.Write(input.Books.Definition, input.Books.Evidence)),
        new(Publication.Holders, Check.Seats, input => ResultsDocuments.Holders(input.Books.Holders)),
        new(Publication.Cases, Check.Cases, input => CaseDocuments.Lines(input.Books.Cases.Standings)),
    ];
}
