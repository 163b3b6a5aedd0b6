using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;
using Saksei.Register.Tree;

namespace Saksei.Rehearsal.Observation;

/// <summary>A question of a rehearsed checklist, in Khmer and English.</summary>
/// <param name="Relevant">When it is asked; empty for always.</param>
/// <param name="Choices">Codes, of which <see cref="RehearsedChecklists"/> has the words; none where a whole number answers it.</param>
internal sealed record RehearsedQuestion(string Name, string English, string Khmer, string Relevant, params ImmutableArray<string> Choices);

/// <summary>A checklist of the rehearsal: the file that stands for it, in its canonical form, and the questions of it that acts answer.</summary>
internal sealed class RehearsedChecklist
{
    internal RehearsedChecklist(string id, ImmutableArray<RehearsedQuestion> questions)
    {
        (Id, Bytes) = (id, ChecklistJson.Write(Make(id, questions)));
        Coded = CodedQuestion.Of(ChecklistJson.Read(Bytes, out _).Checklist ?? throw new InvalidOperationException($"the checklist {id} has a fault"));
    }

    internal string Id { get; }

    internal byte[] Bytes { get; }

    /// <summary>As an act names it.</summary>
    internal Attachment Attachment => new(Hash.OfBytes(Bytes), Bytes.Length, "application/json");

    internal ImmutableArray<CodedQuestion> Coded { get; }

    private static Checklist Make(string id, ImmutableArray<RehearsedQuestion> questions) => new(
        new ChecklistSettings($"{id} (SIMULATED)", id, "1"), ["English (en)", "Khmer (km)"], [.. questions.Select(Row)], [],
        [.. questions.SelectMany(question => question.Choices.Select(choice => new ChecklistChoice(question.Name, choice, RehearsedChecklists.WordsOf(choice), [])))]);

    private static ChecklistRow Row(RehearsedQuestion question) => new(
        question.Choices.IsEmpty ? QuestionType.Integer : QuestionType.SelectOne, question.Choices.IsEmpty ? "" : question.Name, question.Name)
    {
        Label = [question.English, question.Khmer],
        Hint = ["", ""],
        ConstraintMessage = ["", ""],
        RequiredMessage = ["", ""],
        Relevant = question.Relevant,
        Required = "yes",
    };
}

/// <summary>The checklists that three organisations share in the rehearsal.</summary>
internal static class RehearsedChecklists
{
    private const string Always = "", DoorsNotOpen = "${doors} = 'closed' or ${doors} = 'partly'", CopyRefused = "${copy} = 'refused'";

    private static readonly Dictionary<string, (string English, string Khmer)> Words = new(StringComparer.Ordinal)
    {
        ["on-time"] = ("On time", "ទាន់ម៉ោង"),
        ["late"] = ("Late", "យឺត"),
        ["yes"] = ("Yes", "បាទ/ចាស"),
        ["no"] = ("No", "ទេ"),
        ["open"] = ("Open all the time", "បើករហូត"),
        ["partly"] = ("Closed part of the time", "បិទម្តងម្កាល"),
        ["closed"] = ("Closed all the time", "បិទរហូត"),
        ["station-head"] = ("The chair of the station", "ប្រធានការិយាល័យបោះឆ្នោត"),
        ["commune-official"] = ("A commune official", "មន្ត្រីឃុំ សង្កាត់"),
        ["not-said"] = ("Nobody said", "គ្មានអ្នកណាប្រាប់"),
        ["weather"] = ("Wind or rain", "ខ្យល់ ឬភ្លៀង"),
        ["instruction"] = ("“Instruction”", "«តាមការណែនាំ»"),
        ["none"] = ("No reason", "គ្មានហេតុផល"),
        ["handed"] = ("Got a copy", "បានទទួល"),
        ["refused"] = ("Asked and got none", "សុំ តែមិនបានទទួល"),
        ["not-asked"] = ("Didn’t ask", "មិនបានសុំ"),
        ["from-commune"] = ("“Copies come from the commune”", "«ច្បាប់ចម្លងយកពីឃុំ សង្កាត់»"),
        ["not-allowed"] = ("“Not allowed”", "«មិនអនុញ្ញាត»"),
        ["no-blank"] = ("“No blank form left”", "«អស់ទម្រង់»"),
        ["present"] = ("Stayed to the end", "នៅដល់ចប់"),
        ["absent"] = ("Wasn’t there", "មិននៅទីនោះ"),
        ["sent-away"] = ("Sent away", "ត្រូវគេឱ្យចេញ"),
        ["kept-out"] = ("Kept out", "គេមិនឱ្យចូល"),
    };

    internal static RehearsedChecklist Opening { get; } = new("opening",
    [
        new("opened", "When did the station open?", "តើការិយាល័យបើកនៅពេលណា?", Always, "on-time", "late"),
        new("box_empty", "Was the empty box shown?", "តើបានបង្ហាញហិបទទេដែរឬទេ?", Always, "yes", "no"),
        new("agents", "How many agents of parties were there?", "តើមានភ្នាក់ងារគណបក្សប៉ុន្មាននាក់?", Always),
    ]);

    internal static RehearsedChecklist Voting { get; } = new("voting",
    [
        new("noted", "Did somebody note who came to vote?", "តើមានគេកត់ឈ្មោះអ្នកមកបោះឆ្នោតដែរឬទេ?", Always, "yes", "no"),
        new("strangers", "Was somebody inside who had no right to be?", "តើមានអ្នកគ្មានសិទ្ធិនៅខាងក្នុងដែរឬទេ?", Always, "yes", "no"),
    ]);

    internal static RehearsedChecklist Counting { get; } = new("counting",
    [
        new("doors", "How were the doors during the count?", "តើទ្វារបើកឬបិទពេលរាប់សន្លឹកឆ្នោត?", Always, "open", "partly", "closed"),
        new("closed_by", "By whose word were they closed?", "តើតាមពាក្យអ្នកណា?", DoorsNotOpen, "station-head", "commune-official", "not-said"),
        new("closed_reason", "What reason was given?", "តើគេឱ្យហេតុផលអ្វី?", DoorsNotOpen, "weather", "instruction", "none"),
        new("posted", "Was form 1102 posted afterwards?", "តើបានបិទកំណត់ហេតុ ១១០២ ដែរឬទេ?", Always, "yes", "no"),
        new("copy", "Did you get a copy of it?", "តើអ្នកបានទទួលច្បាប់ចម្លងដែរឬទេ?", Always, "handed", "refused", "not-asked"),
        new("copy_reason", "Why not?", "ហេតុអ្វី?", CopyRefused, "from-commune", "not-allowed", "no-blank", "none"),
        new("presence", "Could you stay for the whole count?", "តើអ្នកបាននៅពេញពេលរាប់ដែរឬទេ?", Always, "present", "absent", "sent-away", "kept-out"),
        new("signed", "How many agents signed form 1102?", "តើភ្នាក់ងារប៉ុន្មាននាក់បានចុះហត្ថលេខា?", Always),
    ]);

    /// <summary>All of them.</summary>
    internal static ImmutableArray<RehearsedChecklist> All => [Opening, Voting, Counting];

    /// <summary>What a choice is called, in the languages of the checklists.</summary>
    internal static ImmutableArray<string> WordsOf(string choice) => [Words[choice].English, Words[choice].Khmer];
}
