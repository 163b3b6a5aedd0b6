using System.Collections.Concurrent;
using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Impartiality;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>A fold without a store: organisations with one desk each, and acts that aren't signed.</summary>
internal sealed class CaseRegister
{
    internal const string Case = "party-01";
    private static readonly ConcurrentDictionary<string, ElectionDefinition> Definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SignerKey> _keys = new(StringComparer.Ordinal);
    private UInt128 _nonce;

    internal CaseRegister(string definition, params ReadOnlySpan<string> organisations)
        : this(Definitions.GetOrAdd(definition, name => Founding.ReadFolder(Repository.At("elections", name))), organisations)
    {
    }

    internal CaseRegister(ElectionDefinition definition, params ReadOnlySpan<string> organisations)
    {
        Fold = new ElectionFold(definition, "simulated.example/cases");
        foreach (var organisation in organisations) _keys[organisation] = SignerKey.FromSeed(organisation + "/desk", new byte[32]);
        var log = SignerKey.FromSeed("simulated.example/cases", new byte[32]).Verifier;
        var clock = SignerKey.FromSeed("simulated.example/cases/clock", new byte[32]).Verifier;
        ImmutableArray<Founder> founders = [.. _keys.Select(pair => new Founder(pair.Key, "any", InterestOf(pair.Key), [pair.Value.Verifier], Recovery.None))];
        var header = new ActHeader(0, Moment("2023-04-01T00:00:00+07:00"), [.. _keys.Values.Select(key => key.Verifier.Name)]);
        _found = new RegisterFound(header, Fold.Definition.Identity, true, log, clock, founders, CosigningRule.None);
        Assert.Equal(Outcome.Applied, Fold.Apply(_found, default));
        _clock = clock.Name;
        Tick("2023-04-01T00:00:00+07:00");
    }

    private readonly KeyName _clock;
    private readonly RegisterFound _found;
    private readonly Dictionary<string, KeyName> _desks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Hash> _last = new(StringComparer.Ordinal);

    internal static Moment Moment(string text) => Saksei.Election.Clock.Moment.TryParse(text, out var moment) ? moment : throw new ArgumentException(text);

    internal ElectionFold Fold { get; }

    /// <summary>The identity of the act that was made last.</summary>
    internal Hash Identity => Hash.OfBytes(BitConverter.GetBytes((ulong)_nonce));

    internal ActHeader Header(params ReadOnlySpan<string> organisations) =>
        new(_nonce++, Fold.Tick, [.. organisations.ToArray().Select(DeskOf)]);

    internal RegisterFound Found() => _found with { Header = _found.Header with { Nonce = _nonce++ } };

    internal ClockTick ClockTick(int seconds) => new(new ActHeader(_nonce++, Fold.Tick.Plus(seconds), [_clock]));

    /// <summary>The key of a desk that there wasn't before; nobody needs its private half, which a machine holds few of.</summary>
    internal VerifierKey Desk(string organisation)
    {
        var desk = VerifierKey.Create(organisation + "/desk", _found.Log.PublicBytes());
        _desks[organisation] = desk.Name;
        return desk;
    }

    private KeyName DeskOf(string organisation) => _desks.TryGetValue(organisation, out var desk) ? desk : _keys[organisation].Verifier.Name;

    /// <summary>What an organisation said last that took effect, for who replaces it; <see cref="Note"/> keeps it.</summary>
    internal Hash? LastOf(string organisation) => _last.TryGetValue(organisation, out var last) ? last : null;

    internal void Note(Act act, Outcome outcome, Hash identity)
    {
        if (outcome.IsApplied && Fold.Organisations.FindKey(act.Header.Signers[0]) is { } key) _last[key.Organisation] = identity;
    }

    internal void Tick(string at) => Assert.Equal(Outcome.Applied, Fold.Apply(new ClockTick(new ActHeader(_nonce++, Moment(at), [_clock])), Identity));

