namespace Saksei.Node.Mirroring;

/// <summary>Looks again and again, on a thread of its own: soon where all is well, more and more rarely where it isn't.</summary>
public sealed class MirrorLoop : IDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(2), Rarest = TimeSpan.FromMinutes(1);

    private readonly Func<string> _step;
    private readonly Action<Exception> _failed;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;

    /// <summary>Begins.</summary>
    /// <param name="step">One look; gives a code, empty where all is well.</param>
    /// <param name="failed">Called with what went wrong here; the next look goes on.</param>
    public MirrorLoop(Func<string> step, Action<Exception> failed)
    {
        (_step, _failed) = (step, failed);
        _thread = new Thread(Run) { IsBackground = true, Name = "saksei mirror" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Join();
        _stopping.Dispose();
    }

    private void Run()
    {
        var wait = Usual;
        do wait = IsWell() ? Usual : wait * 2 < Rarest ? wait * 2 : Rarest;
        while (!_stopping.Token.WaitHandle.WaitOne(wait));
    }

    private bool IsWell()
    {
        try
        {
            return _step().Length == 0;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _failed(failure);
            return false;
        }
    }
}
