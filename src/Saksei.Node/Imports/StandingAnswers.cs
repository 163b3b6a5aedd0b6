using Saksei.Election.Observation;
using Saksei.Register.Tree;

namespace Saksei.Node.Imports;

/// <summary>What a row is to the register.</summary>
internal enum RowIs { New, There, Edit, Another }

/// <summary>Answers that stand in the register, and what a row of a table is to them.</summary>
internal sealed class StandingAnswers(RegisterHost host, ChecklistState checklist, string organisation, bool replaces)
{
    private readonly ObservationRecords _records = host.Snapshot().Observation;

    /// <summary>Holds a row against what stands of its team at its station; an edit names the act that it replaces.</summary>
    internal (RowIs Is, Hash? Previous) Of(AnswerRow row)
    {
        var key = new AnswersKey(organisation, checklist.First, row.Team);
        if (host.Definition.FindStation(row.Station) is not { } station || _records.Of(station).Answers.LastOf(key) is not { } stands) return (RowIs.New, null);
        var words = WordsOf(stands.Act);
        if (IsSame(row.Answers, stands.Act.Answers) && words.SaysTheSame(row.Words)) return (RowIs.There, null);
        var isKnown = row.Words.Instance.Length > 0 && row.Words.Instance == words.Instance;
        return isKnown || replaces ? (RowIs.Edit, stands.Place.Identity) : (RowIs.Another, null);
    }

    private SaltedWords WordsOf(ObservationAnswers act) =>
        act.Words.Select(file => host.Store.ReadAttachment(file.Sha256) is { } bytes ? SaltedWords.Read(bytes) : null).OfType<SaltedWords>().FirstOrDefault(new SaltedWords("", []));

    private static bool IsSame(IEnumerable<CodedAnswer> some, IEnumerable<CodedAnswer> others) => some.Select(Said).ToHashSet().SetEquals(others.Select(Said));

    // Choices are a set: in which order a program writes them says nothing.
    private static (string Question, string Choices, long? Number) Said(CodedAnswer answer) =>
        (answer.Question, string.Join(' ', answer.Choices.Order(StringComparer.Ordinal)), answer.Number);
}
