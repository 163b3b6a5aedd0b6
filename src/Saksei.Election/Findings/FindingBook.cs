using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Consultations;
using Saksei.Election.Definition.Voices;
using Saksei.Election.Organisations;
using Saksei.Register.Acts;

namespace Saksei.Election.Findings;

/// <summary>Takes findings, recommendations and statements. What is in it is a value, which a snapshot takes as it is.</summary>
internal sealed class FindingBook
{
    private readonly OrganisationBook _organisations;
    private readonly FindingContext _context;
    private readonly Func<SignedAct, Act?> _read;
    private readonly Action<ImmutableArray<OpinionName>> _name;

    /// <param name="name">Called with the opinions that a recommendation of this register names.</param>
    internal FindingBook(OrganisationBook organisations, FindingContext context, Func<SignedAct, Act?> read, Action<ImmutableArray<OpinionName>> name, FindingRecords? start = null) =>
        (_organisations, _context, _read, _name, Records) = (organisations, context, read, name, start ?? FindingRecords.Empty);

    /// <summary>What stands now.</summary>
    internal FindingRecords Records { get; private set; }

    /// <summary>The rules of these books' kinds.</summary>
    internal IEnumerable<KindRule> Rules =>
        [.. FindingKinds.Carried.Select(kind => new KindRule(kind, (act, place) => Take((VoiceAct)act, place))), FindingKinds.CarryKind.By(Carry)];

    private Ruling Take(VoiceAct act, ActPlace place)
    {
        var records = Records;
        return FindingRules.Take(_context, act, _organisations.Author(act).Organisation, (place.Identity, place, null), ref records) is { IsApplied: false } outcome
            ? Ruling.Void(outcome) : Ruling.Apply(() => Keep(act, records));
    }

    private void Keep(VoiceAct act, FindingRecords records)
    {
        Records = records;
        if (act is RecommendationMake made) _name(made.Opinions);
    }

    // All of it or nothing; and by the rules of this register, so that nothing comes in from another that couldn't be said in this one.
    private Ruling Carry(FindingCarry act, ActPlace place)
    {
        if (_context.Definition.Head.Findings == FindingTerms.None) return Ruling.Void("no-findings", act.Kind);
        if (_context.Definition.Head.Findings.FindEarlier(act.Register) is not { } earlier) return Ruling.Void("register-unknown", act.Register);
        var proof = new CarryProof(act, earlier, _read);
        if (proof.Check() is { IsApplied: false } wrong) return Ruling.Void(wrong);
        if (act.Files.FirstOrDefault(file => !proof.Acts.Any(proven => proven.Act.References.Contains(file))) is { } file) return Ruling.Void("carry-file", file.Sha256.ToHex());
        var records = Records;
        foreach (var proven in proof.Acts)
            if (FindingRules.Take(_context, proven.Act, proven.Organisation, (proven.Identity, place, proven.From), ref records) is { IsApplied: false } outcome)
                return Ruling.Void(outcome.VoidCode, proven.From.Index.ToString(CultureInfo.InvariantCulture));
        return Ruling.Apply(() => Records = records);
    }
}
