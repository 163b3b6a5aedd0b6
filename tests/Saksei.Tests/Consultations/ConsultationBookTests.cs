using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Saksei.Election.Acts;
using Saksei.Election.Consultations;
using Saksei.Register.Notes;
using Saksei.Tests.Election;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Consultations;

/// <summary>What the book of consultations keeps by differences is held against all acts, one after the other.</summary>
public sealed class ConsultationBookTests
{
    private const string Origin = "simulated.example/cases";
    private static readonly string[] Organisations = ["observers", "party", "commission", "monitor"];
    private static readonly string[] Rules = ["names", "threat", "again", "beside"];

    private static readonly Gen<(int Kind, int Opinion, int Who, int What)[]> Steps =
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 11], Gen.Int[0, 3], Gen.Int[0, 5]).Array[0, 120];

    [Fact]
    public void Whatever_is_done_counts_and_statuses_are_those_of_all_acts_and_snapshots_stay_as_they_were() => Check.Sample(Steps, steps =>
    {
        var (register, plain) = (Opened(), new PlainConsultation());
        var taken = new List<(ConsultationRecords Snapshot, ImmutableArray<string> Said)>();
        foreach (var step in steps)
        {
            if (ActOf(register, step) is { } act && register.Fold.Apply(act, register.Identity).IsApplied) plain.Take(act, register.Fold.Tick);
            if (step is { Kind: 18 } && register.Fold.Consultations.CheckNamed([ConsultationSamples.Named(step.Opinion)]).IsApplied)
            {
                register.Fold.Consultations.Name([ConsultationSamples.Named(step.Opinion)]);
                plain.Name(ConsultationSamples.Opinion(step.Opinion));
            }

            if (step.What == 0) taken.Add((register.Fold.Consultations.Snapshot(), plain.Said()));
        }

        Assert.Equal(plain.Said(), Said(register.Fold.Consultations));
        foreach (var (snapshot, said) in taken) Assert.Equal(said, Said(snapshot));
        var fork = register.Fold.Fork().Consultations;
        Assert.Equal(plain.Said(), Said(fork));
    }, iter: 400);

    private static ImmutableArray<string> Said(ConsultationRecords records)
    {
        var consultation = records.All.Single();
        return
        [
            $"{consultation.Counts} {string.Join(' ', consultation.RejectedBy)} {consultation.People}",
            .. records.OpinionsOf(consultation).Select(one => $"{one.Opinion.ToHex()[..8]} {one.Status.Word} {one.Channel.Word} {one.IsOverdue} {one.Named}"),
            .. records.LogOf(consultation).Select(one => $"{one.Opinion.ToHex()[..8]} {one.Rejection!.Rule} {one.Rejection.Asked is not null} {one.Rejection.Review?.Outcome.Word}"),
        ];
    }

    // Mostly what takes effect, and something of everything else.
    private static ConsultationAct? ActOf(CaseRegister register, (int Kind, int Opinion, int Who, int What) step)
    {
        var (opinion, now, second) = (ConsultationSamples.Opinion(step.Opinion), register.Fold.Tick, Moderator(step.Who + 1 + step.What % 3));
        ActHeader By(params ReadOnlySpan<string> signers) => register.Header(signers);
        switch (step.Kind)
        {
            case < 4:
                // Now and then in time, however late it is.
                var last = register.Fold.Consultations.All.Single().Opened.Phases.Until;
                var handedIn = (step.Who == 3 && last < now ? last : now).Plus(-600 * step.What);
                return new ConsultationBatch(By("observers"), ConsultationSamples.Code, (OpinionChannel)(step.What % 2), "", handedIn, handedIn, [opinion, ConsultationSamples.Opinion(step.Opinion + 3)]);
            case < 6: return new ConsultationOpinion(By(Organisations[step.Who]), ConsultationSamples.Code, opinion);
            case < 8: return ConsultationSamples.Promise(By(Organisations[step.Who]), Origin, opinion, now.Plus(-3600 * step.What), Key("observers"));
            case < 11: return ConsultationSamples.Reject(By(Moderator(step.Who), second), opinion, Rules[step.What % 4]);
            case < 13: return ConsultationSamples.Ask(By(Organisations[step.Who]), opinion);
            case < 15: return ConsultationSamples.Review(By(Moderator(step.Who), second), opinion, (ReviewOutcome)(step.What % 2));
            case < 17: return ConsultationSamples.Publish(By("observers"), opinion);
            case 17:
                var known = register.Fold.Consultations.All.Single().Workshops.GetValueOrDefault($"w-{step.What}");
                return new ConsultationWorkshop(By("observers"), ConsultationSamples.Code, $"w-{step.What}", register.Fold.Definition.Units[0].Code, now, [new(Invitation.Letter, step.Opinion), new(Invitation.OpenCall, 3)], null, [], known?.Place.Identity);
            case 19:
                register.Tick(now.Plus((step.What == 5 ? 12 * ConsultationSamples.Day : 1200) * step.Who).ToString());
                return null;
            default: return null;
        }
    }

    /// <summary>Who decides for an organisation: a person of her own.</summary>
    private static string Moderator(int organisation) => Organisations[organisation % 4] + "/moderator";

    internal static SignerKey Key(string organisation) => Keys.GetOrAdd(organisation, code => SignerKey.FromSeed(code + "/desk", new byte[32]));

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, SignerKey> Keys = new(StringComparer.Ordinal);

    internal static CaseRegister Opened()
    {
        var register = new CaseRegister("cambodia-rehearsal", Organisations);
        Assert.Equal(Outcome.Applied, register.Fold.Apply(ConsultationSamples.Open(register.Header("observers"), register.Fold.Tick, ConsultationSamples.Code, Organisations), register.Identity));
        foreach (var organisation in Organisations) register.Enrol(organisation, "moderator", Hash.OfBytes(Encoding.UTF8.GetBytes(organisation)));
        register.Tick("2023-04-02T09:00:00+07:00");
        return register;
    }

    /// <summary>The same, kept the plain way: a list of what was done to each opinion, and everything counted anew.</summary>
    private sealed class PlainConsultation
    {
        private readonly List<Hash> _order = [], _log = [];
        private readonly Dictionary<Hash, Plain> _opinions = [];
        private readonly Dictionary<string, long> _people = [];

        internal void Name(Hash opinion) => _opinions[opinion].Named++;

        internal void Take(ConsultationAct act, Saksei.Election.Clock.Moment now)
        {
            switch (act)
            {
                case ConsultationBatch batch: Register(batch, now); break;
                case ConsultationOpinion said: Enter(said.Opinion, OpinionChannel.Key, now, false); break;
                case ConsultationPromise shown: Show(shown); break;
                case ConsultationReject reject: (_opinions[reject.Rejected[0].Opinion].Rule, _) = (reject.Rejected[0].Rule, Note(reject.Rejected[0].Opinion)); break;
                case ConsultationAsk ask: (_opinions[ask.Opinions[0]].Asked, _opinions[ask.Opinions[0]].Review) = (true, null); break;
                case ConsultationReview review: _opinions[review.Reviewed[0].Opinion].Review = review.Reviewed[0].Outcome; break;
                case ConsultationPublish publish: _opinions[publish.Published[0].Opinion].Published = true; break;
                case ConsultationWorkshop workshop: _people[workshop.Workshop] = workshop.Came.Sum(one => one.People ?? 0); break;
            }
        }

        private void Register(ConsultationBatch batch, Saksei.Election.Clock.Moment now)
        {
            var overdue = batch.From.UnixSeconds + 3600 < now.UnixSeconds;
            foreach (var opinion in batch.Opinions)
                if (_opinions.GetValueOrDefault(opinion) is not { } known) Enter(opinion, batch.Channel, batch.Until, overdue);
                else if (known.Late && batch.Until <= Plain.Last) (known.Channel, known.Received, known.Overdue) = (batch.Channel, batch.Until, known.Overdue || overdue);
                else if (known.Channel == OpinionChannel.Promise) known.Channel = batch.Channel;
        }

        private void Show(ConsultationPromise shown)
        {
            if (_opinions.GetValueOrDefault(shown.Opinion) is not { } late) Enter(shown.Opinion, OpinionChannel.Promise, shown.Received, true);
            else (late.Received, late.Overdue, late.Channel) = (shown.Received, true, late.Channel == OpinionChannel.Key ? OpinionChannel.Promise : late.Channel);
        }

        internal ImmutableArray<string> Said()
        {
            var timely = _opinions.Values.Where(one => !one.Late).ToList();
            int Of(Func<Plain, bool> holds) => timely.Count(holds);
            var counts = new OpinionCounts(
                timely.Count, Of(one => one.Channel == OpinionChannel.Page), Of(one => one.Channel == OpinionChannel.Paper), Of(one => one.Channel == OpinionChannel.Key), Of(one => one.Channel == OpinionChannel.Promise),
                _opinions.Count - timely.Count, Of(one => one.Overdue), Of(one => one.Status == "waiting"), Of(one => one.Published), 0, Of(one => one.Stands), Of(one => one.Asked),
                Of(one => one.Review == ReviewOutcome.Restored), Of(one => one.Review == ReviewOutcome.Stands), Of(one => one.Named > 0));
            return
            [
                $"{counts} {string.Join(' ', Rules.Select(rule => Of(one => one.Stands && one.Rule == rule)))} {_people.Values.Sum()}",
                .. _order.Select(opinion => (opinion, _opinions[opinion])).Select(one => $"{one.opinion.ToHex()[..8]} {one.Item2.Status} {one.Item2.Channel.Word} {one.Item2.Overdue} {one.Item2.Named}"),
                .. _log.Select(opinion => (opinion, _opinions[opinion])).Select(one => $"{one.opinion.ToHex()[..8]} {one.Item2.Rule} {one.Item2.Asked} {one.Item2.Review?.Word}"),
            ];
        }

        private bool Note(Hash opinion)
        {
            _log.Add(opinion);
            return true;
        }

        private void Enter(Hash opinion, OpinionChannel channel, Saksei.Election.Clock.Moment received, bool overdue)
        {
            _order.Add(opinion);
            _opinions[opinion] = new Plain { Channel = channel, Received = received, Overdue = overdue };
        }
    }

    private sealed class Plain
    {
        internal static readonly Saksei.Election.Clock.Moment Last = CaseRegister.Moment("2023-04-29T00:00:00+07:00");

        internal OpinionChannel Channel { get; set; }

        internal Saksei.Election.Clock.Moment Received { get; set; }

        internal bool Overdue { get; set; }

        internal string Rule { get; set; } = "";

        internal bool Asked { get; set; }

        internal ReviewOutcome? Review { get; set; }

        internal bool Published { get; set; }

        internal int Named { get; set; }

        internal bool Late => Received > Last;

        internal bool Stands => Rule.Length > 0 && Review != ReviewOutcome.Restored;

        internal string Status => Late ? "late" : Published ? "published" : Stands ? "rejected" : "waiting";
    }
}
