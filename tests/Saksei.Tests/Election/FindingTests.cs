using CsCheck;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Findings;
using Saksei.Tests.Growth;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Election;

/// <summary>Findings, recommendations and statements: where answers stand, and attacks on them, one a test.</summary>
public sealed class FindingTests
{
    private static readonly VoiceSamples Samples = new(new Attachment(Hash.OfBytes([7]), 7, "text/plain"));
    private static readonly string[] Organisations = ["commission", "observers", "party"];
    private readonly CaseRegister _register = RepeatedActs.Small();

    private (Outcome Outcome, Hash Identity) Take(string organisation, Func<ActHeader, Act> act)
    {
        var outcome = _register.Sign(act, organisation);
        return (outcome, _register.Identity);
    }

    private Hash Applied(string organisation, Func<ActHeader, Act> act)
    {
        var (outcome, identity) = Take(organisation, act);
        Assert.Equal(Outcome.Applied, outcome);
        return identity;
    }

    private FindingFile Finding => _register.Fold.Findings.Findings[0];

    private RecommendationFile Recommendation => _register.Fold.Findings.Recommendations[0];

    [Fact]
    public void Silence_begins_with_the_date_and_its_days_are_counted_by_the_registers_time()
    {
        Applied("observers", header => Samples.Finding(header, "commission") with { Due = CaseRegister.Moment("2023-04-10T00:00:00+07:00") });
        Assert.Equal((AnswerState.InTime, null), (Finding.StateAt(_register.Fold.Tick), Finding.SilentDays(_register.Fold.Tick)));
        _register.Tick("2023-04-10T00:00:00+07:00");
        Assert.Equal((AnswerState.Silent, 0L), (Finding.StateAt(_register.Fold.Tick), Finding.SilentDays(_register.Fold.Tick)));
        _register.Tick("2023-05-09T23:59:59+07:00");
        Assert.Equal(29, Finding.SilentDays(_register.Fold.Tick));
        Applied("commission", header => Samples.Answer(header, Finding.Identity));
        Assert.Equal((AnswerState.InPart, null, 38L), (Finding.StateAt(_register.Fold.Tick), Finding.SilentDays(_register.Fold.Tick), Finding.AnswerDays));
    }

    [Fact]
    public void An_answer_is_late_from_the_second_behind_its_date_and_a_later_one_changes_nothing()
    {
        foreach (var due in (string[])["2023-04-10T00:00:00+07:00", "2023-04-20T00:00:00+07:00", "2023-04-30T00:00:00+07:00", "2023-06-01T00:00:00+07:00"])
            Applied("observers", header => Samples.Finding(header, "commission") with { Due = CaseRegister.Moment(due) });
        var all = _register.Fold.Findings.Findings.Select(file => file.Identity).ToList();
        _register.Tick("2023-04-20T00:00:00+07:00");
        Applied("commission", header => Samples.Answer(header, all[0]));
        Applied("commission", header => Samples.Answer(header, all[1]));
        _register.Tick("2023-05-09T23:59:59+07:00");
        Applied("commission", header => Samples.Answer(header, all[1]));
        var (files, now) = (_register.Fold.Findings.Findings, _register.Fold.Tick);
        Assert.Equal([10L, null, null, null], files.Select(file => file.LateDays));
        Assert.Equal(new AnswerTimes(1, 1, 10, 1, 1), AnswerTimes.Of(files.Select(file => file.TimeAt(now)!.Value)));
    }

    [Fact]
    public void A_later_answer_adds_the_part_that_was_missing_and_takes_none_away()
    {
        var finding = Applied("observers", header => Samples.Finding(header, "commission"));
        Applied("commission", header => Samples.Answer(header, finding));
        Assert.Equal(new PartsGiven(true, false, false), Finding.Given);
        var rest = new AnswerParts(AnswerWord.Accepted, [], Samples.Words, CaseRegister.Moment("2023-12-01T00:00:00+07:00"), []);
        Applied("commission", header => new FindingAnswer(header, finding, rest));
        Assert.Equal((new PartsGiven(true, true, true), AnswerState.Answered, 2), (Finding.Given, Finding.StateAt(_register.Fold.Tick), Finding.Answers.Count));
        Applied("commission", header => Samples.Answer(header, finding, AnswerWord.Disputed));
        Assert.Equal((AnswerState.Disputed, 3), (Finding.StateAt(_register.Fold.Tick), Finding.Answers.Count));
    }

    [Fact]
    public void Nobody_answers_in_anothers_name_not_even_who_found_it_or_who_keeps_the_register()
    {
        var finding = Applied("observers", header => Samples.Finding(header, "commission"));
        var recommendation = Applied("observers", header => Samples.Recommendation(header, "commission"));
        foreach (var other in (string[])["observers", "party"])
        {
            Assert.Equal("answer-of-another", Take(other, header => Samples.Answer(header, finding)).Outcome.VoidCode);
            Assert.Equal("answer-of-another", Take(other, header => new RecommendationAnswer(header, recommendation, Samples.Parts(AnswerWord.Accepted))).Outcome.VoidCode);
            Assert.Equal("reported-not-transcriber", Take(other, header => Samples.Answer(header, finding) with { Reported = new Reported("commission", "2023-04-01", "https://example.org/") }).Outcome.VoidCode);
        }

        Assert.Empty(Finding.Answers);
    }

