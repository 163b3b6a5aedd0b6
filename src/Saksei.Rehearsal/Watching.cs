using Saksei.Election.Stations;

namespace Saksei.Rehearsal;

/// <summary>Plans who watched the count where, and what was seen.</summary>
internal static class Watching
{
    private const int Closed = 61, Partly = 140;

    /// <summary>Plans it for the first of these stations, and gives those where the form wasn't posted.</summary>
    /// <param name="stations">In an order of chance.</param>
    /// <param name="random">Chance.</param>
    internal static HashSet<StationPlan> Plan(StationPlan[] stations, SeededRandom random)
    {
        var unposted = new HashSet<StationPlan>();
        var watched = stations.Length * 15 / 100;
        for (var i = 0; i < watched; i++)
        {
            var doors = i < Closed ? Doors.Closed : i < Closed + Partly ? Doors.Partly : Doors.Open;
            var posted = random.Chance(110) ? Seen.No : Seen.Yes;
            if (posted == Seen.No) unposted.Add(stations[i]);
            if (random.Chance(850)) stations[i].Conditions.Add(Observe(Organisations.Observers, doors, posted, random));

            // The party's agents report too, and all that the observers weren't there for.
            if (stations[i].Conditions.Count == 0 || random.Chance(120)) stations[i].Conditions.Add(Observe(Organisations.Alliance, doors, posted, random));
        }

        return unposted;
    }

    private static PlannedConditions Observe(string organisation, Doors doors, Seen posted, SeededRandom random)
    {
        var handed = random.Below(100) switch { < 14 => Handing.Refused, < 44 => Handing.NotAsked, _ => Handing.Handed };
        var presence = doors == Doors.Closed
            ? random.Pick([Presence.SentAway, Presence.Refused, Presence.Present])
            : random.Below(100) switch { < 11 => Presence.Absent, < 12 => Presence.SentAway, _ => Presence.Present };
        return new PlannedConditions(organisation, doors, posted, handed, presence, random.Between(16, 30, 18, 40));
    }
}
