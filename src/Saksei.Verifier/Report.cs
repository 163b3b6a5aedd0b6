using System.Collections.Immutable;
using Saksei.Election.Reading;
using Saksei.Register.Cosigning;

namespace Saksei.Verifier;

/// <summary>The numbered checks (docs/spec/verification.md). Numbers are never given anew.</summary>
public enum Check
{
    /// <summary>The checkpoint is well-formed, of this register, and signed by the log's key.</summary>
    Checkpoint = 1,

    /// <summary>Every record is there, in its place: entries, tiles and root are one tree.</summary>
    Tree = 2,

    /// <summary>Every record is an act of this register, read strictly.</summary>
    Acts = 3,

    /// <summary>Every signature holds against the key that was enrolled at that point.</summary>
    Signatures = 4,

    /// <summary>The founding act is first and whole; where it was pinned, it is the one named.</summary>
    Founding = 5,

    /// <summary>The definition and its files are those that the founding act names, and fit together.</summary>
    Definition = 6,

    /// <summary>Every act, put through the rules, is applied or void as published.</summary>
    Rules = 7,

    /// <summary>Every file that an act names is there, with its hash and length, or was taken down.</summary>
    Attachments = 8,

    /// <summary>Tally and summary, computed anew, are those published.</summary>
    Tally = 9,

    /// <summary>Seats, computed anew, are those published.</summary>
    Seats = 10,

    /// <summary>Nothing was published that the register doesn't account for.</summary>
    Files = 11,

    /// <summary>What each seat rests on, computed anew, is what was published, and every certificate proves what it stands for.</summary>
    Evidence = 12,

    /// <summary>Every case stands as published, with its deadlines at the register's time.</summary>
    Cases = 13,

    /// <summary>What was published extends the receipts and older checkpoints that somebody kept.</summary>
    Kept = 14,

    /// <summary>What was observed, computed anew, is what was published.</summary>
    Observation = 15,

    /// <summary>Findings, recommendations and statements stand as published, at the register's time.</summary>
    Findings = 16,

    /// <summary>Every consultation and every opinion stands as published, with the rule of each rejection.</summary>
    Consultations = 17,

    /// <summary>Enough co-signers have signed the checkpoint.</summary>
    Policy = 18,
}

/// <summary>Words of the checks.</summary>
public static class CheckVocabulary
{
    /// <summary>Each check by the name that reports and texts give it.</summary>
    public static Vocabulary<Check> Checks { get; } = new(
        (Check.Checkpoint, "checkpoint"), (Check.Tree, "tree"), (Check.Acts, "acts"), (Check.Signatures, "signatures"), (Check.Founding, "founding"),
        (Check.Definition, "definition"), (Check.Rules, "rules"), (Check.Attachments, "attachments"), (Check.Tally, "tally"), (Check.Seats, "seats"),
        (Check.Files, "files"), (Check.Evidence, "evidence"), (Check.Cases, "cases"), (Check.Kept, "kept"),
        (Check.Observation, "observation"), (Check.Findings, "findings"), (Check.Consultations, "consultations"), (Check.Policy, "policy"));

    /// <summary>What a check gave, as reports say it.</summary>
    public static Vocabulary<CheckOutcome> Outcomes { get; } = new(
        (CheckOutcome.Pass, "pass"), (CheckOutcome.Fail, "fail"), (CheckOutcome.NotChecked, "not-checked"), (CheckOutcome.NotAsked, "not-asked"));

    extension(Check check)
    {
        /// <summary>Its word.</summary>
        public string Word => Checks[check];
    }
}

/// <summary>What a check gave. Not checked never passes; not asked is a check that this source can't answer, or for which nothing was given.</summary>
public enum CheckOutcome { Pass, Fail, NotChecked, NotAsked }

/// <summary>One thing that is wrong, and where.</summary>
/// <param name="Check">Which check caught it.</param>
/// <param name="Code">Stable (docs/spec/codes.md).</param>
/// <param name="File">The published file; empty where it isn't about one.</param>
/// <param name="Leaf">Index of the record; −1 where it isn't about one.</param>
/// <param name="Act">Identity of the act; empty where it isn't known.</param>
/// <param name="Station">The station that the act is about; empty where it is about none.</param>
/// <param name="Detail">The word that it is about.</param>
public sealed record Finding(Check Check, string Code, string File = "", long Leaf = -1, string Act = "", string Station = "", string Detail = "");

/// <summary>One check and what it gave.</summary>
public sealed record CheckResult(Check Check, CheckOutcome Outcome);

/// <summary>What a verification gave.</summary>
/// <param name="Origin">The register's name; empty if it couldn't be read.</param>
/// <param name="Size">Leaves by the checkpoint; 0 if it couldn't be read.</param>
/// <param name="Root">Root by the checkpoint, base64.</param>
/// <param name="Founding">Identity of the founding act.</param>
/// <param name="LogKey">The log's key, by the founding act.</param>
/// <param name="Pinned">Whether the caller named the log's key or the founding act.</param>
/// <param name="Simulated">Whether the founding act says that figures are simulated.</param>
/// <param name="Signatures">Signatures checked.</param>
/// <param name="TakenDown">Files that acts took down and that are absent.</param>
/// <param name="Checks">Every check, by number.</param>
/// <param name="Findings">What is wrong; at most <see cref="Verification.MaximumFindings"/>.</param>
public sealed record VerificationReport(
    string Origin, long Size, string Root, string Founding, string LogKey, bool Pinned, bool Simulated, long Signatures, int TakenDown,
    ImmutableArray<CheckResult> Checks, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether every check that was asked passed.</summary>
    public bool Passed => Checks.All(check => check.Outcome is CheckOutcome.Pass or CheckOutcome.NotAsked);
}

/// <summary>What the caller knows from elsewhere; without it a report can only say that the register agrees with itself.</summary>
public sealed record Pin(string? LogKey, string? Founding)
{
    /// <summary>Who has to have co-signed, learned from somewhere else than the files; its log is pinned too.</summary>
    public Policy? Policy { get; init; }

    /// <summary>Nothing is known.</summary>
    public static Pin None { get; } = new(null, null);
}
