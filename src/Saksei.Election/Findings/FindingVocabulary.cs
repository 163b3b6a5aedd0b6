using Saksei.Election.Reading;

namespace Saksei.Election.Findings;

/// <summary>Words of these books.</summary>
public static class FindingVocabulary
{
    internal static readonly Vocabulary<AnswerWord> Answers = new(
        (AnswerWord.Accepted, "accepted"), (AnswerWord.Disputed, "disputed"), (AnswerWord.Explained, "explained"));

    internal static readonly Vocabulary<Priority> Priorities = new((Priority.Priority, "priority"), (Priority.Other, "other"));

    internal static readonly Vocabulary<ChangeOf> Changes = new((ChangeOf.Law, "law"), (ChangeOf.Practice, "practice"), (ChangeOf.Institution, "institution"));

    internal static readonly Vocabulary<CarriedOut> Statuses = new(
        (CarriedOut.NotStarted, "not-started"), (CarriedOut.InPart, "in-part"), (CarriedOut.Mostly, "mostly"), (CarriedOut.Fully, "fully"));

    internal static readonly Vocabulary<AnswerState> States = new(
        (AnswerState.InTime, "in-time"), (AnswerState.Silent, "silent"), (AnswerState.NoneFound, "none-found"), (AnswerState.InPart, "in-part"),
        (AnswerState.Answered, "answered"), (AnswerState.Disputed, "disputed"));

    /// <summary>All words of states, in their order.</summary>
    public static IEnumerable<string> AllStates => States.All;

    /// <summary>The state of a word, or null.</summary>
    public static AnswerState? StateOf(string word) => States.Find(word);

    /// <summary>What would change by its word, or null.</summary>
    public static ChangeOf? ChangeOfWord(string word) => Changes.Find(word);

    /// <summary>The priority of a word, or null.</summary>
    public static Priority? PriorityOfWord(string word) => Priorities.Find(word);

    extension(AnswerWord answer)
    {
        /// <summary>Its word.</summary>
        public string Word => Answers[answer];
    }

    extension(Priority priority)
    {
        /// <summary>Its word.</summary>
        public string Word => Priorities[priority];
    }

    extension(ChangeOf change)
    {
        /// <summary>Its word.</summary>
        public string Word => Changes[change];
    }

    extension(CarriedOut status)
    {
        /// <summary>Its word.</summary>
        public string Word => Statuses[status];
    }

    extension(AnswerState state)
    {
        /// <summary>Its word.</summary>
        public string Word => States[state];
    }
}
