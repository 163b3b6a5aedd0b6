using System.Collections.Immutable;
using Saksei.Attacks.Setting;
using Saksei.Verifier;

namespace Saksei.Attacks.Playing;

/// <summary>A check and the code by which it fails.</summary>
/// <param name="Check">Which check.</param>
/// <param name="Code">By which code.</param>
public sealed record Shown(Check Check, string Code);

/// <summary>Something else than a verification that says no.</summary>
/// <param name="By">Who says it.</param>
/// <param name="Code">By which code.</param>
public sealed record Refusal(string By, string Code);

/// <summary>One attack of docs/attacks.md that is played: who does what, and what must come of it.</summary>
/// <param name="Name">What it is called, at the command and in the document.</param>
/// <param name="Hands">Who joined.</param>
/// <param name="Words">What is done, in one sentence.</param>
public sealed record Attack(string Name, Hands Hands, string Words)
{
    /// <summary>Where it isn't caught: what would show it, or that nothing would.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Who joined, in words.</summary>
    public string Whose => HandsInWords.Of(Hands);

    /// <summary>Whether the log never asked the commission's co-signer for what came after the older publication.</summary>
    internal bool IsOneInTheDark { get; init; }

    /// <summary>What is published in the end; none where nothing is.</summary>
    internal Func<Scene, PublishedCopy>? Publishing { get; init; }

    /// <summary>What is done to the published folder as it lies on the disk.</summary>
    internal Action<string>? OnDisk { get; init; }

    /// <summary>Which check must fail, by which code, for which reader; it must pass for all others.</summary>
    internal ImmutableDictionary<string, Shown> Expected { get; init; } = ImmutableDictionary<string, Shown>.Empty;

    /// <summary>Something else that must say no: a door, a co-signer, the node when it is started again.</summary>
    internal Func<Scene, string>? Asking { get; init; }

    /// <summary>Who must say what.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>Every reader's verification must fail by this.</summary>
    internal Attack CaughtByAll(Check check, string code) => this with { Expected = Reader.All.ToImmutableDictionary(reader => reader.Name, _ => new Shown(check, code)) };

    /// <summary>These readers' verification must fail by this.</summary>
    internal Attack CaughtBy(string readers, Check check, string code) =>
        this with { Expected = Expected.SetItems(readers.Split(' ').Select(reader => KeyValuePair.Create(reader, new Shown(check, code)))) };

    /// <summary>Somebody who is asked must refuse by this.</summary>
    internal Attack RefusedBy(string by, string code, Func<Scene, string> asking) => this with { Refused = new Refusal(by, code), Asking = asking };
}

/// <summary>What one reader saw.</summary>
/// <param name="Reader">The reader's name.</param>
/// <param name="Findings">What was found; empty where every check that was asked passed.</param>
/// <param name="Must">What must have been found; null where nothing must.</param>
public sealed record Seen(string Reader, ImmutableArray<Finding> Findings, Shown? Must)
{
    /// <summary>Whether it came out as declared.</summary>
    public bool IsAsDeclared => Must is null ? Findings.IsEmpty : Findings.Any(finding => finding.Check == Must.Check && finding.Code == Must.Code);
}

/// <summary>An attack that was played.</summary>
/// <param name="Attack">Which.</param>
/// <param name="Seen">What each reader saw; none where nothing is published.</param>
/// <param name="Answered">What who was asked answered; null where nobody was.</param>
public sealed record PlayedAttack(Attack Attack, ImmutableArray<Seen> Seen, Refusal? Answered)
{
    /// <summary>Whether all came out as declared.</summary>
    public bool IsAsDeclared => Seen.All(one => one.IsAsDeclared) && Answered == Attack.Refused;
}
