using Saksei.Store;

namespace Saksei.Node;

/// <summary>
/// Whether this process may write. Who is overtaken leaves the register to the other, who is at work on it, until nothing has moved
/// for a while: so an import beside a running server ends undisturbed, and the server writes again afterwards.
/// </summary>
internal sealed class WriterTurn(TimeProvider time)
{
    private static readonly TimeSpan Stillness = TimeSpan.FromSeconds(5);
    private RegisterHead _seen;
    private long _since = time.GetTimestamp();
    private bool _lost;

    /// <summary>Whether nobody overtook this process, or who did has been still since.</summary>
    internal bool IsOurs
    {
        get
        {
            if (_lost && time.GetElapsedTime(_since) >= Stillness) _lost = false;
            return !_lost;
        }
    }

    /// <summary>This process was overtaken.</summary>
    internal void Lose() => (_lost, _since) = (true, time.GetTimestamp());

    /// <summary>Where the store stands now.</summary>
    internal void See(RegisterHead head)
    {
        if (head == _seen) return;
        (_seen, _since) = (head, time.GetTimestamp());
    }
}
