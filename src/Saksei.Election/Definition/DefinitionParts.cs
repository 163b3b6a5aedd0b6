using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Seats;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Definition;

/// <summary>Puts a definition together from its head and files, and checks that they fit each other.</summary>
internal sealed class DefinitionParts(
    DefinitionHead head, byte[] headBytes, Dictionary<(string Role, string Contest), (string Path, byte[] Bytes)> files,
    ImmutableArray<DefinitionProblem>.Builder problems)
{
    private const string GreyColour = "#6c7480";

    internal ElectionDefinition? Assemble(Hash identity)
    {
        var forms = head.Contests.Select(contest => Read("form", FormReader.Read, contest.Code)).ToList();
        var units = Read("units", ReadUnits);
        var areas = head.Contests.Select(contest => units is null ? null : new ContestAreas(contest, units.Values, units.Find)).ToList();
        foreach (var (code, word) in areas.OfType<ContestAreas>().SelectMany(own => own.Problems)) AddToHead(code, word);
        var stations = units is null ? null : Read("stations", (bytes, list) => ReadStations(bytes, units, areas, list));
        var lists = head.Contests.Select((contest, i) => Read("lists", (bytes, list) => ReadLists(bytes, areas[i], list), contest.Code)).ToList();
        var procedures = files.ContainsKey(("procedures", "")) ? Read("procedures", ProceduresReader.Read) : Procedures.None;
        foreach (var (contest, form) in head.Contests.Zip(forms)) CheckContest(contest, form);
        CheckCodes(forms);
        CheckOrganisations();
        if (units is not null) CheckSeats(units);
        foreach (var (contest, own) in head.Contests.Zip(lists)) CheckPublishedLists(contest, own);
        if (procedures is null || units is null || stations is null || forms.Contains(null) || lists.Contains(null) || problems.Count > 0) return null;
        var contests = head.Contests.Select((contest, i) => new ContestParts(contest, forms[i].Given(), [.. lists[i].Given().Values], areas[i].Given().All, areas[i].Given().ByUnit));
        return new ElectionDefinition(head, identity, [.. units.Values], [.. stations.Values], contests, procedures);
    }

    private void CheckContest(ContestHead contest, FormLayout? form)
    {
        if (form is not null) CheckThresholdBase(contest, form);
        if (contest.SeatRule is { Method.IsMajority: true })
            foreach (var (unit, _) in contest.Seats.Where(own => own.Value > 1)) AddToHead("majority-of-several", unit);
        CheckPublished(contest);
    }

    // By a form's code an act says what it is of; two that have one would be one sheet.
    private void CheckCodes(List<FormLayout?> forms)
    {
        foreach (var twice in Twice(forms.OfType<FormLayout>().Select(form => form.Code))) AddToHead("code-twice", twice);
    }

    private static IEnumerable<string> Twice(IEnumerable<string> codes) =>
        codes.GroupBy(code => code, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key);

    // A threshold over ballots that no form counts would be measured on something else.
    private void CheckThresholdBase(ContestHead contest, FormLayout form)
    {
        FieldMeaning? needed = contest.SeatRule?.Threshold?.Of switch
        {
            ThresholdBase.ValidWithBlank => FieldMeaning.Blank,
            ThresholdBase.Cast => FieldMeaning.Cast,
            ThresholdBase.Valid or ThresholdBase.Quota or null => null,
        };
        if (needed is { } meaning && form.FieldOf(meaning) < 0) AddToHead("threshold-base-missing", "seatRule");
    }

    // Figures of a definition that was copied would be shown as those of this election.
    private void CheckPublished(ContestHead contest)
    {
        if (contest.Published is { } published && published.Date != head.Date)
            AddToHead("published-of-another-date", published.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    // A constituency that no seats are named for would give none, and nobody would have said so. Of several contests one isn't held where it has none.
    private void CheckSeats(Codes<Unit> units)
    {
        if (head.Contests is not [{ Seats.IsEmpty: false } only]) return;
        var named = only.Seats.Select(seat => seat.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var unit in units.Values.Where(unit => unit.Kind == only.ConstituencyKind && !named.Contains(unit.Code))) AddToHead("constituency-without-seats", unit.Code);
    }

    private void CheckPublishedLists(ContestHead contest, Codes<ElectoralList>? lists)
    {
        if (contest.Published is not { } published || lists is null) return;
        foreach (var unknown in published.Lists.Where(list => lists.Find(list.List) is null)) AddToHead("list-unknown", unknown.List);
    }

    // A code or a key that stands twice would be two organisations' own; a body above that nobody knows never lets anybody in.
    private void CheckOrganisations()
    {
        foreach (var twice in Twice(head.Organisations.Select(named => named.Code))) AddToHead("code-twice", twice);
        foreach (var twice in head.Organisations.Where(named => named.KeyHash is not null).GroupBy(named => named.KeyHash.Given()).Where(same => same.Count() > 1)) AddToHead("code-twice", twice.Key.ToHex());
        foreach (var named in head.Organisations.Where(named => named.Above.Length > 0 && (named.Above == named.Code || !head.Organisations.Any(above => above.Code == named.Above))))
            AddToHead("organisation-unknown", named.Above);
    }

    private T? Read<T>(string role, Func<byte[], ProblemList, T?> read, string contest = "") where T : class
    {
        // That it is missing was reported already.
        if (!files.TryGetValue((role, contest), out var file)) return null;
        var (path, bytes) = file;
        var list = new ProblemList(path, bytes);
        FileRules.Check(bytes, list);
        var result = read(bytes, list);
        problems.AddRange(list.ToImmutable());
        return result;
    }

    private static Codes<Unit> ReadUnits(byte[] bytes, ProblemList problems)
    {
        var units = new Codes<Unit>(problems);
        var children = new Dictionary<Unit, ImmutableArray<Unit>.Builder>();
        TableReader.Read(bytes, "saksei/units/v1", ["code", "parent", "kind"], ["code", "parent", "kind"], problems, row =>
        {
            var parent = units.Find(row.Text("parent"));
            if (parent is null && (units.Count > 0 || row.Text("parent").Length > 0)) problems.Add("parent-unknown", row.Text("parent"), row.Offset);
            var unit = new Unit(units.Count, row.Text("code"), parent, row.Text("kind"), row.Names());
            units.Add(unit.Code, unit, row.Offset);
            if (!KebabCode.Is(unit.Kind)) problems.Add("kebab-malformed", unit.Kind, row.Offset);
            if (parent is null) return;
            if (!children.TryGetValue(parent, out var siblings)) children[parent] = siblings = ImmutableArray.CreateBuilder<Unit>();
            siblings.Add(unit);
        });

        if (units.Count == 0 && problems.IsEmpty) problems.Add("root-missing", "", 0);
        foreach (var (parent, own) in children) parent.Children = own.ToImmutable();
        return units;
    }

    private static Codes<Station> ReadStations(byte[] bytes, Codes<Unit> units, List<ContestAreas?> areas, ProblemList problems)
    {
        var stations = new Codes<Station>(problems);
        var byUnit = new Dictionary<Unit, ImmutableArray<Station>.Builder>();
        TableReader.Read(bytes, "saksei/stations/v1", ["code", "unit", "kind", "registered"], ["code", "unit"], problems, row =>
        {
            if (units.Find(row.Text("unit")) is not { } unit || !areas.OfType<ContestAreas>().Any(area => area.ByUnit[unit.Index] is not null))
            {
                problems.Add("unit-unknown", row.Text("unit"), row.Offset);
                return;
            }

            var kind = KindOfStation(row.Text("kind"));
            if (kind.Length == 0) problems.Add("station-kind-unknown", row.Text("kind"), row.Offset);
            var station = new Station(stations.Count, row.Text("code"), unit, kind, row.Number("registered"), row.Names());
            stations.Add(station.Code, station, row.Offset);
            if (!byUnit.TryGetValue(unit, out var siblings)) byUnit[unit] = siblings = ImmutableArray.CreateBuilder<Station>();
            siblings.Add(station);
        });

        foreach (var (unit, own) in byUnit) unit.Stations = own.ToImmutable();
        return stations;
    }

    // One string for all stations of a kind: there are tens of thousands.
    private static string KindOfStation(string said) => said switch
    {
        "" or "polling-station" => "polling-station",
        "absent-residents" => "absent-residents",
        _ => "",
    };

    private static Codes<ElectoralList> ReadLists(byte[] bytes, ContestAreas? areas, ProblemList problems)
    {
        var (lists, colours) = (new Codes<ElectoralList>(problems), new ColourRules(problems));
        var known = (areas?.All ?? []).Select(constituency => constituency.Code).ToHashSet(StringComparer.Ordinal);
        TableReader.Read(bytes, "saksei/lists/v1", ["code", "short", "colour", "constituencies", "kind", "coalition", "candidates"], ["code"], problems, row =>
        {
            var stands = row.Texts("constituencies");
            foreach (var code in stands.IsDefault ? [] : stands)
                if (!known.Contains(code)) problems.Add("constituency-unknown", code, row.Offset);
            var colour = row.Text("colour") is { Length: > 0 } given ? given : GreyColour;
            if (row.Text("colour").Length > 0) colours.Check(colour, row.Offset);
            var shortName = row.Text("short") is { Length: > 0 } text ? text : row.Text("code");
            var list = new ElectoralList(lists.Count, row.Text("code"), shortName, row.Names(), colour, stands.IsDefault ? null : [.. stands])
            {
                Kind = row.Text("kind") is { Length: > 0 } kind ? kind : "single",
                Coalition = row.Text("coalition") is { Length: > 0 } coalition ? coalition : null,
                Candidates = row.Number("candidates") is { } candidates ? (int)Math.Min(candidates, int.MaxValue) : null,
            };
            lists.Add(list.Code, list, row.Offset);
        });

        return lists;
    }

    private void AddToHead(string code, string detail)
    {
        var quoted = System.Text.Encoding.UTF8.GetBytes('"' + detail + '"');
        var line = ProblemList.LineAt(headBytes, Math.Max(0, headBytes.AsSpan().IndexOf(quoted)));
        problems.Add(new DefinitionProblem(DefinitionReader.FileName, line, code, detail));
    }

    /// <summary>
    /// Things by code, in order; a code is 1 to 64 printable ASCII characters and stands once. None needs an escape in JSON: acts, which
    /// have none, couldn't name it.
    /// </summary>
    private sealed class Codes<T>(ProblemList problems) where T : class
    {
        private readonly Dictionary<string, T> _byCode = new(StringComparer.Ordinal);
        private readonly List<T> _values = [];

        internal int Count => _values.Count;

        internal IReadOnlyList<T> Values => _values;

        internal T? Find(string code) => _byCode.GetValueOrDefault(code);

        internal void Add(string code, T value, long offset)
        {
            if (!PlainCode.Is(code)) problems.Add("code-malformed", code, offset);
            else if (!_byCode.TryAdd(code, value)) problems.Add("code-twice", code, offset);
            _values.Add(value);
        }
    }
}

/// <summary>Where a contest's seats are given: the units that are its constituencies, and what lies in each.</summary>
internal sealed class ContestAreas
{
    private readonly List<Constituency> _all = [];
    private readonly Constituency?[] _byUnit;

    /// <param name="contest">What the definition says of it.</param>
    /// <param name="units">All units, each behind its parent.</param>
    /// <param name="find">The unit with a code.</param>
    internal ContestAreas(ContestHead contest, IReadOnlyList<Unit> units, Func<string, Unit?> find)
    {
        _byUnit = new Constituency?[units.Count];

        // Where seats are named they decide which units are constituencies; elsewhere the kind does.
        var named = contest.Seats.IsEmpty
            ? units.Where(unit => unit.Kind == contest.ConstituencyKind).Select(unit => KeyValuePair.Create(unit.Code, 0))
            : contest.Seats;
        foreach (var (code, seats) in named)
            if (find(code) is not { } unit || unit.Kind != contest.ConstituencyKind) Refuse("constituency-unknown", code);
            else if (_byUnit[unit.Index] is not null) Refuse("constituency-twice", code);
            else Add(unit, seats);
        foreach (var unit in units) _byUnit[unit.Index] ??= unit.Parent is { } parent ? _byUnit[parent.Index] : null;
        (All, ByUnit) = ([.. _all], [.. _byUnit]);
    }

    internal ImmutableArray<Constituency> All { get; }

    /// <summary>The constituency that a unit lies in or is, by the unit's index.</summary>
    internal ImmutableArray<Constituency?> ByUnit { get; }

    /// <summary>What is wrong: a code, and the word that it is about.</summary>
    internal List<(string Code, string Word)> Problems { get; } = [];

    private void Refuse(string code, string word) => Problems.Add((code, word));

    private void Add(Unit unit, int seats)
    {
        var constituency = new Constituency(_all.Count, unit, seats);
        _all.Add(constituency);
        _byUnit[unit.Index] = constituency;
    }
}
