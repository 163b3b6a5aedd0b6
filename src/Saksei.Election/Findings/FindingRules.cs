using System.Collections.Immutable;
using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Consultations;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>What these books need to know of others.</summary>
/// <param name="Definition">The election.</param>
/// <param name="Organisations">Who there is.</param>
/// <param name="KindOf">The kind of an act of this register that took effect, by identity; null for any other.</param>
/// <param name="CheckNamed">Why a recommendation can't name these opinions.</param>
internal sealed record FindingContext(ElectionDefinition Definition, OrganisationRecords Organisations, Func<Hash, ActKind?> KindOf, Func<ImmutableArray<OpinionName>, Outcome> CheckNamed);

/// <summary>
/// The rules of findings, recommendations and statements, for acts of this register and for those that are carried into it alike: an
/// act that they refuse can't come in by the other way.
/// </summary>
internal static class FindingRules
{
    /// <summary>What is made of an act: the records with it, or why it is void.</summary>
    internal static Outcome Take<TAct>(FindingContext context, Voice<TAct> voice, ref FindingRecords records) where TAct : VoiceAct
    {
        var outcome = Check(context, voice, records);
        if (outcome.IsApplied) records = records.With(voice);
        return outcome;
    }

    /// <summary>The same for an act whose type isn't known.</summary>
    internal static Outcome Take(FindingContext context, VoiceAct act, string organisation, (Hash Identity, ActPlace Place, CarriedFrom? Carried) at, ref FindingRecords records) => act switch
    {
        FindingFind own => Take(context, Of(own, organisation, at), ref records),
        FindingAnswer own => Take(context, Of(own, organisation, at), ref records),
        RecommendationMake own => Take(context, Of(own, organisation, at), ref records),
        RecommendationWord own => Take(context, Of(own, organisation, at), ref records),
        RecommendationAnswer own => Take(context, Of(own, organisation, at), ref records),
        RecommendationStatus own => Take(context, Of(own, organisation, at), ref records),
        StatementMake own => Take(context, Of(own, organisation, at), ref records),
        StatementAnswer own => Take(context, Of(own, organisation, at), ref records),
        _ => throw new UnreachableException(act.Kind),
    };

    private static Voice<TAct> Of<TAct>(TAct act, string organisation, (Hash Identity, ActPlace Place, CarriedFrom? Carried) at) where TAct : VoiceAct =>
        new(act, organisation, at.Identity, at.Place, at.Carried);

    private static Outcome Check<TAct>(FindingContext context, Voice<TAct> voice, FindingRecords records) where TAct : VoiceAct
    {
        if (context.Definition.Head.Findings == Definition.Voices.FindingTerms.None) return Outcome.Void("no-findings", voice.Act.Kind);
        if (CheckReported(context, voice) is { IsApplied: false } reported) return reported;
        if (CheckCarried(context, voice, records) is { IsApplied: false } carried) return carried;
        return voice switch
        {
            Voice<FindingFind> own => CheckFound(context, own, records),
            Voice<FindingAnswer> own => CheckAnswer(own, own.Act.Finding, Reached(own, records.Finding(own.Act.Finding)), own.Act.Parts, own.Act.Reported),
            Voice<RecommendationMake> own => CheckMade(context, own, records),
            Voice<RecommendationWord> own => CheckWording(own, Reached(own, records.Recommendation(own.Act.Recommendation))),
            Voice<RecommendationAnswer> own => CheckAnswer(own, own.Act.Recommendation, Reached(own, records.Recommendation(own.Act.Recommendation)), own.Act.Parts, own.Act.Reported),
            Voice<RecommendationStatus> own => CheckStatus(own, Reached(own, records.Recommendation(own.Act.Recommendation))),
            Voice<StatementMake> own => CheckStatement(context, own, records),
            Voice<StatementAnswer> own => CheckStatementAnswer(own, records.Statement(own.Act.Statement)),
            _ => throw new UnreachableException(voice.Act.Kind),
        };
    }

