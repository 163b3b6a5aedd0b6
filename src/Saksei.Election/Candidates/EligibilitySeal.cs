using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Candidates;

/// <summary>
/// What a decider found of a candidate's facts: an outcome for each rule, and a seal of the facts in place of them. Who has the facts and
/// the salt, as candidate and decider do, computes the same and can show what was before them.
/// </summary>
public static class EligibilitySeal
{
    private static readonly FieldNames Fields = new("born", "declares", "voterList", "voted", "salt");
    private static readonly CandidateFacts Nothing = new(null, [], null, []);

    /// <summary>Reads facts, as strictly as acts are: all but the salt may be unknown and then aren't there.</summary>
    /// <returns>Facts and salt; null with the problem.</returns>
    public static (CandidateFacts Facts, UInt128 Salt)? Read(byte[] document, out ReadingProblem? problem)
    {
        var json = new StrictJson(document);
        FieldsRead read = default;
        var (facts, salt) = (Nothing, default(UInt128));
        json.EnterObject();
        while (json.NextField(Fields, ref read, out var field))
        {
            if (field == 4) salt = ActFields.ReadBits(ref json);
            else facts = ReadField(ref json, field, facts);
        }

        if (!read.Has(4)) json.Fail("field-missing", Fields[4]);
        else if (salt == 0) json.Fail("salt-zero");
        json.End();
        problem = json.Problem;
        return problem is null ? (facts, salt) : null;
    }

    /// <summary>What is found of each rule, with the seal of the facts; what isn't known is <see cref="AssessmentOutcome.NotShown"/>.</summary>
    public static ImmutableArray<Assessment> Assess(ImmutableArray<EligibilityRule> rules, CandidateFacts facts, DateOnly pollingDay, UInt128 salt) =>
        [.. rules.Select(rule => new Assessment(rule.Code, OutcomeOf(rule.IsMet(facts, pollingDay)), Seal(rule, facts, salt)))];

    private static AssessmentOutcome OutcomeOf(bool? met) => met switch
    {
        true => AssessmentOutcome.Met,
        false => AssessmentOutcome.NotMet,
        null => AssessmentOutcome.NotShown,
    };

    // SHA-256 of the lines `saksei/eligibility/v1` and the rule's code, the rule's salt, and the fact that the rule is about: so one rule
    // can be shown without the others.
    private static Hash Seal(EligibilityRule rule, CandidateFacts facts, UInt128 salt) =>
        Hash.OfBytes([.. Line(rule), .. SaltOf(rule, salt), .. Canonical(FactOf(rule, facts))]);

    // The first 16 bytes of SHA-256 of the same lines and the candidate's salt.
    private static byte[] SaltOf(EligibilityRule rule, UInt128 salt)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, salt);
        return Hash.OfBytes([.. Line(rule), .. bytes]).ToArray()[..16];
    }

    private static byte[] Line(EligibilityRule rule) => Encoding.UTF8.GetBytes($"saksei/eligibility/v1\n{rule.Code}\n");

    private static CandidateFacts FactOf(EligibilityRule rule, CandidateFacts facts) => rule.Kind switch
    {
        EligibilityKind.Declaration => Nothing with { Declares = facts.Declares.Contains(rule.Code) ? [rule.Code] : [] },
        EligibilityKind.Age => Nothing with { Born = facts.Born },
        EligibilityKind.VoterList => Nothing with { IsOnVoterList = facts.IsOnVoterList },
        EligibilityKind.Voted => Nothing with { Voted = [.. facts.Voted.Take(rule.Number)] },
    };

    private static CandidateFacts ReadField(ref StrictJson json, int field, CandidateFacts facts) => field switch
    {
        0 => facts with { Born = ReadDate(ref json) },
        1 => facts with { Declares = ActFields.ReadCodes(ref json, 100) },
        2 => facts with { IsOnVoterList = json.Flag() },
        _ => facts with { Voted = json.Items(100, (ref StrictJson item) => item.Flag()) },
    };

    private static DateOnly? ReadDate(ref StrictJson json)
    {
        var text = json.CodeText();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year >= 1900) return date;
        json.Fail("date-malformed", text);
        return null;
    }

    private static byte[] Canonical(CandidateFacts facts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            if (facts.Born is { } born) json.WriteString("born", born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (!facts.Declares.IsEmpty) ActFields.WriteTexts(json, "declares", facts.Declares);
            if (facts.IsOnVoterList is { } listed) json.WriteBoolean("voterList", listed);
            if (!facts.Voted.IsEmpty) WriteVoted(json, facts.Voted);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteVoted(Utf8JsonWriter json, ImmutableArray<bool> voted)
    {
        json.WriteStartArray("voted");
        foreach (var one in voted) json.WriteBooleanValue(one);
        json.WriteEndArray();
    }
}