    [Fact]
    public void Nobody_rewords_anothers_recommendation_or_overwrites_anothers_status()
    {
        var recommendation = Applied("observers", header => Samples.Recommendation(header, "commission"));
        var status = Applied("party", header => Samples.Status(header, recommendation, null));
        foreach (var other in (string[])["commission", "party"])
            Assert.Equal("wording-of-another", Take(other, header => Samples.Wording(header, recommendation, recommendation)).Outcome.VoidCode);
        Assert.Equal("stale-edit", Take("commission", header => Samples.Status(header, recommendation, status)).Outcome.VoidCode);
        Applied("commission", header => Samples.Status(header, recommendation, null) with { Status = CarriedOut.Fully });
        Assert.Equal([("party", CarriedOut.InPart), ("commission", CarriedOut.Fully)], Recommendation.Standing.Select(standing => (standing.By, standing.Act.Status)));
    }

    [Fact]
    public void Every_wording_stays_and_the_last_one_stands()
    {
        var made = Applied("observers", header => Samples.Recommendation(header, "commission"));
        var second = Applied("observers", header => Samples.Wording(header, made, made));
        Assert.Equal("stale-edit", Take("observers", header => Samples.Wording(header, made, made)).Outcome.VoidCode);
        Assert.Equal([made, second], Recommendation.Wordings.Select(word => word.Act));
        Assert.Equal(second, Recommendation.LastWording);
    }

    // There is no kind that closes, deletes or merges; what there is, adds.
    [Fact]
    public void No_kind_takes_a_finding_a_recommendation_or_a_statement_away() => Assert.Equal(
        ["find", "answer", "carry", "make", "word", "answer", "status", "make", "answer"],
        FindingKinds.All.Concat(RecommendationKinds.All).Concat(StatementKinds.All).Select(kind => kind.Name.Split('/')[1]));

    [Fact]
    public void A_carried_finding_stays_silent_since_then_and_only_the_one_asked_there_answers_it_here()
    {
        Applied("party", VoiceSamples.Carry);
        Assert.Equal((AnswerState.Silent, EarlierRegister(), "observers"), (Finding.StateAt(_register.Fold.Tick), Finding.Carried!.Register, Finding.By));
        Assert.Equal(1673, Finding.SilentDays(_register.Fold.Tick));
        Assert.Equal("answer-of-another", Take("party", header => Samples.Answer(header, Finding.Identity)).Outcome.VoidCode);
        Assert.Equal("carry-known", Take("party", VoiceSamples.Carry).Outcome.VoidCode);
        Applied("commission", header => Samples.Answer(header, Finding.Identity));
        Assert.Equal(AnswerState.InPart, Finding.StateAt(_register.Fold.Tick));

        static string EarlierRegister() => Vectors.EarlierRegister.Origin;
    }

    [Fact]
    public void No_byte_of_what_is_carried_can_be_another()
    {
        var whole = VoiceSamples.Carry(_register.Header("party"));
        var notes = whole.Keys.Concat(whole.Acts).Select(record => record.Note).Append(whole.Checkpoint).ToList();
        Gen.Select(Gen.Int[0, notes.Count - 1], Gen.Int[0, 1_000_000], Gen.Int[0, 7]).Sample((which, at, bit) =>
        {
            var altered = notes[which].ToArray();
            altered[at % altered.Length] ^= (byte)(1 << bit);
            CarriedRecord With(CarriedRecord record, int place) => place == which ? record with { Note = altered } : record;
            var act = whole with
            {
                Keys = [.. whole.Keys.Select(With)],
                Acts = [.. whole.Acts.Select((record, place) => With(record, place + whole.Keys.Length))],
                Checkpoint = which == notes.Count - 1 ? altered : whole.Checkpoint,
            };
            var outcome = _register.Fold.Preview(act, Hash.OfBytes(altered));
            Assert.StartsWith("carry-", outcome.VoidCode, StringComparison.Ordinal);
        }, iter: 3_000, threads: 1);
        Assert.True(_register.Fold.Preview(whole, Hash.OfBytes([1])).IsApplied);
    }