    private static Outcome CheckCarried<TAct>(FindingContext context, Voice<TAct> voice, FindingRecords records) where TAct : VoiceAct
    {
        if (voice.Carried is null) return Outcome.Applied;
        if (records.HasCarried(voice.Identity) || context.KindOf(voice.Identity) is not null) return Outcome.Void("carry-known", voice.Identity.ToHex());
        return voice.Act.Header.At > voice.Place.Tick ? Outcome.Void("carry-ahead", voice.Act.Header.At.ToString()) : Outcome.Applied;
    }

    // An earlier register's log goes on and its keys may be anybody's by now: what comes from it answers nothing but its own.
    private static bool Reaches<TAct>(Voice<TAct> voice, CarriedFrom? other) where TAct : VoiceAct => voice.Carried is null || voice.Carried.Register == other?.Register;

    private static TFile? Reached<TAct, TFile>(Voice<TAct> voice, TFile? file) where TAct : VoiceAct where TFile : AskingFile =>
        file is not null && Reaches(voice, file.Carried) ? file : null;

    // Public record is written down by transcribers, who write nothing else; and it is written down anew from its source, not carried.
    private static Outcome CheckReported<TAct>(FindingContext context, Voice<TAct> voice) where TAct : VoiceAct
    {
        var reported = voice.Act.Reported;
        if (voice.Carried is not null) return reported.Is ? Outcome.Void("carry-reported", reported.By) : Outcome.Applied;
        var transcribes = context.Definition.Procedures.Transcribers.Contains(voice.Organisation);
        if (reported.Is && !transcribes) return Outcome.Void("reported-not-transcriber", voice.Organisation);
        if (transcribes && !reported.Is) return Outcome.Void("reported-missing", voice.Organisation);
        return reported.Is ? Known(context, reported.By) : Outcome.Applied;
    }

    private static Outcome CheckFound(FindingContext context, Voice<FindingFind> voice, FindingRecords records)
    {
        var act = voice.Act;
        if (CheckAsking(context, act.Subject, act.Wording, act.Asked, voice) is { IsApplied: false } asking) return asking;
        if (CheckDue(act.Due, voice) is { IsApplied: false } due) return due;
        return voice.Carried is not null ? Outcome.Applied : CheckGrounds(context, act.RestsOn, records);
    }

    private static Outcome CheckMade(FindingContext context, Voice<RecommendationMake> voice, FindingRecords records)
    {
        var act = voice.Act;
        if (CheckAsking(context, act.Subject, act.Wording, act.Addressee, voice) is { IsApplied: false } asking) return asking;
        if (CheckDue(act.Due, voice) is { IsApplied: false } due) return due;
        if (voice.Carried is not null) return Outcome.Applied;
        foreach (var finding in act.RestsOn)
            if (records.Finding(finding) is null) return Outcome.Void("finding-unknown", finding.ToHex());
        return act.Opinions.IsEmpty ? Outcome.Applied : context.CheckNamed(act.Opinions);
    }

    private static Outcome CheckAsking<TAct>(
        FindingContext context, string subject, ImmutableArray<Wording> wording, string asked, Voice<TAct> voice) where TAct : VoiceAct
    {
        // What an earlier register spoke of, and whom it asked, this one may not have.
        if (voice.Carried is not null) return WordingThere(wording);
        if (context.Definition.Head.Findings.FindSubject(subject) is null) return Outcome.Void("subject-unknown", subject);
        if (asked.Length == 0 && voice.Act.Reported.Is) return WordingThere(wording);
        return Known(context, asked) is { IsApplied: false } unknown ? unknown : WordingThere(wording);
    }

    private static Outcome CheckDue<TAct>(Clock.Moment? due, Voice<TAct> voice) where TAct : VoiceAct
    {
        if (voice.Act.Reported.Is) return Outcome.Applied;
        if (due is not { } moment) return Outcome.Void("due-missing");
        return moment < voice.When ? Outcome.Void("due-past", moment.ToString()) : Outcome.Applied;
    }

