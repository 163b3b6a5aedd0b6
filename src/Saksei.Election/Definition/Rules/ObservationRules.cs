using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Reading;

namespace Saksei.Election.Definition.Rules;

/// <summary>What an answer of a checklist may say of a station.</summary>
public enum Observed { DoorsOpen, DoorsClosed, DoorsPartly, FormPosted, FormNotPosted, CopyHanded, CopyRefused, CopyNotAsked, Present, SentAway, KeptOut }

/// <summary>A word of the definition: a reason, a cause.</summary>
public sealed record NamedWord(string Code, Names Names);

/// <summary>A rule from an answer to a station's condition.</summary>
/// <param name="Question">The question's name in a checklist.</param>
/// <param name="Answer">One of its choices.</param>
/// <param name="Says">What the station's condition is then, by the word of the organisation that answered.</param>
public sealed record ConditionRule(string Question, string Answer, Observed Says);

/// <summary>A kind of incident, and whose task it is to answer one.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Names">What it is called.</param>
/// <param name="Office">The organisation that is to answer.</param>
/// <param name="Hours">Within how many hours.</param>
public sealed record IncidentCategory(string Code, Names Names, string Office, int Hours)
{
    private const long SecondsOfHour = 3600;

    /// <summary>By when an answer is due to a report that is of this kind since a moment.</summary>
    public Moment DueAfter(Moment since) => since.Plus(Hours * SecondsOfHour);
}

/// <summary>What a definition says of observation: incidents and whose they are, words, and what answers say of stations.</summary>
public sealed record ObservationRules
{
    /// <summary>Kinds of incidents.</summary>
    public ImmutableArray<IncidentCategory> Incidents { get; init; } = [];

    /// <summary>Reasons given to those who were sent away.</summary>
    public ImmutableArray<NamedWord> Reasons { get; init; } = [];

    /// <summary>Causes that an office may give in its answer.</summary>
    public ImmutableArray<NamedWord> Causes { get; init; } = [];

    /// <summary>From answers to conditions of stations, in order: of several rules about one thing the first that holds.</summary>
    public ImmutableArray<ConditionRule> Conditions { get; init; } = [];

    /// <summary>Whether a station whose count was behind closed doors is open in the evidence.</summary>
    public bool ClosedOpens { get; init; }

    /// <summary>Nothing.</summary>
    public static ObservationRules None { get; } = new();

    /// <summary>The words of what an answer may say.</summary>
    public static Vocabulary<Observed> Sayings { get; } = new(
        (Observed.DoorsOpen, "doors-open"), (Observed.DoorsClosed, "doors-closed"), (Observed.DoorsPartly, "doors-partly"),
        (Observed.FormPosted, "form-posted"), (Observed.FormNotPosted, "form-not-posted"),
        (Observed.CopyHanded, "copy-handed"), (Observed.CopyRefused, "copy-refused"), (Observed.CopyNotAsked, "copy-not-asked"),
        (Observed.Present, "present"), (Observed.SentAway, "sent-away"), (Observed.KeptOut, "kept-out"));

    /// <summary>The kind of incident with a code, or null.</summary>
    public IncidentCategory? FindCategory(string code) => Incidents.FirstOrDefault(category => category.Code == code);

    /// <summary>What is wrong beyond the shape.</summary>
    internal void Check(DocumentRules rules)
    {
        CheckWords(rules, "reasons", [.. Reasons.Select(word => word.Code)]);
        CheckWords(rules, "causes", [.. Causes.Select(word => word.Code)]);
        CheckWords(rules, "incidents", [.. Incidents.Select(category => category.Code)]);
        for (var at = 0; at < Incidents.Length; at++)
        {
            rules.Kebab($"observation.incidents[{at}].office", Incidents[at].Office);
            rules.Require(Incidents[at].Hours > 0, "number-zero", $"observation.incidents[{at}].hours", "0");
        }

        rules.Once([.. Conditions.Select(rule => $"{rule.Question} {rule.Answer}")], at => $"observation.conditions[{at}].answer");
    }

    private static void CheckWords(DocumentRules rules, string list, ImmutableArray<string> codes)
    {
        for (var at = 0; at < codes.Length; at++) rules.Kebab($"observation.{list}[{at}].code", codes[at]);
        rules.Once(codes, at => $"observation.{list}[{at}].code");
    }
}

/// <summary>Reads what <c>definition.json</c> says of observation.</summary>
internal static class ObservationReader
{
    private const int MostHours = 8784, MostItems = 500;
    private static readonly FieldNames Members = new("incidents", "reasons", "causes", "conditions", "closedOpens");
    private static readonly FieldNames WordFields = new("code", "names");
    private static readonly FieldNames CategoryFields = new("code", "names", "office", "hours");
    private static readonly FieldNames RuleFields = new("question", "answer", "says");

    internal static ObservationRules Read(ref StrictJson json)
    {
        FieldsRead read = default;
        var rules = ObservationRules.None;
        json.EnterObject();
        while (json.NextField(Members, ref read, out var field))
            rules = field switch
            {
                0 => rules with { Incidents = json.Items(MostItems, ReadCategory) },
                1 => rules with { Reasons = json.Items(MostItems, ReadWord) },
                2 => rules with { Causes = json.Items(MostItems, ReadWord) },
                3 => rules with { Conditions = json.Items(MostItems, ReadRule) },
                _ => rules with { ClosedOpens = json.Flag() },
            };
        json.Require(Members, read, 4);
        return rules;
    }

    private static NamedWord ReadWord(ref StrictJson json)
    {
        FieldsRead read = default;
        var word = new NamedWord("", Names.None);
        json.EnterObject();
        while (json.NextField(WordFields, ref read, out var field))
            word = field == 0 ? word with { Code = json.CodeText() } : word with { Names = Names.Read(ref json) };
        json.Require(WordFields, read, 2);
        return word;
    }

    private static IncidentCategory ReadCategory(ref StrictJson json)
    {
        FieldsRead read = default;
        var category = new IncidentCategory("", Names.None, "", 0);
        json.EnterObject();
        while (json.NextField(CategoryFields, ref read, out var field))
            category = field switch
            {
                0 => category with { Code = json.CodeText() },
                1 => category with { Names = Names.Read(ref json) },
                2 => category with { Office = json.CodeText() },
                _ => category with { Hours = (int)json.Whole(MostHours) },
            };
        json.Require(CategoryFields, read, 4);
        return category;
    }

    private static ConditionRule ReadRule(ref StrictJson json)
    {
        FieldsRead read = default;
        var rule = new ConditionRule("", "", default);
        json.EnterObject();
        while (json.NextField(RuleFields, ref read, out var field))
            rule = field switch
            {
                0 => rule with { Question = json.CodeText() },
                1 => rule with { Answer = json.CodeText() },
                _ => rule with { Says = ObservationRules.Sayings.Read(ref json) },
            };
        json.Require(RuleFields, read, 3);
        return rule;
    }
}
