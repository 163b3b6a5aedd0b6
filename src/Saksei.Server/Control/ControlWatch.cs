using System.Collections.Immutable;
using Saksei.Node;
using Saksei.Node.Keeping;

namespace Saksei.Server.Control;

/// <summary>
/// The doctor beside a running server: what takes moments is looked at when somebody asks, at most every few seconds; what reads the whole
/// register every half hour, by a thread that nobody waits for.
/// </summary>
internal sealed class ControlWatch : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(4), Seldom = TimeSpan.FromMinutes(30);
    private readonly Lock _lock = new();
    private readonly Patient _patient;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _failed;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private volatile Looked? _long;
    private Looked? _short;

    internal ControlWatch(RegisterHost host, Surroundings around, TimeProvider time, Action<Exception> failed)
    {
        (_patient, _time, _failed) = (new Patient(around, host, ""), time, failed);
        _thread = new Thread(Run) { IsBackground = true, Name = "saksei doctor", Priority = ThreadPriority.Lowest };
        _thread.Start();
    }

    /// <summary>What was looked at, and when.</summary>
    internal sealed record Looked(DateTimeOffset At, ImmutableArray<Reading> Readings);

    /// <summary>When what takes longer was last looked at; null where that hasn't ended yet.</summary>
    internal DateTimeOffset? LongAt => _long?.At;

    /// <summary>All checks in their order; those that take longer are left out until they were looked at once.</summary>
    internal ImmutableArray<Reading> Readings()
    {
        lock (_lock)
        {
            if (_short is null || _time.GetUtcNow() - _short.At > Often) _short = Look(isLive: true);
            return [.. _short.Readings.Concat(_long?.Readings ?? []).OrderBy(reading => reading.Number)];
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Join();
        _stopping.Dispose();
    }

    private void Run()
    {
        do LookLong();
        while (!_stopping.Token.WaitHandle.WaitOne(Seldom));
    }

    // A look that fails mustn't end the server that it is beside.
    private void LookLong()
    {
        try
        {
            _long = Look(isLive: false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _failed(failure);
        }
    }

    private Looked Look(bool isLive) => new(_time.GetUtcNow(), Doctor.Examine(_patient, check => check.IsLive == isLive));
}
