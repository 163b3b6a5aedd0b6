using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Observation;
using Saksei.Register.Tree;

namespace Saksei.Server.Pages.Observation;

/// <summary>What observers answered, in the words of their checklists, each of which is read once a page.</summary>
internal sealed class AnsweredWords(Frame frame)
{
    // Of answers of which no rule of the definition says anything.
    private const int MostOthers = 3;

    private readonly Dictionary<Hash, ChecklistLabels> _labels = [];

    internal ChecklistLabels Labels(Attachment form) => _labels.TryGetValue(form.Sha256, out var known) ? known : _labels[form.Sha256] = ChecklistLabels.Read(frame, form);

    /// <summary>The question and what was answered.</summary>
    internal string Say(AnswersState own, CodedAnswer answer)
    {
        var (speech, labels) = (frame.Speech, Labels(own.Checklist.Act.Form));
        var said = answer.Number is { } number ? speech.Number(number) : answer.Choices.IsEmpty ? speech.Say("observation.no-choice")
            : string.Join(speech.Say("list.comma"), answer.Choices.Select(choice => labels.Of(answer.Question, choice)));
        return speech.Say("observation.answer", labels.Of(answer.Question), said);
    }

    /// <summary>The answers by which something follows for the station; where there are none, the first ones.</summary>
    internal ImmutableArray<CodedAnswer> First(AnswersState own)
    {
        var said = own.Says(frame.Definition.Head.Observation).Select(one => one.Question).ToHashSet(StringComparer.Ordinal);
        return said.Count == 0 ? [.. own.Act.Answers.Take(MostOthers)] : [.. own.Act.Answers.Where(answer => said.Contains(answer.Question))];
    }
}
