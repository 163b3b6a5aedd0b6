using System.Collections.Immutable;
using System.Globalization;

namespace Saksei.Cli.NewDefinition;

/// <summary>Reads how many seats each constituency has, and finds the kind of unit that constituencies are.</summary>
internal sealed class SeatsTable
{
    private const int MostSeats = 9999;
    private const string Seats = "seats", Constituency = "constituency";

    /// <summary>The kind that is asked for; the only one there is; otherwise unclear, and named.</summary>
    internal static string KindOf(ContestOrder order, HandedPlaces places, Faults faults)
    {
        ImmutableArray<string> kinds = [.. places.Units.Select(unit => unit.Kind).Distinct(StringComparer.Ordinal)];
        if (kinds.IsEmpty || !places.AreKnown) return order.ConstituencyKind;
        if (order.ConstituencyKind.Length > 0)
        {
            if (!kinds.Contains(order.ConstituencyKind)) faults.Add(order.Wrong(Constituency, "kind-of-unit-unknown", order.ConstituencyKind), kinds);
            return order.ConstituencyKind;
        }

        if (kinds.Contains(Constituency)) return Constituency;
        ImmutableArray<string> inner = [.. kinds.Where(kind => kind != "country")];
        if (inner.Length == 1 && !IsOneNumber(order.Seats)) return inner[0];
        if (IsOneNumber(order.Seats)) return "country";
        faults.Add(order.Wrong(Constituency, "constituency-kind-missing", ""), kinds);
        return "";
    }

    /// <summary>Seats by code of the unit; empty where no seats are given out.</summary>
    internal static ImmutableArray<(string Unit, int Seats)> Read(NewDefinitionOrder order, ContestOrder contest, HandedPlaces places, string kind, Faults faults)
    {
        if (contest.Seats.Length == 0) return [];
        if (IsOneNumber(contest.Seats)) return ForAll(contest, places, kind, faults);
        var table = HandedTable.Read(contest.Seats, order.Headings, faults);
        table.Expect(heading => heading is Seats or Constituency || heading == kind, [Constituency, Seats, "-"]);
        if (!table.Require(Seats) || !(table.Has(kind) || table.Require(Constituency))) return [];
        ImmutableArray<(string, int)> seats = [.. table.Rows.SelectMany(row => Row(row, table, places, kind))];
        CheckAll(table, places.OfKind(kind), seats, faults);
        return seats;
    }

    private static IEnumerable<(string, int)> Row(HandedRow row, HandedTable table, HandedPlaces places, string kind)
    {
        var heading = table.Has(kind) ? kind : Constituency;
        var word = row.Required(heading);
        var meant = places.Meant(kind, word);
        if (word.Length > 0 && meant.Length != 1 && places.AreKnown) table.Faults.Add(row.At(heading, meant.IsEmpty ? "constituency-unknown" : "constituency-unclear", word), places.Choices(kind));
        if (row.Required(Seats).Length == 0 || row.Number(Seats) is not { } seats) yield break;
        if (seats is < 1 or > MostSeats) row.Wrong(seats < 1 ? "seats-zero" : "number-too-large", Seats, row.Text(Seats));
        else if (meant.Length == 1) yield return (meant[0].Code, seats);
    }

    private static void CheckAll(HandedTable table, IEnumerable<HandedPlace> units, ImmutableArray<(string Unit, int Seats)> seats, Faults faults)
    {
        foreach (var twice in seats.GroupBy(seat => seat.Unit, StringComparer.Ordinal).Where(same => same.Count() > 1)) faults.Add(table.Name, "constituency-twice", twice.Key);
        if (faults.Count > 0) return;
        foreach (var unit in units.Where(unit => seats.All(seat => seat.Unit != unit.Code))) faults.Add(table.Name, "constituency-without-seats", $"{unit.Code} {unit.Name}");
    }

    // One number: so many seats in each constituency.
    private static ImmutableArray<(string, int)> ForAll(ContestOrder order, HandedPlaces places, string kind, Faults faults)
    {
        var seats = int.Parse(order.Seats, CultureInfo.InvariantCulture);
        if (seats < 1) faults.Add(order.Wrong(Seats, "seats-zero", order.Seats));
        return [.. places.OfKind(kind).Select(unit => (unit.Code, seats))];
    }

    internal static bool IsOneNumber(string text) => text.Length is > 0 and <= 4 && text.All(char.IsAsciiDigit);
}
