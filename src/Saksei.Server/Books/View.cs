using System.Collections.Concurrent;
using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Server.Rendering;

namespace Saksei.Server.Books;

/// <summary>What readers are shown: the books as of one checkpoint, and what was rendered of them, which goes when the view does.</summary>
/// <param name="books">The books.</param>
/// <param name="takenAt">When they were the newest, by the clock of <see cref="TimeProvider"/>.</param>
/// <param name="before">A checkpoint some time before, to say what changed since; 0 where there is none.</param>
/// <param name="mostBytes">What its rendered pages may take in memory.</param>
internal sealed class View(ElectionBooks books, long takenAt, long before, long mostBytes)
{
    private readonly ConcurrentDictionary<string, Lazy<byte[]?>> _files = new(StringComparer.Ordinal);

    private readonly ImmutableArray<BooksAsOf> _contests = BooksAsOf.ByContest(books);

    /// <summary>The books with the figures of the first contest.</summary>
    internal BooksAsOf Books => _contests[0];

    /// <summary>The books with the figures of a contest.</summary>
    internal BooksAsOf BooksOf(Contest contest) => _contests[contest.Index];

    internal long Size => Books.Size;

    internal long TakenAt => takenAt;

    /// <summary>What the register's stamp was before the books were taken.</summary>
    internal long Stamp { get; init; }

    internal long Before => before;

    internal RenderedPages Pages { get; } = new(mostBytes);

    /// <summary>A results file of these books, written when first asked for.</summary>
    internal byte[]? File(string path, Func<BooksAsOf, byte[]?> write) => _files.GetOrAdd(path, _ => new Lazy<byte[]?>(() => write(Books))).Value;

    /// <summary>The same if it was written; null otherwise.</summary>
    internal byte[]? FindFile(string path) => _files.TryGetValue(path, out var file) && file.IsValueCreated ? file.Value : null;
}

/// <summary>What was asked for; nothing where it isn't there, or where who asks is turned away because too much waits.</summary>
internal readonly record struct Asked<T>(T? Value, bool IsBusy)
    where T : class;
