using Saksei.Election.Definition;
using Saksei.Election.Stations;

namespace Saksei.Election.Evidence;

/// <summary>What the bound of a station rests on, the strongest first. It is never the contested paper.</summary>
public enum BoundBase
{
    /// <summary>Ballots delivered, by the act that says so.</summary>
    Delivered,

    /// <summary>The most ballots that a station can have by law.</summary>
    LegalMaximum,

    /// <summary>The voters on the station's list: people may vote where they aren't listed, so it is the weakest.</summary>
    Register,

    /// <summary>Nothing bounds it.</summary>
    Unbounded,
}

/// <summary>The most ballots that can have been cast at a station, and by what that is known.</summary>
public readonly record struct BallotBound(long Ballots, BoundBase Base)
{
    /// <summary>The bound of a station, with the delivery that stands for it.</summary>
    public static BallotBound Of(Station station, Contest contest, DeliveryState? delivered) =>
        delivered is not null ? new(delivered.Delivery.Ballots, BoundBase.Delivered)
        : contest.Election.Head.StationMaximum is { } maximum ? new(maximum, BoundBase.LegalMaximum)
        : station.Registered is { } registered ? new(registered, BoundBase.Register)
        : new(0, BoundBase.Unbounded);

    /// <summary>Whether so many ballots are more than there can have been.</summary>
    public bool IsBelow(long ballots) => Base != BoundBase.Unbounded && ballots > Ballots;
}

/// <summary>Codes of bases.</summary>
public static class BoundBases
{
    /// <summary>Codes in JSON and texts.</summary>
    public static string Code(this BoundBase bound) => bound switch
    {
        BoundBase.Delivered => "delivered",
        BoundBase.LegalMaximum => "legal-maximum",
        BoundBase.Register => "register",
        BoundBase.Unbounded => "unbounded",
    };
}
