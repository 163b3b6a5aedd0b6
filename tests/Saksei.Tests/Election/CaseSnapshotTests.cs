using System.Collections.Immutable;
using CsCheck;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Complaints;
using Saksei.Election.Impartiality;
using Saksei.Election.Results;
using Saksei.Tests.Growth;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>What the books of cases keep by differences is held against what all cases make, computed from nothing.</summary>
public sealed class CaseSnapshotTests
{
    private static readonly string[] Organisations = [TranscribedRehearsal.Transcriber, TranscribedRehearsal.Transcriber, TranscribedRehearsal.Transcriber, "commission", "council-f", "party-01", "party-02"];
    private static readonly Gen<(int Kind, int A, int B, int C)[]> Steps = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Array[20, 160];
    private static readonly Moment Start = CaseRegister.Moment("2023-04-01T00:00:00+07:00");

    [Fact]
    public void Whatever_happens_what_is_kept_of_cases_is_what_they_make_from_nothing() => Check.Sample(Steps, steps =>
    {
        var walk = new Walk();
        foreach (var step in steps) walk.Take(step);
        walk.Look();
        foreach (var (snapshot, was) in walk.Snapshots) Assert.Equal(was, Text(snapshot));
    }, iter: 150);

    [Fact]
    public void Equal_treatment_as_of_a_stage_is_not_computed_anew_for_a_holiday_that_was_announced_later()
    {
        var register = RepeatedActs.Cases();
        var step = CaseRules.Steps.Single(known => known.Kind == "complaints/file");
        for (var i = 0; i < 30; i++)
            register.Fold.Apply(register.Make(step, i % 2 == 0 ? "party-01" : "party-02", CaseRegister.Fill(register.Fold.Definition, step), $"C-{i}"), register.Identity);
        Assert.Equal(Outcome.Applied, register.Apply(header => new ResultsStage(header, Stage.Provisional, register.Fold.Results().TallyHash, []), "commission"));
        var first = register.Fold.Snapshot().Impartiality;
        register.Tick("2023-04-01T00:00:20+07:00");
        Assert.Equal(Outcome.Applied, register.Announce("2023-04-05", TranscribedRehearsal.Transcriber));
        Assert.Same(first, register.Fold.Snapshot().Impartiality);
        Assert.Equal(ImpartialityDocument.Write(first), ImpartialityDocument.Write(register.Fold.Impartiality()));
    }

    private static string Text(CaseBooksSnapshot snapshot) => string.Join('\n', snapshot.Standings.Select(Text)
        .Concat(snapshot.All.Select(book => $"{book.Count} {book.Counts.WasOverdue} {Text(book.Counts)}"))
        .Append(string.Join(' ', snapshot.DisputedStations().Order(StringComparer.Ordinal)))
        .Append(string.Join(' ', snapshot.DisputedStations(orderedOnly: true).Order(StringComparer.Ordinal))));

    private static string Text(CaseStanding one) => $"{one.File.Table.Book} {one.File.Id} {one.Shown} {one.IsOverdue} {one.WasOverdue} {one.TookEffect} {one.File.Events.Count}";

    private static string Text(CaseCounts counts) => string.Join(' ', counts.States.Select(state => $"{state.Key} {state.Value.Count} {state.Value.Overdue}"));

    /// <summary>Cases of all books, by their own and by others, while time goes on, days become free and the result is declared.</summary>
    private sealed class Walk
    {
        private readonly CaseRegister _register = new(TranscribedRehearsal.Definition, [.. Organisations.Distinct()]);
        private Moment? _declared;

        internal List<(CaseBooksSnapshot Snapshot, string Was)> Snapshots { get; } = [];

        internal void Take((int Kind, int A, int B, int C) step)
        {
            if (step.Kind == 0) Look();
            else if (step.Kind == 1) _declared ??= _register.Fold.Tick;
            else if (step.Kind == 2) _register.Announce(DateOnly.FromDateTime(new DateTime(2023, 4, 1).AddDays(step.A % 150)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), step.B % 2 == 0 ? "commission" : TranscribedRehearsal.Transcriber);
            else if (step.Kind < 6) _register.Tick(_register.Fold.Tick.Plus(step.A % 10 == 0 ? 86_400L * 30 : step.A * 30L).ToString());
            else Act(step.A, step.B, step.C);
        }

