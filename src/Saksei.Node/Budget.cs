namespace Saksei.Node;

/// <summary>So much of something for all, and so much of it for one owner: connections, downloads, bytes that are on their way in.</summary>
public sealed class Budget(long most, long mostOfOne)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, long> _taken = [];
    private long _all;

    /// <summary>Takes some until what is given back is disposed of; null where it would be too much.</summary>
    public IDisposable? Take(object owner, long amount = 1)
    {
        lock (_lock)
        {
            var own = _taken.GetValueOrDefault(owner);
            if (_all + amount > most || own + amount > mostOfOne) return null;
            (_all, _taken[owner]) = (_all + amount, own + amount);
        }

        return new Taken(this, owner, amount);
    }

    // Owners who hold nothing aren't remembered: they may be without end.
    private void Return(object owner, long amount)
    {
        lock (_lock)
        {
            _all -= amount;
            if ((_taken[owner] -= amount) == 0) _taken.Remove(owner);
        }
    }

    private sealed class Taken(Budget budget, object owner, long amount) : IDisposable
    {
        private int _returned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0) budget.Return(owner, amount);
        }
    }
}
