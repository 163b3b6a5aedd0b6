using System.Globalization;
using System.Text;

namespace Saksei.Server.Pages.Seats;

/// <summary>Seats of one list as dots of one path: a stroke with round ends at each seat.</summary>
/// <param name="Class">The style class that colours it.</param>
/// <param name="Path">The path's data.</param>
public sealed record SeatDots(string Class, string Path);

/// <summary>Places seats in a half circle, list beside list, from left to right.</summary>
public static class Hemicycle
{
    private const double Width = 640, Base = 308, Outer = 288, Inner = 130;

    /// <summary>How wide a dot is for so many seats.</summary>
    public static int DotWidth(int seats) => (int)(Gap(seats) * 0.74);

    /// <summary>The dots of each group, in the order given.</summary>
    public static IReadOnlyList<SeatDots> Place(IReadOnlyList<(string Class, int Seats)> groups)
    {
        var seats = Seats(groups.Sum(group => group.Seats));
        var at = 0;
        var dots = new List<SeatDots>();
        foreach (var (name, count) in groups)
        {
            var path = new StringBuilder();
            foreach (var (x, y) in seats.GetRange(at, count)) path.Append(CultureInfo.InvariantCulture, $"M{x:0} {y:0}h0");
            if (count > 0) dots.Add(new SeatDots(name, path.ToString()));
            at += count;
        }

        return dots;
    }

    // The distance at which rows as far apart as the seats within them hold all seats.
    private static double Gap(int seats)
    {
        var gap = 60.0;
        while (gap > 6 && Rows(gap).Sum(radius => Capacity(radius, gap)) < seats) gap -= 0.5;
        return gap;
    }

    private static List<(double X, double Y)> Seats(int count)
    {
        if (count == 0) return [];
        var radii = Rows(Gap(count)).ToList();
        var placed = new List<(double Angle, double Radius)>();
        var (left, length) = (count, radii.Sum());
        foreach (var radius in radii)
        {
            var own = radius == radii[^1] ? left : (int)Math.Round(left * radius / length);
            for (var i = 0; i < own; i++) placed.Add((own == 1 ? 0.5 : (double)i / (own - 1), radius));
            (left, length) = (left - own, length - radius);
        }

        return [.. placed.OrderBy(seat => seat.Angle).ThenBy(seat => seat.Radius).Select(seat =>
            (Width / 2 - seat.Radius * Math.Cos(Math.PI * seat.Angle), Base - seat.Radius * Math.Sin(Math.PI * seat.Angle)))];
    }

    private static IEnumerable<double> Rows(double gap)
    {
        for (var radius = Outer - gap / 2; radius >= Inner; radius -= gap) yield return radius;
    }

    private static int Capacity(double radius, double gap) => (int)(Math.PI * radius / gap) + 1;
}