    internal CaseAct Make(CaseStep step, string organisation, CaseFields fields, string id) =>
        new(new ActHeader(_nonce++, Fold.Tick, [_keys[organisation].Verifier.Name, .. Beside.Select(key => _keys[key].Verifier.Name)]), step, id, fields);

    /// <summary>Whose keys sign every step besides its author's, until they are cleared.</summary>
    internal List<string> Beside { get; } = [];

    /// <summary>A member that sits, with a key of its own that its nominator enrolled.</summary>
    internal void Seat(string member, string nominator, string body = "")
    {
        var person = Hash.OfBytes(System.Text.Encoding.UTF8.GetBytes(member));
        Enrol(nominator, member, person);
        Assert.Equal(Outcome.Applied, Take("commission/appoint", "assembly-g", new CaseFields { By = nominator, Person = person, Body = body }, member));
    }

    internal ActReading Read(CaseAct act) => Read(act.ToBody());

    internal ActReading Read(byte[] body)
    {
        var text = Saksei.Register.Acts.SignedAct.TextOf("simulated.example/cases", body);
        var signed = Saksei.Register.Acts.SignedAct.Parse(SignedNote.Sign(text, [_keys["commission"]]), out _);
        return Fold.Reader.Read(signed!);
    }

    internal Outcome Take(string kind, string organisation, CaseFields fields, string id = Case) =>
        Fold.Apply(Make(CaseRules.Steps.Single(step => step.Kind == kind), organisation, fields, id), Identity);

