namespace Saksei.Election.Seats;
/// <summary>A rule, or why the bytes aren't one.</summary>
public sealed record RuleReading { public SeatRule? Rule { get; init; } public SeatRefusal? Refusal { get; init; } }
internal static class RuleReader { public static RuleReading Read(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? new() : new(); }
