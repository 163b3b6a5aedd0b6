namespace Saksei.Server.Books;

/// <summary>The last few things asked for, by their keys.</summary>
internal sealed class Recent<TKey, TValue>(int most)
    where TKey : IEquatable<TKey>
    where TValue : class
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(TKey Key, TValue Value)> _kept = [];

    internal TValue? Find(TKey key)
    {
        lock (_lock)
        {
            for (var node = _kept.First; node is not null; node = node.Next)
            {
                if (!node.Value.Key.Equals(key)) continue;
                _kept.Remove(node);
                _kept.AddFirst(node);
                return node.Value.Value;
            }

            return null;
        }
    }

    internal TValue Keep(TKey key, TValue value)
    {
        lock (_lock)
        {
            _kept.AddFirst((key, value));
            while (_kept.Count > most) _kept.RemoveLast();
        }

        return value;
    }
}
