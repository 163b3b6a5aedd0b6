using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Findings;
using Saksei.Node;
using Saksei.Register.Tree;

namespace Saksei.Rehearsal.Findings;

/// <summary>
/// The small register of an election before the rehearsal's: five findings that nobody answered, and eleven recommendations. Its seed
/// is always the same, since the rehearsal's definition names its log's key.
/// </summary>
public static class EarlierRehearsal
{
    /// <summary>The register's name.</summary>
    public const string Origin = "simulated.saksei.example/kh-2018-rehearsal";

    /// <summary>The folder of its definition in elections/, and the name of its example.</summary>
    public const string Name = "cambodia-rehearsal-2018";

    private const ulong Seed = 20180729;
    private const int OffsetMinutes = 420, Recommendations = 11;

    private static readonly (string Asked, string Due, string English, string Khmer)[] Found =
    [
        ("commission", "2018-09-15", "A copy of the form was refused where observers asked for one", "អ្នកសង្កេតការណ៍សុំច្បាប់ចម្លង តែមិនបាន"),
        ("commission", "2018-09-15", "The form was not posted at stations that were watched", "ទម្រង់មិនបានបិទផ្សាយនៅការិយាល័យដែលបានសង្កេត"),
        ("ministry-e", "2018-09-30", "No member of the commission stood aside in a case of their own party", "គ្មានសមាជិកណាដកខ្លួនក្នុងរឿងរបស់បក្សខ្លួនទេ"),
        ("ministry-e", "2018-09-30", "Requests for endorsement were left unanswered by commune chiefs", "មេឃុំមិនបានឆ្លើយសំណើបញ្ជាក់"),
        ("authority-i", "2018-10-15", "Answers to events asked for came late in some provinces", "ចម្លើយលើព្រឹត្តិការណ៍យឺតនៅខេត្តខ្លះ"),
    ];

    /// <summary>Founds it in an empty folder and appends everything.</summary>
    public static void Build(string folder, string definitionFolder, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var (bits, now, drawn) = (new RehearsalSeed(Seed), At("2018-08-20"), 0);
        progress($"seed {Seed}: founding {Origin}");
        using var host = Founding.Found(
            folder, definitionFolder, new FoundingPlan(Origin, true, Organisations.Founders, bits.KeySeed), origin => new ActDesk(origin, () => now, () => bits.Bits($"earlier {drawn++}")));
        var files = new Files(host.Store);
        var findings = Found.Select(found => Submit(host, Organisations.Observers, header => new FindingFind(
            header, "counting", files.Words(found.English, found.Khmer), found.Asked, At(found.Due), [], []))).ToImmutableArray();
        ImmutableArray<Hash> made = [.. Enumerable.Range(0, Recommendations).Select(i => Submit(host, i % 2 == 0 ? Organisations.Observers : Organisations.Alliance, header => Recommend(header, i, findings, files)))];
        now = At("2018-12-20");
        for (var i = 0; i < Recommendations; i += 4)
            Submit(host, Organisations.Commission, header => new RecommendationAnswer(header, made[i], new AnswerParts(AnswerWord.Accepted, [], files.Words("The rules will say so", "បទបញ្ញត្តិនឹងចែងដូច្នេះ"), null, [])));
        for (var i = 0; i < Recommendations; i += 2)
            Submit(host, Organisations.Observers, header => new RecommendationStatus(header, made[i], CarriedOut.NotStarted, [], null));
        progress($"{host.Store.ReadHead().Size} acts in the register");
    }

    private static RecommendationMake Recommend(ActHeader header, int number, ImmutableArray<Hash> findings, Files files)
    {
        var (english, khmer) = RecommendedTexts.Of(number);
        return new RecommendationMake(
            header, "counting", [], files.Words(english, khmer), number % 4 == 0 ? "commission" : "ministry-e", (ChangeOf)(number % 3), number % 3 == 0 ? Priority.Priority : Priority.Other,
            At("2018-12-01"), [], ["ICCPR.25"], [findings[number % findings.Length]], []);
    }

    private static Hash Submit(RegisterHost host, string organisation, Func<ActHeader, Act> act)
    {
        var key = host.Keys.Of(organisation).First();
        var submitted = host.Submit([host.Desk.Sign(act(host.Desk.Header(key)), key)])[0];
        return submitted.Outcome.IsApplied ? submitted.Identity : throw new InvalidOperationException($"{submitted.Outcome}");
    }

    private static Moment At(string day) => Moment.TryParse($"{day}T00:00:00+07:00", out var moment) ? moment.At(OffsetMinutes) : throw new ArgumentException(day, nameof(day));
}

/// <summary>What is recommended in the rehearsals, by number.</summary>
internal static class RecommendedTexts
{
    private static readonly (string English, string Khmer)[] All =
    [
        ("Give every agent a copy of the form at the station", "ផ្តល់ច្បាប់ចម្លងដល់ភ្នាក់ងារនៅការិយាល័យ"),
        ("Post the form at every station before it is sent on", "បិទផ្សាយទម្រង់នៅការិយាល័យ មុនពេលផ្ញើ"),
        ("Keep the doors open until the form is signed", "បើកទ្វាររហូតដល់ចុះហត្ថលេខា"),
        ("Publish the results of every station", "ផ្សាយលទ្ធផលការិយាល័យនីមួយៗ"),
        ("Let members stand aside in cases of who nominated them", "ឱ្យសមាជិកដកខ្លួនក្នុងរឿងរបស់អ្នកតែងតាំង"),
        ("Answer requests for endorsement within five days", "ឆ្លើយសំណើបញ្ជាក់ក្នុងប្រាំថ្ងៃ"),
        ("Give reasons for every refusal in writing", "ផ្តល់ហេតុផលជាលាយលក្ខណ៍អក្សរ"),
        ("Accredit observers by one rule for all", "ទទួលស្គាល់អ្នកសង្កេតការណ៍ដោយវិធានតែមួយ"),
        ("Lengthen the time for complaints about the count", "បន្ថែមពេលសម្រាប់បណ្តឹងលើការរាប់"),
        ("Decide on events asked for by one clock in every province", "សម្រេចលើព្រឹត្តិការណ៍តាមពេលតែមួយគ្រប់ខេត្ត"),
        ("Print the order of voters' rights at every station", "បិទផ្សាយសិទ្ធិអ្នកបោះឆ្នោតនៅការិយាល័យ"),
    ];

    internal static (string English, string Khmer) Of(int number) => All[number % All.Length];
}
