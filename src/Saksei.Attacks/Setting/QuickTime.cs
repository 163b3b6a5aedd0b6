namespace Saksei.Attacks.Setting;

/// <summary>Time between rounds passes fifty times as fast: nobody waits for co-signers who answer at once.</summary>
internal sealed class QuickTime : TimeProvider
{
    private const int Times = 50;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Times : dueTime, period);

    /// <summary>Waits until something holds.</summary>
    /// <exception cref="InvalidOperationException">It doesn't come to that within a minute.</exception>
    internal static void Until(Func<bool> holds)
    {
        if (!SpinWait.SpinUntil(() => { Thread.Sleep(2); return holds(); }, TimeSpan.FromMinutes(1))) throw new InvalidOperationException("the co-signers didn't answer");
    }
}
