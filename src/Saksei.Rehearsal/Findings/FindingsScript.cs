using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Saksei.Election;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Findings;
using Saksei.Election.Observation;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Season;

namespace Saksei.Rehearsal.Findings;

/// <summary>
/// What is found, recommended and stated after polling day: 35 findings beside the five that are carried over from the register of
/// before, a third of all without an answer; eight recommendations beside the eleven carried and the six of the consultation; statements and
/// an answer.
/// </summary>
internal sealed class FindingsScript(RegisterHost host, Staff staff, RehearsalSeed seed)
{
    private const int MostGrounds = 8, MostInCarry = 12, Made = 8;

    // How each of them ends, in turn: eight silent, four in time, six disputed, eight in part, nine answered.
    private static readonly ImmutableArray<AnswerState> Ends =
    [
        .. Enumerable.Range(0, 35).Select(i => i % 35 * 12 % 35).Select(place => place < 8 ? AnswerState.Silent : place < 12 ? AnswerState.InTime
            : place < 18 ? AnswerState.Disputed : place < 26 ? AnswerState.InPart : AnswerState.Answered),
    ];

    private static readonly (string Subject, string Asked, string Kind, string Says, int Count, string English, string Khmer)[] Topics =
    [
        ("counting", "commission", "observation/answers", "\"question\":\"doors\",\"choices\":[\"closed\"]", 10, "The count was held behind closed doors at {0} stations in {1}", "ការរាប់ធ្វើដោយបិទទ្វារនៅការិយាល័យ {0} ក្នុង{1}"),
        ("forms", "commission", "observation/answers", "\"question\":\"posted\",\"choices\":[\"no\"]", 10, "The form was not posted at {0} stations in {1}", "ទម្រង់មិនបានបិទផ្សាយនៅការិយាល័យ {0} ក្នុង{1}"),
        ("copies", "commission", "observation/answers", "\"question\":\"copy\",\"choices\":[\"refused\"]", 5, "A copy of the form was refused at {0} stations in {1}", "ច្បាប់ចម្លងមិនបានផ្តល់នៅការិយាល័យ {0} ក្នុង{1}"),
        ("complaints", "ministry-e", "complaints/file", "", 5, "{0} complaints from {1} are about the same thing", "បណ្តឹង {0} ពី{1} និយាយពីរឿងតែមួយ"),
        ("events", "authority-i", "activities/refuse", "", 5, "{0} events in {1} were refused on like grounds", "ព្រឹត្តិការណ៍ {0} ក្នុង{1} ត្រូវបានបដិសេធដោយមូលហេតុដូចគ្នា"),
    ];

    private readonly Pen _pen = new(seed, "findings");
    private readonly Files _files = new(host.Store);

    /// <summary>Everything, after the register of before was built beside and the acts that findings rest on were appended.</summary>
    internal IReadOnlyList<WrittenAct> Write(IReadOnlyList<WrittenAct> before, EarlierBooks earlier)
    {
        Carry(earlier);
        var findings = Find(before);
        Answer(findings);
        Recommend(findings);
        State();
        return _pen.Acts;
    }

    private void Carry(EarlierBooks earlier)
    {
        foreach (var (records, i) in earlier.With(earlier.Find("all").ToHashSet()).Chunk(MostInCarry).Select((records, i) => (records, i)))
            _pen.Write(SeasonDates.At(8, 1, 12, i * 10), staff.Desk(Organisations.Observers), header =>
            {
                var act = earlier.Carry(header, records);
                foreach (var file in act.Files) host.Store.AddAttachment((earlier.ReadFile(file) ?? default).Span, file.MediaType);
                return act;
            });
    }

    // One of each province, of those where most is known: by it a title tells one from another.
    private ImmutableArray<(Hash Finding, string Asked)> Find(IReadOnlyList<WrittenAct> before)
    {
        var findings = ImmutableArray.CreateBuilder<(Hash, string)>();
        var cases = host.Snapshot().Cases;
        foreach (var topic in Topics)
        {
            var grounds = before.Where(act => IsOf(act, topic.Kind, topic.Says) && IsApplied(act.Identity)).Select(act => act.Identity);
            var provinces = grounds.GroupBy(identity => ProvinceOf(cases, identity)).Where(own => own.Key is not null)
                .OrderByDescending(own => own.Count()).ThenBy(own => own.Key!.Code, StringComparer.Ordinal).Take(topic.Count);
            foreach (var own in provinces) findings.Add((Found(topic, own.Key!, [.. own.Take(MostGrounds)], findings.Count), topic.Asked));
        }

        return findings.DrainToImmutable();
    }

    private Unit? ProvinceOf(CaseBooksSnapshot cases, Hash identity)
    {
        var index = host.Find(identity)!.Value;
        var unit = host.Journal(index, index + 1).First().Act switch
        {
            ObservationAnswers answers => host.Definition.FindStation(answers.Station)?.Unit,
            CaseAct step => cases.Find(step.Step.Book, step.Case) is { } file ? host.Definition.FindUnit(file.Unit) : null,
            _ => null,
        };
        return unit?.Path().ElementAtOrDefault(1);
    }

