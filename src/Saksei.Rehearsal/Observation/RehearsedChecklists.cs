using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Observation;
using Saksei.Register.Tree;

namespace Saksei.Rehearsal.Observation;

/// <summary>A question of a rehearsed checklist, in Khmer and English.</summary>
internal sealed record RehearsedQuestion(string Name, QuestionType Type, string English, string Khmer, params ImmutableArray<string> Choices);

/// <summary>A checklist of the rehearsal, and the file that stands for it.</summary>
internal sealed record RehearsedChecklist(string Id, ImmutableArray<RehearsedQuestion> Questions)
{
    /// <summary>The file, the same bytes each time.</summary>
    internal byte[] Bytes => JsonSerializer.SerializeToUtf8Bytes(new
    {
        settings = new { form_id = Id, version = "1" },
        survey = Questions.Select(question => new { type = question.Type.Word, name = question.Name, label = new { en = question.English, km = question.Khmer }, choices = question.Choices }),
    });

    /// <summary>As an act names it.</summary>
    internal Attachment Attachment => new(Hash.OfBytes(Bytes), Bytes.Length, "application/json");

    /// <summary>Its questions as the act has them.</summary>
    internal ImmutableArray<CodedQuestion> Coded => [.. Questions.Select(question => new CodedQuestion(question.Name, question.Type, question.Choices))];
}

/// <summary>The checklists that three organisations share in the rehearsal.</summary>
internal static class RehearsedChecklists
{
    private const QuestionType One = QuestionType.SelectOne, Number = QuestionType.Integer;

    internal static RehearsedChecklist Opening { get; } = new("opening",
    [
        new("opened", One, "When did the station open?", "តើការិយាល័យបើកនៅពេលណា?", "on-time", "late"),
        new("box_empty", One, "Was the empty box shown?", "តើបានបង្ហាញហិបទទេដែរឬទេ?", "yes", "no"),
        new("agents", Number, "How many agents of parties were there?", "តើមានភ្នាក់ងារគណបក្សប៉ុន្មាននាក់?"),
    ]);

    internal static RehearsedChecklist Voting { get; } = new("voting",
    [
        new("noted", One, "Did somebody note who came to vote?", "តើមានគេកត់ឈ្មោះអ្នកមកបោះឆ្នោតដែរឬទេ?", "yes", "no"),
        new("strangers", One, "Was somebody inside who had no right to be?", "តើមានអ្នកគ្មានសិទ្ធិនៅខាងក្នុងដែរឬទេ?", "yes", "no"),
    ]);

    internal static RehearsedChecklist Counting { get; } = new("counting",
    [
        new("doors", One, "How were the doors during the count?", "តើទ្វារបើកឬបិទពេលរាប់សន្លឹកឆ្នោត?", "open", "partly", "closed"),
        new("closed_by", One, "By whose word were they closed?", "តើតាមពាក្យអ្នកណា?", "station-head", "commune-official", "not-said"),
        new("closed_reason", One, "What reason was given?", "តើគេឱ្យហេតុផលអ្វី?", "weather", "instruction", "none"),
        new("posted", One, "Was form 1102 posted afterwards?", "តើបានបិទកំណត់ហេតុ ១១០២ ដែរឬទេ?", "yes", "no"),
        new("copy", One, "Did you get a copy of it?", "តើអ្នកបានទទួលច្បាប់ចម្លងដែរឬទេ?", "handed", "refused", "not-asked"),
        new("copy_reason", One, "Why not?", "ហេតុអ្វី?", "from-commune", "not-allowed", "no-blank", "none"),
        new("presence", One, "Could you stay for the whole count?", "តើអ្នកបាននៅពេញពេលរាប់ដែរឬទេ?", "present", "absent", "sent-away", "kept-out"),
        new("signed", Number, "How many agents signed form 1102?", "តើភ្នាក់ងារប៉ុន្មាននាក់បានចុះហត្ថលេខា?"),
    ]);

    /// <summary>All of them.</summary>
    internal static ImmutableArray<RehearsedChecklist> All => [Opening, Voting, Counting];
}
