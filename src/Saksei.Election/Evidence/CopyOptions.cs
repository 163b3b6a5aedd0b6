using System.Collections.Immutable;

namespace Saksei.Election.Evidence;

/// <summary>Gathers the options of one station: each once, in the order in which they first came, with all origins.</summary>
internal sealed class CopyOptions
{
    private readonly List<(CountedVotes Counted, List<CopyOrigin> Origins)> _options = [];
    private readonly Dictionary<CountedVotes, int> _places = [];
    private readonly HashSet<(int, CopyOrigin)> _known = [];

    internal void Add(ImmutableArray<long> votes, long total, CopyOrigin origin)
    {
        var counted = new CountedVotes(votes, total);
        if (!_places.TryGetValue(counted, out var place))
        {
            _places[counted] = place = _options.Count;
            _options.Add((counted, []));
        }

        if (_known.Add((place, origin))) _options[place].Origins.Add(origin);
    }

    internal List<CopyOption> ToList() => [.. _options.Select(option => new CopyOption(option.Counted.Votes, option.Counted.Total, [.. option.Origins]))];

    /// <summary>Equal where the numbers are.</summary>
    private readonly record struct CountedVotes(ImmutableArray<long> Votes, long Total)
    {
        public bool Equals(CountedVotes other) => Total == other.Total && Votes.AsSpan().SequenceEqual(other.Votes.AsSpan());

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var own in Votes) hash.Add(own);
            return hash.ToHashCode();
        }
    }
}