    private Hash Found((string Subject, string Asked, string Kind, string Says, int Count, string English, string Khmer) topic, Unit province, Hash[] grounds, int number)
    {
        var due = Ends[number] == AnswerState.InTime ? SeasonDates.At(9, 4) : SeasonDates.At(8, 10 + number % 15);
        string In(string words, string language) => string.Format(CultureInfo.InvariantCulture, words, grounds.Length, province.Names.In(language));
        return _pen.Write(SeasonDates.At(8, 2, 9, number), staff.Desk(number % 3 == 0 ? Organisations.Monitor : Organisations.Observers), header =>
            new FindingFind(header, topic.Subject, _files.Words(In(topic.English, "en"), In(topic.Khmer, "km")), topic.Asked, Night.Moment(due), [.. grounds], []));
    }

    private void Answer(ImmutableArray<(Hash Finding, string Asked)> findings)
    {
        var cause = _files.Words("Station heads had not been told", "ប្រធានការិយាល័យមិនបានទទួលការណែនាំ");
        var remedy = _files.Words("They are instructed anew before the next election", "ណែនាំម្តងទៀតមុនការបោះឆ្នោតក្រោយ");
        foreach (var ((finding, asked), number) in findings.Select((finding, number) => (finding, number)))
        {
            var parts = Ends[number] switch
            {
                AnswerState.Disputed => new AnswerParts(AnswerWord.Disputed, cause, [], null, [_files.Paper("What the office has of it")]),
                AnswerState.InPart => new AnswerParts(AnswerWord.Explained, cause, [], null, []),
                AnswerState.Answered => new AnswerParts(AnswerWord.Accepted, cause, remedy, Night.Moment(SeasonDates.At(12, 1)), []),
                _ => null,
            };
            if (parts is not null) _pen.Write(SeasonDates.At(8, 6 + number % 20, 15, number), staff.Desk(asked), header => new FindingAnswer(header, finding, parts));
        }
    }

    private void Recommend(ImmutableArray<(Hash Finding, string Asked)> findings)
    {
        for (var i = 0; i < Made; i++)
        {
            var (number, (english, khmer)) = (i, RecommendedTexts.Of(i + 3));
            var made = _pen.Write(SeasonDates.At(8, 7, 9, i), staff.Desk(Organisations.Observers), header => new RecommendationMake(
                header, Topics[number % Topics.Length].Subject, [], _files.Words(english, khmer), findings[number * 2 % findings.Length].Asked, (ChangeOf)(number % 3), number % 4 == 0 ? Priority.Priority : Priority.Other,
                Night.Moment(SeasonDates.At(8, 25)), [], ["ICCPR.25"], [findings[number * 2 % findings.Length].Finding], []));
            Tell(made, i, findings[i * 2 % findings.Length].Asked);
        }
    }

    // Where two tell it they don't always agree: both stand.
    private void Tell(Hash recommendation, int number, string addressee)
    {
        if (number % 3 == 0) _pen.Write(SeasonDates.At(8, 20, 9, number), staff.Desk(Organisations.Observers), header => new RecommendationWord(
            header, recommendation, _files.Words(RecommendedTexts.Of(number + 3).English + ", in writing", RecommendedTexts.Of(number + 3).Khmer + " ជាលាយលក្ខណ៍អក្សរ"), recommendation));
        if (number % 2 == 1) _pen.Write(SeasonDates.At(8, 19, 9, number), staff.Desk(addressee), header => new RecommendationAnswer(
            header, recommendation, new AnswerParts(AnswerWord.Accepted, [], _files.Words("The next instructions will have it", "សេចក្តីណែនាំក្រោយនឹងមាន"), Night.Moment(SeasonDates.At(12, 31)), [])));
        if (number % 2 == 0) Status(addressee, CarriedOut.Mostly, 21);
        if (number % 3 != 1) Status(Organisations.Monitor, (CarriedOut)(number % 3), 22);

        void Status(string organisation, CarriedOut status, int day) => _pen.Write(SeasonDates.At(8, day, 10, number), staff.Desk(organisation), header =>
            new RecommendationStatus(header, recommendation, status, status == CarriedOut.NotStarted ? [] : [_files.Paper("What shows it")], null));
    }

    private void State()
    {
        var statement = _pen.Write(SeasonDates.At(8, 23, 9), staff.Desk(Organisations.Observers), header => new StatementMake(
            header, _files.Words("The findings of this election\nForty of them, each with the acts that it rests on.", "របកគំហើញនៃការបោះឆ្នោតនេះ\nមានសែសិប នីមួយៗមានកំណត់ត្រាដែលវាផ្អែកលើ។"), ["counting", "forms"], [], []));
        _pen.Write(SeasonDates.At(8, 24, 9), staff.Desk(Organisations.Commission), header => new StatementAnswer(header, statement, _files.Words("Each will be answered by its date", "នីមួយៗនឹងមានចម្លើយតាមកំណត់")));
    }

    private static bool IsOf(WrittenAct act, string kind, string says)
    {
        var text = Encoding.UTF8.GetString(act.Text);
        return text.Contains($"{{\"kind\":\"{kind}\"", StringComparison.Ordinal) && text.Contains(says, StringComparison.Ordinal) && !text.Contains("\"previous\"", StringComparison.Ordinal);
    }

    private bool IsApplied(Hash identity) => host.Find(identity) is { } place && host.OutcomeOf(place).IsApplied;
}