    /// <summary>What stands after random acts is what a list of those that took effect says, counted plainly.</summary>
    [Fact]
    public void What_is_kept_act_by_act_equals_what_is_computed_from_all_acts_at_once() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 3]).Array[0, 60].Sample(steps =>
        {
            var (register, acts) = (RepeatedActs.Small(), new List<(VoiceAct Act, Hash Identity, string By)>());
            foreach (var (kind, who, which, what) in steps)
            {
                if (Make(register.Fold.Findings, kind, which, what, who) is not { } make) continue;
                var act = (VoiceAct)make(register.Header(Organisations[who]));
                if (register.Fold.Apply(act, register.Identity).IsApplied) acts.Add((act, register.Identity, Organisations[who]));
            }

            Assert.Equal(Plain(acts), Kept(register.Fold.Findings));
            Assert.Equal(Kept(register.Fold.Findings), Kept(register.Fold.Fork().Findings));
        }, iter: 300);

    private static Func<ActHeader, Act>? Make(FindingRecords records, int kind, int which, int what, int who)
    {
        T? At<T>(IReadOnlyList<T> all) where T : class => all.Count == 0 ? null : all[which % all.Count];
        var asked = Organisations[what % 3];
        return kind switch
        {
            0 => header => Samples.Finding(header, asked, [.. records.Findings.Take(what).Select(file => file.Identity)]),
            1 when At(records.Findings) is { } file => header => Samples.Answer(header, file.Identity, (AnswerWord)(what % 3)),
            2 => header => Samples.Recommendation(header, asked, [.. records.Findings.Take(what).Select(file => file.Identity)]),
            3 when At(records.Recommendations) is { } file => header => Samples.Wording(header, file.Identity, what == 0 ? file.Identity : file.LastWording),
            4 when At(records.Recommendations) is { } file => header => new RecommendationAnswer(header, file.Identity, Samples.Parts(AnswerWord.Accepted)),
            5 when At(records.Recommendations) is { } file => header => Samples.Status(header, file.Identity, what == 0 ? null : file.StatusBy(Organisations[who])?.Identity) with { Status = (CarriedOut)what },
            6 => Samples.Statement,
            7 when At(records.Statements) is { } file => header => Samples.Reply(header, file.Made.Identity),
            _ => null,
        };
    }

    private static IEnumerable<string> Kept(FindingRecords records) =>
    [
        .. records.Findings.Select(file => $"F{file.Number} {file.Identity} {file.By} {file.Asked} a:{string.Join(',', file.Answers.Select(answer => answer.Identity))} r:{string.Join(',', file.Recommendations)} {file.StateAt(default)}"),
        .. records.Recommendations.Select(file => $"R{file.Number} {file.Identity} w:{string.Join(',', file.Wordings.Select(word => word.Act))} a:{file.Answers.Count} s:{string.Join(',', file.Standing.Select(one => $"{one.By}={one.Act.Status}").Order(StringComparer.Ordinal))} {file.Statuses.Count}"),
        .. records.Statements.Select(file => $"S{file.Number} {file.Made.Identity} {string.Join(',', file.Answers.Select(answer => answer.Identity))}"),
    ];

    private static IEnumerable<string> Plain(List<(VoiceAct Act, Hash Identity, string By)> acts)
    {
        var makes = acts.Where(one => one.Act is RecommendationMake).ToList();
        foreach (var ((act, identity, by), i) in acts.Where(one => one.Act is FindingFind).Select((one, i) => (one, i)))
        {
            var answers = acts.Where(one => one.Act is FindingAnswer answer && answer.Finding == identity).ToList();
            var state = answers.Count == 0 ? AnswerState.InTime : ((FindingAnswer)answers[^1].Act).Parts.Word == AnswerWord.Disputed ? AnswerState.Disputed : AnswerState.InPart;
            var resting = makes.Select((one, place) => (one, place)).Where(pair => ((RecommendationMake)pair.one.Act).RestsOn.Contains(identity)).Select(pair => pair.place + 1);
            yield return $"F{i + 1} {identity} {by} {((FindingFind)act).Asked} a:{string.Join(',', answers.Select(answer => answer.Identity))} r:{string.Join(',', resting)} {state}";
        }

        foreach (var ((_, identity, _), i) in makes.Select((one, i) => (one, i)))
        {
            var words = acts.Where(one => one.Act is RecommendationWord word && word.Recommendation == identity).Select(one => one.Identity).Prepend(identity);
            var statuses = acts.Where(one => one.Act is RecommendationStatus status && status.Recommendation == identity).ToList();
            var standing = statuses.GroupBy(one => one.By).Select(own => $"{own.Key}={((RecommendationStatus)own.Last().Act).Status}").Order(StringComparer.Ordinal);
            yield return $"R{i + 1} {identity} w:{string.Join(',', words)} a:{acts.Count(one => one.Act is RecommendationAnswer answer && answer.Recommendation == identity)} s:{string.Join(',', standing)} {statuses.Count}";
        }

        foreach (var ((_, identity, _), i) in acts.Where(one => one.Act is StatementMake).Select((one, i) => (one, i)))
            yield return $"S{i + 1} {identity} {string.Join(',', acts.Where(one => one.Act is StatementAnswer answer && answer.Statement == identity).Select(one => one.Identity))}";
    }
}
