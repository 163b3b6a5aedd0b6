using Saksei.Election.Definition;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Definition.Voices;

namespace Saksei.Words.Definitions;

/// <summary>What a definition says of observation and of findings, in sentences.</summary>
internal sealed class VoiceWords(Speech speech, ElectionDefinition definition)
{
    private ObservationRules Observation => definition.Head.Observation;

    private FindingTerms Findings => definition.Head.Findings;

    internal IEnumerable<(string Heading, IEnumerable<string> Sentences)> Parts() =>
    [
        ("explain.incidents", Observation.Incidents.Select(OfIncident)),
        ("explain.conditions", [.. Observation.Conditions.Select(OfCondition), .. Observation.ClosedOpens ? [speech.Say("explain.closed-opens")] : Array.Empty<string>()]),
        ("explain.reasons", Observation.Reasons.Select(word => Named(word.Names, word.Code))),
        ("explain.causes", Observation.Causes.Select(word => Named(word.Names, word.Code))),
        ("explain.subjects", Findings.Subjects.Select(subject => Named(subject.Names, subject.Code))),
        ("explain.earlier", Findings.Earlier.Select(register => speech.Say("explain.named", speech.Name(register.Names, register.Origin), register.LogText))),
    ];

    private string OfIncident(IncidentCategory category) => speech.Say(
        "explain.incident", Named(category.Names, category.Code), Named(speech.Organisation(definition, category.Office), category.Office), speech.Number(category.Hours));

    private string OfCondition(ConditionRule rule) =>
        speech.Say("explain.condition", rule.Question, rule.Answer, speech.Say("observation.says." + ObservationRules.Sayings[rule.Says]));

    private string Named(Names names, string code) => Named(speech.Name(names, code), code);

    private string Named(string name, string code) => name == code ? code : speech.Say("explain.named", name, code);
}