        private void Act(int a, int b, int c)
        {
            var (table, id) = (CaseRules.All[a % CaseRules.All.Length], $"C-{a / 7 % 4}");
            var open = table.From(_register.Fold.Cases.Find(table.Book, id)?.State.Code ?? CaseStep.Nothing).ToList();
            var step = open.Count == 0 ? table.Steps[0] : open[b % open.Count];
            var fields = CaseRegister.Fill(_register.Fold.Definition, step) with { Receipt = (step.May & CaseField.Receipt) != 0 && c % 3 == 0 ? "R" : "" };
            if (((step.Needs | step.May) & CaseField.On) != 0 && c % 2 == 0) fields = fields with { On = Start.Plus(c / 2 * 3_600L) };
            if (step.Kind == "complaints/file") fields = fields with { Complaint = Complaint(b), Stations = [.. Stations(c)], Remedy = c % 3 == 0 ? "other" : "recount" };
            if (step.Kind == "complaints/uphold") fields = fields with { Remedy = b % 2 == 0 ? "annulment" : "other" };
            _register.Take(step.Kind, Organisations[c % Organisations.Length], fields, table == CaseRules.Parties ? "party-01" : id);
        }

        private string Complaint(int b) => _register.Fold.Definition.Procedures.Complaints is var kinds ? kinds[b % kinds.Length].Code : "";

        private IEnumerable<string> Stations(int c) => Enumerable.Range(0, c % 4).Select(i => _register.Fold.Definition.Stations[(c + i) % 5].Code);

        internal void Look()
        {
            var fold = _register.Fold;
            var snapshot = fold.Cases.Snapshot(_declared, fold.Tick);
            ImmutableArray<CaseStanding> anew = [.. fold.Cases.All.SelectMany(book => book.Files).Select(file => CaseBooks.View(file, fold.Definition, fold.Cases.Calendar, _declared, fold.Tick).Standing)];
            Assert.Equal(anew.Select(Text), snapshot.Standings.Select(Text));
            foreach (var book in snapshot.All)
            {
                var counted = CaseCounts.Of(anew.Where(one => one.File.Table == book.Table));
                Assert.Equal((Text(counted), counted.WasOverdue), (Text(book.Counts), book.Counts.WasOverdue));
            }

            foreach (var ordered in new[] { false, true })
                Assert.Equal(fold.Cases.Complaints.Files.Where(file => ComplaintBook.OpensStations(file, ordered)).SelectMany(file => file.Stations).ToHashSet(), snapshot.DisputedStations(ordered));
            foreach (var file in snapshot.Files) Assert.Equal(file.Course.Runs, CaseCourse.Of(file, file.Course.Rules, file.Events).Runs);
            Snapshots.Add((snapshot, CaseSnapshotTests.Text(snapshot)));
        }
    }

    [Fact]
    public void A_page_of_deadlines_holds_those_of_the_whole_file()
    {
        var register = new CaseRegister(TranscribedRehearsal.Definition, TranscribedRehearsal.Transcriber);
        foreach (var step in (string[])["resign", "retract", "resign", "retract", "resign"])
            Assert.Equal(Outcome.Applied, register.TakeAs(CaseRules.Steps.Single(known => known.Kind == "resignations/" + step), TranscribedRehearsal.Transcriber));
        var (snapshot, view) = (register.Fold.Snapshot().Cases, register.View(CaseRules.Resignations));
        Assert.Equal(3, snapshot.RunCount(view.File));
        Assert.Equal([view.Runs[1].Since, view.Runs[2].Since], snapshot.RunsFrom(view.File, 1, 5).Select(run => run.Since));
        Assert.Empty(snapshot.RunsFrom(view.File, 3, 5));
    }

    [Fact]
    public void An_organisation_makes_no_more_days_free_than_a_year_has()
    {
        var register = new CaseRegister(TranscribedRehearsal.Definition, TranscribedRehearsal.Transcriber, "commission");
        string Day(int day) => new DateOnly(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        for (var day = 0; day < 366; day++) Assert.Equal(Outcome.Applied, register.Announce(Day(day), "commission"));
        Assert.Equal("holidays-too-many", register.Announce(Day(366), "commission").VoidCode);
        Assert.Equal(Outcome.Applied, register.Announce(Day(366), TranscribedRehearsal.Transcriber));
    }
}
