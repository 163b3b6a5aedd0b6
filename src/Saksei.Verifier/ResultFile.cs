using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Consultations;
using Saksei.Election.Definition;
using Saksei.Election.Definition.Voices;
using Saksei.Election.Evidence;
using Saksei.Election.Findings;
using Saksei.Election.Observation;
using Saksei.Election.Results;

namespace Saksei.Verifier;

/// <summary>What results are a function of.</summary>
/// <param name="Books">The books.</param>
/// <param name="Voided">Acts that are void, in order.</param>
public sealed record ResultInput(ElectionBooks Books, IReadOnlyList<(long Index, string Act, Outcome Outcome)> Voided);

/// <summary>A published result of one election: where it lies, the check that computes it anew, its bytes.</summary>
public sealed record ResultPath(string Path, Check Check, Func<ResultInput, byte[]> Write);

/// <summary>One kind of published result. Publisher, verifier, server and docs/spec/publication.md go by these rows.</summary>
/// <param name="Path">Where it lies in an election with one contest.</param>
/// <param name="Check">The check that computes it anew.</param>
public abstract record ResultFile(string Path, Check Check)
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ResultFile> All { get; } =
    [
        new OfContest(Publication.Tally, Check.Tally, contest => ResultsDocuments.Tally(contest.Results)),
        new OfContest(Publication.Seats, Check.Seats, contest => ResultsDocuments.Seats(contest.Results)),
        new OfContest(Publication.Summary, Check.Tally, contest => ResultsDocuments.Summary(contest.Results)),
        new OfContest(Publication.Contradicted, Check.Tally, contest => ResultsDocuments.Forms(contest.Results, contest.Forms, Corroboration.Contradicted)),
        new OfElection(Publication.Void, Check.Rules, input => ResultsDocuments.Void(input.Voided)),
        new OfContest(Publication.Evidence, Check.Evidence, contest => EvidenceDocument.Write(contest.Contest, contest.Evidence)),
        new OfContest(Publication.Holders, Check.Seats, contest => ResultsDocuments.Holders(contest.Holders)),
        new OfElection(Publication.Consultations, Check.Consultations, input => ConsultationDocuments.Whole(input.Books.Consultations, input.Books.Tick)),
        new OfElection(Publication.Cases, Check.Cases, input => CaseDocuments.Lines(input.Books.Cases.Standings)),
        new OfElection(Publication.Observation, Check.Observation, input => ObservationDocument.Write(input.Books.ObservationInput)),
        new OfVoices(Publication.Findings, Check.Findings, input => FindingDocuments.All(input.Books.Findings, input.Books.Tick, input.Books.IsSimulated)),
    ];

    /// <summary>Whether there is one for each contest, and not one of the whole election.</summary>
    public abstract bool IsByContest { get; }

    /// <summary>The results of an election, each contest's where it is by contest.</summary>
    public static IEnumerable<ResultPath> Of(ElectionDefinition definition) => All.SelectMany(file => file.Paths(definition));

    /// <summary>Whether a register whose definition nobody could read may have a result at a path: of one contest, or of one among several.</summary>
    public static bool MayLieAt(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('/');
        return parts is [_, _] ? All.Any(file => file.Path == path)
            : parts is [var folder, _, var name] && All.Any(file => file.IsByContest && file.Path == $"{folder}/{name}");
    }

    /// <summary>Where a contest's lies: as it is where there is one contest, in a folder of its code else.</summary>
    public static string PathOf(string path, Contest contest)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(contest);
        return contest.Code.Length == 0 ? path : path.Insert(path.IndexOf('/', StringComparison.Ordinal) + 1, contest.Code + "/");
    }

    private protected abstract IEnumerable<ResultPath> Paths(ElectionDefinition definition);

    private sealed record OfElection(string Path, Check Check, Func<ResultInput, byte[]> Write) : ResultFile(Path, Check)
    {
        public override bool IsByContest => false;

        private protected override IEnumerable<ResultPath> Paths(ElectionDefinition definition) => [new(Path, Check, Write)];
    }

    // Where the definition has no findings there can be none.
    private sealed record OfVoices(string Path, Check Check, Func<ResultInput, byte[]> Write) : ResultFile(Path, Check)
    {
        public override bool IsByContest => false;

        private protected override IEnumerable<ResultPath> Paths(ElectionDefinition definition) =>
            definition.Head.Findings == FindingTerms.None ? [] : [new(Path, Check, Write)];
    }

    private sealed record OfContest(string Path, Check Check, Func<ContestAsOf, byte[]> Write) : ResultFile(Path, Check)
    {
        public override bool IsByContest => true;

        private protected override IEnumerable<ResultPath> Paths(ElectionDefinition definition) =>
            definition.Contests.Select(contest => new ResultPath(PathOf(Path, contest), Check, input => Write(input.Books.Of(contest))));
    }
}