    internal Outcome Announce(string day, string organisation) => Fold.Apply(
        new HolidayAnnounce(new ActHeader(_nonce++, Fold.Tick, [_keys[organisation].Verifier.Name]), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), "free"),
        Identity);

    /// <summary>The interest group that the definition states; one of its own where it states none.</summary>
    internal string InterestOf(string organisation) => Fold.Definition.Reserved.Find(organisation) is { Interest: { Length: > 0 } stated } ? stated : organisation;

    /// <summary>The desk key of an organisation that came in later.</summary>
    internal void Hold(string organisation) => _keys[organisation] = SignerKey.FromSeed(organisation + "/desk", new byte[32]);

    /// <summary>An act that desks of these organisations sign; the first is its author.</summary>
    internal Outcome Sign(Func<ActHeader, Act> act, params string[] signers) =>
        Fold.Apply(act(new ActHeader(_nonce++, Fold.Tick, [.. signers.Select(signer => _keys[signer].Verifier.Name)])), Identity);

    internal void Enrol(string organisation, string desk, Hash person)
    {
        var key = SignerKey.FromSeed(organisation + "/" + desk, new byte[32]);
        var act = new OrganisationEnrol(new ActHeader(_nonce++, Fold.Tick, [_keys[organisation].Verifier.Name]), organisation, [new EnrolledKey(key.Verifier, KeyRole.Agent, person)]);
        Assert.Equal(Outcome.Applied, Fold.Apply(act, Identity));
        _keys[organisation + "/" + desk] = key;
    }

    internal Outcome Take(CaseStep step) => TakeAs(step, "transcriber");

    internal Outcome TakeAs(CaseStep step, string author) => Take(step.Kind, author, Fill(Fold.Definition, step));

    /// <summary>A decision with the votes of five members that sit and sign: they are appointed for it.</summary>
    internal CaseFields Votes(CaseFields fields)
    {
        var members = Enumerable.Range(11, 5).Select(i => $"member-{i}").ToList();
        foreach (var member in members.Where(member => Fold.Cases.Commission.BodyOf(member) is null))
            Seat(member, "assembly-g");
        Beside.Clear();
        Beside.AddRange(members.Select(member => "assembly-g/" + member));
        return fields with { Votes = [.. members.Select(member => new MemberVote(member, Vote.For))] };
    }

    internal string State(CaseTable table) => Fold.Cases.Find(table.Book, Case)?.State.Code ?? CaseStep.Nothing;

    internal string Impartiality(IReadOnlyList<StageState> stages) => System.Text.Encoding.UTF8.GetString(ImpartialityDocument.Write(ImpartialityBook.Of(
        Treatment, Fold.Tick, stages, Fold.Size)));

    /// <summary>What equal treatment is a function of, as it is now.</summary>
    internal TreatmentRecords Treatment => new(
        Fold.Definition, Fold.Cases.All.SelectMany(book => book.Files), (file, asOf) => Fold.View(file, asOf), Fold.Organisations, Fold.Stations, Fold.Observation.Snapshot());

    /// <summary>Applies any other act by an organisation's desk.</summary>
    internal Outcome Apply(Func<ActHeader, Act> make, string organisation) =>
        Fold.Apply(make(Header(organisation)), Identity);

    internal StationConditions Conditions(string station, string organisation, Doors doors, Hash? previous) =>
        new(Header(organisation), station, doors, [], Seen.No, [], null, null, [], previous);

    internal CaseView View(CaseTable table) => Fold.View(Fold.Cases.Find(table.Book, Case)!);

    internal void Reach(CaseTable table, string state) => Reach(table, state, Take);

    internal void Reach(CaseTable table, string state, Func<CaseStep, Outcome> take)
    {
        foreach (var step in Way(table, CaseStep.Nothing, state)!.Value) Assert.Equal(Outcome.Applied, take(step));
        Assert.Equal(state, State(table));
    }

    /// <summary>The shortest way from one state to another; null where there is none.</summary>
    internal static ImmutableArray<CaseStep>? Way(CaseTable table, string start, string state)
    {
        var ways = new Dictionary<string, ImmutableArray<CaseStep>> { [start] = [] };
        for (var grown = true; grown && !ways.ContainsKey(state);)
        {
            grown = false;
            foreach (var (from, way) in ways.ToList())
                foreach (var step in table.From(from).Where(step => !ways.ContainsKey(step.After(from))))
                    grown |= ways.TryAdd(step.After(from), way.Add(step));
        }

        return ways.TryGetValue(state, out var found) ? found : null;
    }

    // What a step needs, and no more.
    internal static CaseFields Fill(ElectionDefinition definition, CaseStep step)
    {
        var fields = step.IsDecision
            ? new CaseFields { Ground = definition.Procedures.Grounds.First(ground => ground.Steps.Contains(step.Kind)).Code, Article = "art" } : new CaseFields();
        foreach (var (field, fill) in Fillings)
            if ((step.Needs & field) != 0) fields = fill(fields);
        return fields;
    }

    private static readonly (CaseField Field, Func<CaseFields, CaseFields> Fill)[] Fillings =
    [
        (CaseField.Party, fields => fields with { Party = "party-01" }),
        (CaseField.Unit, fields => fields with { Unit = "01" }),
        (CaseField.Complaint, fields => fields with { Complaint = "campaign" }),
        (CaseField.Against, fields => fields with { Against = "party-02" }),
        (CaseField.Body, fields => fields with { Body = "pec" }),
        (CaseField.Refers, fields => fields with { Refers = "C-9" }),
        (CaseField.Person, fields => fields with { Person = Hash.OfBytes([1]) }),
        (CaseField.Commitment, fields => fields with { Commitment = Hash.OfBytes([2]) }),
        (CaseField.Documents, fields => fields with { Documents = [new DocumentRecord("statute", DocumentForm.Original, "", "")] }),
        (CaseField.Assessments, fields => fields with { Assessments = [new Assessment("age-25", AssessmentOutcome.Met, Hash.OfBytes([3]))] }),
        (CaseField.On, fields => fields with { On = Moment("2023-04-01T00:00:00+07:00") }),
        (CaseField.Count, fields => fields with { Count = 6 }),
        (CaseField.By, fields => fields with { By = "party-02" }),
        (CaseField.Attachments, fields => fields with { Attachments = [new Attachment(Hash.OfBytes([4]), 4, "text/plain")] }),
    ];
}
