using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Stations;

namespace Saksei.Election.Observation;

/// <summary>What a checklist and answers to it must be, and what answers say of a station.</summary>
internal static class ChecklistRules
{
    /// <summary>What is wrong with a checklist, or null.</summary>
    internal static Outcome? Problem(ObservationChecklist act)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in act.Questions)
        {
            if (!names.Add(question.Name)) return Outcome.Void("question-twice", question.Name);
            if (question.Choices.IsEmpty != (question.Type == QuestionType.Integer)) return Outcome.Void("choices-not-of-type", question.Name);
            if (question.Choices.Distinct(StringComparer.Ordinal).Count() < question.Choices.Length) return Outcome.Void("choice-twice", question.Name);
        }

        return null;
    }

    /// <summary>What is wrong with answers to a checklist, or null.</summary>
    internal static Outcome? Problem(ObservationAnswers act, ObservationChecklist checklist)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var answer in act.Answers)
        {
            if (checklist.Find(answer.Question) is not { } question) return Outcome.Void("question-unknown", answer.Question);
            if (!names.Add(answer.Question)) return Outcome.Void("question-twice", answer.Question);
            if (!IsOfType(answer, question)) return Outcome.Void("answer-not-of-type", answer.Question);
            foreach (var choice in answer.Choices)
                if (!question.Choices.Contains(choice)) return Outcome.Void("choice-unknown", $"{answer.Question} {choice}");
            if (answer.Choices.Distinct(StringComparer.Ordinal).Count() < answer.Choices.Length) return Outcome.Void("choice-twice", answer.Question);
        }

        return null;
    }

    /// <summary>What answers say of the station by the definition's rules: of several about one thing the first that holds.</summary>
    internal static IEnumerable<ObservedAnswer> Says(ObservationRules rules, AnswersState answers)
    {
        var said = new List<ObservedAnswer>();
        foreach (var rule in rules.Conditions)
            if (answers.Act.Answers.Any(answer => answer.Question == rule.Question && answer.Choices.Contains(rule.Answer)) && said.TrueForAll(one => Thing(one.Says) != Thing(rule.Says)))
                said.Add(new ObservedAnswer(answers.Place, rule.Question, rule.Answer, rule.Says));
        return said;
    }

    private static bool IsOfType(CodedAnswer answer, CodedQuestion question) => question.Type switch
    {
        QuestionType.Integer => answer is { Number: not null, Choices.IsEmpty: true },
        QuestionType.SelectOne => answer is { Number: null, Choices.Length: 1 },
        _ => answer.Number is null,
    };

    private static int Thing(Observed says) => says switch
    {
        Observed.DoorsOpen or Observed.DoorsClosed or Observed.DoorsPartly => 0,
        Observed.FormPosted or Observed.FormNotPosted => 1,
        Observed.CopyHanded or Observed.CopyRefused or Observed.CopyNotAsked => 2,
        Observed.Present or Observed.SentAway or Observed.KeptOut => 3,
    };
}