    private static Outcome CheckAnswer<TAct>(Voice<TAct> voice, Hash asking, AskingFile? file, AnswerParts parts, Reported reported) where TAct : VoiceAct
    {
        if (file is null) return Outcome.Void(voice.Act is FindingAnswer ? "finding-unknown" : "recommendation-unknown", asking.ToHex());
        if (voice.By != file.Asked && (file.Asked.Length > 0 || !reported.Is)) return Outcome.Void("answer-of-another", file.Asked);

        // Silence in the register isn't ended by what somebody read elsewhere.
        if (reported.Is && file.Due is not null) return Outcome.Void("answer-reported", file.Asked);
        return parts.Word == AnswerWord.Disputed && parts.Evidence.IsEmpty && !reported.Is ? Outcome.Void("evidence-missing", parts.Word.Word) : Outcome.Applied;
    }

    private static Outcome CheckWording(Voice<RecommendationWord> voice, RecommendationFile? file)
    {
        if (file is null) return Outcome.Void("recommendation-unknown", voice.Act.Recommendation.ToHex());
        if (voice.By != file.By) return Outcome.Void("wording-of-another", file.By);
        return file.LastWording != voice.Act.Previous ? Outcome.Void("stale-edit", voice.Act.Previous.ToHex()) : WordingThere(voice.Act.Wording);
    }

    private static Outcome CheckStatus(Voice<RecommendationStatus> voice, RecommendationFile? file)
    {
        var act = voice.Act;
        if (file is null) return Outcome.Void("recommendation-unknown", act.Recommendation.ToHex());
        if (file.StatusBy(voice.By)?.Identity != act.Previous) return Outcome.Void("stale-edit", voice.By);
        return act.Status != CarriedOut.NotStarted && act.Evidence.IsEmpty && !act.Reported.Is ? Outcome.Void("evidence-missing", act.Status.Word) : Outcome.Applied;
    }

    private static Outcome CheckStatement(FindingContext context, Voice<StatementMake> voice, FindingRecords records)
    {
        var act = voice.Act;
        if (voice.Carried is not null) return WordingThere(act.Document);
        if (act.Subjects.FirstOrDefault(subject => context.Definition.Head.Findings.FindSubject(subject) is null) is { } subject) return Outcome.Void("subject-unknown", subject);
        if (act.Units.FirstOrDefault(unit => context.Definition.FindUnit(unit) is null) is { } unit) return Outcome.Void("unit-unknown", unit);
        foreach (var about in act.Acts)
            if (context.KindOf(about) is null && !records.HasCarried(about)) return Outcome.Void("act-unknown", about.ToHex());
        return WordingThere(act.Document);
    }

    private static Outcome CheckStatementAnswer(Voice<StatementAnswer> voice, StatementFile? file) =>
        file is null || !Reaches(voice, file.Made.Carried) ? Outcome.Void("statement-unknown", voice.Act.Statement.ToHex()) : WordingThere(voice.Act.Document);

    private static Outcome CheckGrounds(FindingContext context, ImmutableArray<Hash> grounds, FindingRecords records)
    {
        foreach (var ground in grounds.Where(ground => records.Finding(ground) is null))
        {
            if (context.KindOf(ground) is not { } kind) return Outcome.Void("act-unknown", ground.ToHex());
            if (!kind.IsEvidence) return Outcome.Void("act-not-evidence", kind.Name);
        }

        return Outcome.Applied;
    }

    private static Outcome Known(FindingContext context, string organisation) =>
        context.Organisations.All.ContainsKey(organisation) || context.Definition.Names(organisation) ? Outcome.Applied : Outcome.Void("organisation-unknown", organisation);

    private static Outcome WordingThere(ImmutableArray<Wording> wording) => wording.IsEmpty ? Outcome.Void("wording-missing") : Outcome.Applied;
}
