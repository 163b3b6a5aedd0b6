using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Seats;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Definition;

/// <summary>Puts a definition together from its head and files, and checks that they fit each other.</summary>
internal sealed class DefinitionParts(
    DefinitionHead head, byte[] headBytes, Dictionary<string, (string Path, byte[] Bytes)> files,
    ImmutableArray<DefinitionProblem>.Builder problems)
{
    private const string GreyColour = "#6c7480";

    internal ElectionDefinition? Assemble(Hash identity)
    {
        var form = Read("form", FormReader.Read);
        var units = Read("units", ReadUnits);
        var constituencies = units is null ? [] : ReadConstituencies(units);
        var stations = units is null ? null : Read("stations", (bytes, list) => ReadStations(bytes, units, list));
        var lists = Read("lists", (bytes, list) => ReadLists(bytes, constituencies, list));
        var procedures = files.ContainsKey("procedures") ? Read("procedures", ProceduresReader.Read) : Procedures.None;
        if (form is not null) CheckThresholdBase(form);
        CheckOrganisations();
        CheckPublished();
        if (units is not null) CheckSeats(units);
        if (lists is not null) CheckPublishedLists(lists);
        if (procedures is null || form is null || units is null || stations is null || lists is null || problems.Count > 0) return null;
        return new ElectionDefinition(head, identity, [.. units.Values], [.. stations.Values], [.. lists.Values], form, constituencies, procedures);
    }

    // A threshold over ballots that no form counts would be measured on something else.
    private void CheckThresholdBase(FormLayout form)
    {
        FieldMeaning? needed = head.SeatRule?.Threshold?.Of switch
        {
            ThresholdBase.ValidWithBlank => FieldMeaning.Blank,
            ThresholdBase.Cast => FieldMeaning.Cast,
            ThresholdBase.Valid or ThresholdBase.Quota or null => null,
        };
        if (needed is { } meaning && form.FieldOf(meaning) < 0) AddToHead("threshold-base-missing", "seatRule");
    }

    // Figures of a definition that was copied would be shown as those of this election.
    private void CheckPublished()
    {
        if (head.Published is { } published && published.Date != head.Date)
            AddToHead("published-of-another-date", published.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    // A constituency that no seats are named for would give none, and nobody would have said so.
    private void CheckSeats(Codes<Unit> units)
    {
        if (head.Seats.IsEmpty) return;
        foreach (var unit in units.Values.Where(unit => unit.Kind == head.ConstituencyKind && head.Seats.All(seat => seat.Key != unit.Code))) AddToHead("constituency-without-seats", unit.Code);
    }

    private void CheckPublishedLists(Codes<ElectoralList> lists)
    {
        foreach (var unknown in head.Published?.Lists.Where(list => lists.Find(list.List) is null) ?? []) AddToHead("list-unknown", unknown.List);
    }

    // A code or a key that stands twice would be two organisations' own; a body above that nobody knows never lets anybody in.
    private void CheckOrganisations()
    {
        foreach (var twice in head.Organisations.GroupBy(named => named.Code, StringComparer.Ordinal).Where(same => same.Count() > 1)) AddToHead("code-twice", twice.Key);
        foreach (var twice in head.Organisations.Where(named => named.KeyHash is not null).GroupBy(named => named.KeyHash.Given()).Where(same => same.Count() > 1)) AddToHead("code-twice", twice.Key.ToHex());
        foreach (var named in head.Organisations.Where(named => named.Above.Length > 0 && (named.Above == named.Code || !head.Organisations.Any(above => above.Code == named.Above))))
            AddToHead("organisation-unknown", named.Above);
    }

    private T? Read<T>(string role, Func<byte[], ProblemList, T?> read) where T : class
    {
        // That it is missing is told already.
        if (!files.TryGetValue(role, out var file)) return null;
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

    // Where seats are named they decide which units are constituencies; elsewhere the kind does.
    private ImmutableArray<Constituency> ReadConstituencies(Codes<Unit> units)
    {
        var constituencies = ImmutableArray.CreateBuilder<Constituency>();
        var named = head.Seats.IsEmpty
            ? units.Values.Where(unit => unit.Kind == head.ConstituencyKind).Select(unit => KeyValuePair.Create(unit.Code, 0))
            : head.Seats;
        foreach (var (code, seats) in named)
        {
            var unit = units.Find(code);
            if (unit is null || unit.Kind != head.ConstituencyKind) AddToHead("constituency-unknown", code);
            else if (unit.Constituency is not null) AddToHead("constituency-twice", code);
            else
            {
                var constituency = new Constituency(constituencies.Count, unit, seats);
                constituencies.Add(constituency);
                unit.Constituency = constituency;
            }
        }

        foreach (var unit in units.Values) unit.Constituency ??= unit.Parent?.Constituency;
        return constituencies.DrainToImmutable();
    }

    private static Codes<Station> ReadStations(byte[] bytes, Codes<Unit> units, ProblemList problems)
    {
        var stations = new Codes<Station>(problems);
        var byUnit = new Dictionary<Unit, ImmutableArray<Station>.Builder>();
        TableReader.Read(bytes, "saksei/stations/v1", ["code", "unit", "kind", "registered"], ["code", "unit"], problems, row =>
        {
            if (units.Find(row.Text("unit")) is not { Constituency: not null } unit)
            {
                problems.Add("unit-unknown", row.Text("unit"), row.Offset);
                return;
            }

            var kind = row.Text("kind") is { Length: > 0 } given ? string.Intern(given) : "polling-station";
            if (kind is not ("polling-station" or "absent-residents")) problems.Add("station-kind-unknown", kind, row.Offset);
            var station = new Station(stations.Count, row.Text("code"), unit, kind, row.Number("registered"), row.Names());
            stations.Add(station.Code, station, row.Offset);
            if (!byUnit.TryGetValue(unit, out var siblings)) byUnit[unit] = siblings = ImmutableArray.CreateBuilder<Station>();
            siblings.Add(station);
        });

        foreach (var (unit, own) in byUnit) unit.Stations = own.ToImmutable();
        return stations;
    }

    private static Codes<ElectoralList> ReadLists(byte[] bytes, ImmutableArray<Constituency> constituencies, ProblemList problems)
    {
        var (lists, colours) = (new Codes<ElectoralList>(problems), new ColourRules(problems));
        var known = constituencies.Select(constituency => constituency.Code).ToHashSet(StringComparer.Ordinal);
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
