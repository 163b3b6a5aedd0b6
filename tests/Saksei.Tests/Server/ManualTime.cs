namespace Saksei.Tests.Server;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _ticks = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    internal void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
