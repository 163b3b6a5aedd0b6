using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Findings;
using Saksei.Register.Acts;
using Saksei.Register.Tree;
using Saksei.Tests.Vectors;

namespace Saksei.Tests.Election;

/// <summary>Findings, recommendations and statements whose words are one paper.</summary>
internal sealed class VoiceSamples(Attachment paper)
{
    internal const string Subject = "counting";
    private static readonly Moment Due = new(1_900_000_000, 0);

    internal ImmutableArray<Wording> Words { get; } = [new("en", paper)];

    internal AnswerParts Parts(AnswerWord word) => new(word, Words, [], null, word == AnswerWord.Disputed ? [paper] : []);

    internal FindingFind Finding(ActHeader header, string asked, params ImmutableArray<Hash> restsOn) => new(header, Subject, Words, asked, Due, restsOn, []);

    internal FindingAnswer Answer(ActHeader header, Hash finding, AnswerWord word = AnswerWord.Explained) => new(header, finding, Parts(word));

    internal RecommendationMake Recommendation(ActHeader header, string addressee, params ImmutableArray<Hash> restsOn) =>
        new(header, Subject, [], Words, addressee, ChangeOf.Practice, Priority.Other, Due, [], [], restsOn, []);

    internal RecommendationWord Wording(ActHeader header, Hash recommendation, Hash previous) => new(header, recommendation, Words, previous);

    internal RecommendationStatus Status(ActHeader header, Hash recommendation, Hash? previous) => new(header, recommendation, CarriedOut.InPart, [paper], previous);

    internal StatementMake Statement(ActHeader header) => new(header, Words, [Subject], [], []);

    internal StatementAnswer Reply(ActHeader header, Hash statement) => new(header, statement, Words);

    /// <summary>Carries one finding of a small register of before.</summary>
    internal static FindingCarry Carry(ActHeader header) => Carry(header, WithFinding(), [0, 1], [3]);

    /// <summary>A register of before, with one finding by its observers.</summary>
    internal static EarlierRegister WithFinding()
    {
        var earlier = EarlierRegister.Founded();
        earlier.Add("observers/earlier", "findings/find", FindingVectors.Finding().Replace("2023-09", "2018-09", StringComparison.Ordinal));
        return earlier;
    }

    internal static FindingCarry Carry(ActHeader header, EarlierRegister earlier, int[] keys, int[] acts, Func<string, string>? edit = null)
    {
        var body = $$"""{"kind":"findings/carry","nonce":"{{VectorFolder.Bits("carry")}}","at":"2023-06-01T08:00:00Z","signers":["{{Implementation.KeyName("observers/desk")}}"],{{earlier.Carry(keys, acts, edit)}}}""";
        var signed = SignedAct.Parse(Implementation.Sign("any", body, ["observers/desk"]), out _)!;
        return ((FindingCarry)new ActReader(Implementation.Definition).Read(signed).Act!) with { Header = header };
    }
}
