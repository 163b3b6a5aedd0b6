using System.Text;
using Saksei.Election;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Counts;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Forms;
using Saksei.Election.Impartiality;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Rehearsal;
using Saksei.Rehearsal.Season;
using Saksei.Tests.Vectors;
using Xunit;

namespace Saksei.Tests.Examples;

/// <summary>A register of the demo, built once for all tests of this file.</summary>
public sealed class RehearsalRegister : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saksei-rehearsal-");

    public RehearsalRegister() => Host = Build("one");

    internal RegisterHost Host { get; }

    internal RegisterHost Build(string name)
    {
        var folder = Path.Combine(_folder.FullName, name);
        RehearsalExample.Build(folder, RehearsalFolder.Definition, RehearsalExample.DefaultSeed, _ => { });
        return RegisterHost.Open(folder);
    }

    public void Dispose()
    {
        Host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

/// <summary>The contract of the demo's register: totals, seats, patterns, conditions, void acts, the same bytes each time.</summary>
public sealed partial class RehearsalRegisterTests(RehearsalRegister register) : IClassFixture<RehearsalRegister>
{
    private static readonly string[] ExpectedVoid =
    [
        "adjudication-final", "copy-exists", "entry-same-person", "office-not-held", "role-not-allowed", "signer-revoked", "stale-edit",
        "station-unknown",
    ];

    private static readonly string[] AllOrganisations =
        [.. SeasonOrganisations.All.Concat(["alliance-b", "commission", "monitor-c", "observers-a", "tally-d"]).Order(StringComparer.Ordinal)];

    [Fact]
    public void Tallied_figures_and_seats_are_those_published() => Read(fold =>
    {
        var results = fold.Results();
        var total = results.Total;
        long Of(FieldMeaning meaning) => total[fold.Definition.Form.FieldOf(meaning)];
        Assert.Equal((9_710_655, 8_214_430, 440_154, 7_774_276), (Of(FieldMeaning.Registered), Of(FieldMeaning.Cast), Of(FieldMeaning.Invalid), Of(FieldMeaning.Valid)));
        Assert.Equal(RehearsalTotals.Votes, fold.Definition.Lists.Select(list => total[fold.Definition.FigureOf(list)]));
        Assert.Equal(23_777, total.Reported);
        var seats = results.SeatsByList();
        Assert.Equal((120, 5, 125), (seats[17], seats[10], seats.Sum()));
        return 0;
    });

    [Fact]
    public void Who_resigns_was_endorsed_for_the_same_party_and_place() => Read(fold =>
    {
        foreach (var file in fold.Cases.Resignations.Files)
        {
            var endorsement = fold.Cases.Find("endorsements", file.Opened.Fields.Refers)!;
            Assert.Equal((file.Party, file.Unit, "issued"), (endorsement.Party, fold.Definition.AreaOf(fold.Definition.FindUnit(endorsement.Unit)!)!.Code, endorsement.State.Code));
        }

        return 0;
    });

    [Fact]
    public void Every_document_that_is_an_object_says_that_figures_are_simulated() => Read(fold =>
    {
        var results = fold.Results();
        foreach (var document in new[]
        {
            ResultsDocuments.Tally(results), ResultsDocuments.Summary(results), EvidenceDocument.Write(fold.Definition.Only, fold.Evidence(EvidenceReading.Contradicted)), ImpartialityDocument.Write(fold.Impartiality()),
        })
            Assert.Contains("\"simulated\":true", Encoding.UTF8.GetString(document.AsSpan(0, 200)), StringComparison.Ordinal);
        return 0;
    });

    [Fact]
    public void Every_pattern_and_every_state_shows() => Read(fold =>
    {
        var summary = fold.Results().Summary;
        Assert.Equal(23_789, summary.Stations);
        Assert.Equal(12, summary.Missing);
        Assert.Equal(8, summary.Adjudicated);
        Assert.Equal(summary.Stations, summary.Corroborated + summary.Contradicted + summary.Uncorroborated + summary.Missing + summary.Adjudicated);
        Assert.All(summary.Patterns, pattern => Assert.True(pattern.Value >= 20, pattern.Key));
        Assert.Equal(325, summary.Contradicted);
        Assert.All(summary.CorroboratedBy, grade => Assert.True(grade.Value >= 100, grade.Key));
        Assert.InRange(summary.Uncorroborated, 300, 1500);
        Assert.Equal(7, fold.Forms.Stations.Sum(forms => forms.Replaced.Count));
        return 0;
    });

    [Fact]
    public void Identities_hold_in_the_official_figures() => Read(fold =>
    {
        var form = fold.Definition.Form;
        foreach (var station in fold.Definition.Stations)
        {
            if (fold.Forms[station].OfficialFigures is not { } figures) continue;
            int Of(FieldMeaning meaning) => figures[form.FieldOf(meaning)]!.Value;
            Assert.InRange(Of(FieldMeaning.Registered), Of(FieldMeaning.Cast), 750);
            Assert.Equal(Of(FieldMeaning.Received), Of(FieldMeaning.Cast) + Of(FieldMeaning.Spoilt) + Of(FieldMeaning.Unused));
            Assert.Equal(Of(FieldMeaning.Cast), Of(FieldMeaning.Invalid) + Of(FieldMeaning.Valid));
            Assert.Equal(Of(FieldMeaning.Valid), figures.Votes(form.Fields.Length));
            Assert.Equal(Of(FieldMeaning.Received), fold.Stations.DeliveryOf(station, fold.Definition.Only)!.Delivery.Ballots);
        }

        return 0;
    });

    [Fact]
    public void Official_copies_are_entered_twice_and_some_entries_are_open() => Read(fold =>
    {
        var copies = fold.Definition.Stations.Select(fold.Forms.OfficialCopyOf).OfType<Copy>().ToList();
        Assert.Equal(23_777, copies.Count);
        Assert.All(copies, copy => Assert.Equal(EntryState.EnteredTwice, copy.Entry));
        var open = fold.Definition.Stations.SelectMany(fold.Forms.OpenEntriesOf).ToList();
        Assert.Equal(3, open.Count);
        Assert.All(open, entry => Assert.Equal((1, 1), (entry.Sealed, entry.Round)));
        return 0;
    });

    [Fact]
    public void Tallies_are_blind_and_scans_mostly_sighted() => Read(fold =>
    {
        var copies = fold.Definition.Stations.SelectMany(fold.Forms.CopiesOf).ToList();
        Assert.All(copies.Where(copy => copy.Source == CopySource.Tally), copy => Assert.False(copy.Sighted));
        Assert.Contains(copies, copy => copy is { Source: CopySource.Posted, Sighted: true });
        Assert.Contains(copies, copy => copy is { Source: CopySource.Posted, Sighted: false });
        Assert.Contains(copies, copy => copy.Content.State == SheetState.Blank);
        Assert.Contains(copies, copy => copy.Content.State == SheetState.Illegible);
        return 0;
    });

    [Fact]
    public void Counting_was_watched() => Read(fold =>
    {
        var counts = fold.Stations.CountsOf(fold.Definition.Units[0]);
        Assert.InRange(counts.Observed, 3500, 3600);
        Assert.Equal(61, counts.Closed);
        var words = fold.Definition.Stations.Select(station => fold.Stations.Of(station).Words.Where(word => word.Watched).ToList()).Where(all => all.Count > 0).ToList();
        Assert.InRange(words.Count(all => all.Exists(one => one.Posted == Seen.No)), 300, 480);
        Assert.InRange(words.Count(all => all.Exists(one => one.Copies.Any(handing => handing.Outcome == Handing.Refused))), 300, 800);
        return 0;
    });

    [Fact]
    public void Both_doors_show_and_every_kind_of_void_act() => Read(fold =>
    {
        Assert.True(fold.Organisations.Simulated);
        Assert.Equal(AllOrganisations, fold.Organisations.All.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Entrance.Accredited, fold.Organisations.All["monitor-c"].Entrance);
        Assert.Equal(Entrance.Vouched, fold.Organisations.All["tally-d"].Entrance);
        Assert.Equal(Entrance.BodyAbove, fold.Organisations.All["communes-h"].Entrance);
        Assert.Equal(Entrance.Confirmed, fold.Organisations.All["party-01"].Entrance);
        Assert.Equal(["council-f"], Organisation.UnconfirmedOf(fold.Organisations.All.Values));
        Assert.Single(fold.Organisations.Keys, key => key.RevokedAt is not null);
        Assert.Equal([Stage.Preliminary, Stage.Provisional, Stage.Official], fold.ResultBook.Declared.Stages.Select(stage => stage.Stage));
        Assert.Equal(9, fold.VoidCount);
        return 0;
    });

    [Fact]
    public void Void_acts_are_those_planted()
    {
        var size = register.Host.Store.ReadHead().Size;
        var voided = Enumerable.Range(0, (int)size).Select(index => register.Host.OutcomeOf(index)).Where(outcome => !outcome.IsApplied);
        Assert.Equal(ExpectedVoid, voided.Select(outcome => outcome.VoidCode).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_season_has_every_outcome_and_one_party_of_templates() => Read(fold =>
    {
        Assert.Equal((42, 18, 2), (fold.Cases.Parties.Count, States(fold.Cases.Parties, "accepted"), States(fold.Cases.Parties, "refused-finally")));
        var complaints = fold.Cases.Complaints.Files.ToList();
        Assert.Equal(2175, complaints.Count(file => file.Template.Length > 0));
        Assert.True(complaints.Count(file => file.Template.Length == 0) > 200);
        foreach (var state in new[] { "filed", "upheld", "rejected", "refused-procedure", "carried-out" })
            Assert.Contains(complaints, file => file.State.Code == state && file.Template.Length == 0);
        Assert.Contains(complaints, file => file.Events.Any(entry => entry.Step.Verb == "appeal"));
        Assert.Contains(complaints, file => fold.View(file).IsOverdue);
        Assert.True(States(fold.Cases.Resignations, "retracted") > 0 && fold.Cases.Activities.Files.Any(file => file.State.Account == "disrupted"));
        Assert.NotEmpty(fold.Cases.DisputedStations());
        return 0;
    });

    [Fact]
    public void The_one_unequal_treatment_is_found_and_no_other() => Read(fold =>
    {
        var unequal = Assert.Single(fold.Impartiality().Comparisons, comparison => comparison.Verdict == TreatmentVerdict.Unequal);
        Assert.Equal(("endorsement-not-issued", "north-south"), (unequal.Question, unequal.Grouping));
        Assert.All(unequal.Groups, group => Assert.Equal(group.Counted, group.Cases.Count(one => one is { Counted: true, ReportedByOneSide: false })));
        Assert.Contains(fold.Cases.Endorsements.Files, file => file.State.Code == "reported-issued" && fold.View(file).IsOverdue);
        Assert.True(((TwoGroupTest)unequal.Test!).MembersP < new Fraction(1, 1000));
        Assert.Contains(fold.Impartiality().Comparisons, comparison => comparison is { Grouping: "thirds", Test: ManyGroupTest });
        return 0;
    });

    private static int States(CaseBook book, string state) => book.Files.Count(file => file.State.Code == state);

    [Fact]
    public void Its_root_and_every_published_file_are_those_written_down() => Roots.Check("cambodia-rehearsal", RehearsalExample.DefaultSeed, register.Host);

    [Fact]
    public void Files_from_a_snapshot_are_those_of_a_fresh_fold_of_the_same_acts() => RehearsalSnapshots.Hold(register.Host);

    [Fact]
    public void Two_builds_are_the_same_byte_for_byte()
    {
        using var again = register.Build("two");
        var (one, two) = (register.Host.Store, again.Store);
        Assert.Equal(one.ReadCheckpointSizes(), two.ReadCheckpointSizes());
        var size = one.ReadHead().Size;
        Assert.Equal(Encoding.UTF8.GetString(one.ReadCheckpoint(size)!), Encoding.UTF8.GetString(two.ReadCheckpoint(size)!));
        Assert.Equal(one.ReadEntries(size - 1, size).Single(), two.ReadEntries(size - 1, size).Single());
    }

    private void Read(Func<ElectionFold, int> view) => register.Host.Read(view);

    [Fact]
    public void Forty_findings_of_every_subject_a_third_without_an_answer_and_25_recommendations()
    {
        var (books, findings) = (register.Host.Snapshot(), register.Host.Snapshot().Findings);
        Assert.Equal((40, 5, 25), (findings.Findings.Count, findings.Findings.Count(file => file.Carried is not null), findings.Recommendations.Count));
        Assert.Equal(books.Definition.Head.Findings.Subjects.Select(subject => subject.Code).Order(), findings.Findings.Select(file => file.Subject).Distinct().Order());
        Assert.InRange(findings.Findings.Count(file => file.SilentDays(books.Tick) is not null), 12, 14);
    }

    [Fact]
    public void Of_2000_opinions_each_is_in_the_register_each_rejection_has_its_rule_and_the_log_of_moderation_is_the_registers()
    {
        var records = register.Host.Snapshot().Consultations;
        var consultation = Assert.Single(records.All);
        var counts = consultation.Counts;
        Assert.Equal((2000, 981, 805, 214, 0, 0), (counts.All, counts.Page, counts.Paper, counts.Key, counts.Promise, counts.Late));
        Assert.Equal((300, 306, 27, 6, 21, 1700, 0), (counts.Rejected, counts.Log, counts.Asked, counts.Restored, counts.Upheld, counts.Published, counts.Waiting));
        Assert.Equal([96, 71, 88, 45], consultation.RejectedBy);
        Assert.Equal((1012, 389), (consultation.People, consultation.Workshops.Values.Sum(workshop => workshop.Report.Women)));
        Assert.Equal(1, counts.Overdue);
        Assert.Equal(Journaled(), records.LogOf(consultation).Select(one => (one.Opinion, one.Rejection!.Rule, one.Rejection.Place.Index)));
        Assert.All(records.OpinionsOf(consultation).Where(one => one.Length is not null), one =>
            Assert.Equal(one.Opinion, Saksei.Election.Consultations.OpinionText.Read(register.Host.Store.ReadAttachment(one.Opinion)!)!.Opinion));
        Assert.Equal(0, register.Host.Voided(0, register.Host.Head.Size).Count(one => register.Host.Lines(one.Index, one.Index + 1)[0].Kind.Book == "consultations"));
    }

    [Fact]
    public void What_was_said_in_the_consultation_can_be_followed_to_recommendations_and_answers_in_time_late_and_none()
    {
        var books = register.Host.Snapshot();
        var named = books.Findings.Recommendations.Where(file => !file.First.Act.Opinions.IsEmpty).ToList();
        Assert.Equal(6, named.Count);
        Assert.All(named, file => Assert.All(file.First.Act.Opinions, opinion => Assert.NotNull(books.Consultations.Find(opinion)!.Length)));
        Assert.Equal(new AnswerTimes(3, 1, 1, 2, 0), AnswerTimes.Of(named.Select(file => file.TimeAt(books.Tick)!.Value)));
        Assert.Equal(new AnswerTimes(17, 6, 11, 13, 4), AnswerTimes.Of(books.Findings.Findings.Select(file => file.TimeAt(books.Tick)!.Value)));
    }

    [Fact]
    public void No_two_findings_of_one_subject_have_the_same_words()
    {
        var findings = register.Host.Snapshot().Findings.Findings;
        Assert.Equal(findings.Count, findings.Select(file => (file.Subject, file.Found.Act.Wording[0].File.Sha256)).Distinct().Count());
    }

    // From the acts themselves, without the book.
    private IEnumerable<(Saksei.Register.Tree.Hash, string, long)> Journaled() => register.Host.Journal(0, register.Host.Head.Size)
        .Where(line => line.Act is Saksei.Election.Consultations.ConsultationReject && line.Outcome.IsApplied)
        .SelectMany(line => ((Saksei.Election.Consultations.ConsultationReject)line.Act).Rejected.Select(one => (one.Opinion, one.Rule, line.Index)));
}
