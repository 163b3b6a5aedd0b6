using System.Collections.Immutable;
using System.Text;
using Saksei.Rehearsal.Season;

namespace Saksei.Rehearsal.Consulted;

/// <summary>A workshop that never was: where, on which day, how many came by letter and by the open call, and how many handed in a paper.</summary>
internal sealed record PlannedWorkshop(string Unit, int Day, int Letter, int OpenCall, int Women, int Papers)
{
    internal string Code => "w-" + Unit;
}

/// <summary>A rule of moderation with its wording, how many it rejects for good, and how many that are restored.</summary>
internal sealed record PlannedRule(string Code, string English, string Khmer, int Stand, int Restored);

/// <summary>An invented consultation in figures: 2,000 opinions, 300 rejected by four rules, 27 asked about again, six of them restored.</summary>
internal static class ConsultationPlan
{
    internal const string Code = "count-2023", Holder = Organisations.Observers, Second = Organisations.Alliance;

    internal const int Page = 981, WithKey = 214, AskedAgain = 27, Month = 4, Days = 28;

    internal const string Question = """{"en":"What should change, so that a count can be trusted?","km":"តើគួរកែប្រែអ្វី ដើម្បីឲ្យការរាប់សន្លឹកឆ្នោតអាចជឿទុកចិត្តបាន?"}""";

    internal static ImmutableArray<PlannedWorkshop> Workshops { get; } =
    [
        new("12", 4, 138, 203, 131, 271), new("02", 8, 76, 112, 72, 150), new("03", 11, 66, 97, 63, 130),
        new("17", 18, 58, 84, 54, 113), new("21", 22, 39, 58, 37, 77), new("10", 25, 33, 48, 32, 64),
    ];

    internal static ImmutableArray<PlannedRule> Rules { get; } =
    [
        new("names-private-person", "Names a private person", "ដាក់ឈ្មោះបុគ្គលឯកជន", 96, 2),
        new("threatens-or-insults", "Threatens or insults", "គំរាមកំហែង ឬប្រមាថ", 71, 1),
        new("same-again", "The same text again, from the same hand", "អត្ថបទដដែល ពីដៃដដែល", 88, 2),
        new("beside-the-question", "Isn’t about the question", "មិនទាក់ទងនឹងសំណួរ", 45, 1),
    ];

    internal static int Opinions { get; } = Page + WithKey + Workshops.Sum(workshop => workshop.Papers);

    internal static byte[] WordingOf(PlannedRule rule) => Encoding.UTF8.GetBytes($$"""{"en":"{{rule.English}}","km":"{{rule.Khmer}}"}""");

    // What people might say; who reads them sees that they are made.
    internal static ImmutableArray<string> Sentences { get; } =
    [
        "The doors stay open while ballots are counted.", "Form 1102 is posted before the box is sealed again.", "Every agent gets a copy of form 1102 at the station.",
        "Every scan has a time from one clock.", "Observers' places are chosen by lot.", "Any commune office may endorse a candidate.",
        "The count is read out loud.", "The posted form says who was in the room.", "Phones with cameras are allowed in the room.",
        "ទ្វារត្រូវបើកចំហ ពេលរាប់សន្លឹកឆ្នោត។", "ទម្រង់ ១១០២ ត្រូវបិទផ្សាយភ្លាម។", "ភ្នាក់ងារម្នាក់ៗ ត្រូវទទួលបានច្បាប់ចម្លង។",
    ];

    /// <summary>A second of a day of the consultation, day 1 being the first of April.</summary>
    internal static long At(int day, int hour, int minute = 0) => SeasonDates.At(Month, 1, hour, minute) + (day - 1) * 24L * 3600;
}
