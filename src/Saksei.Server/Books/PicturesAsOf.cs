using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Node.Pictures;

namespace Saksei.Server.Books;

/// <summary>What pages show of photographs.</summary>
/// <param name="Pairs">Those of two stations that are the same or look alike.</param>
/// <param name="Pictures">How many there are.</param>
/// <param name="Compared">Of these, compared by how they look.</param>
/// <param name="Unreadable">Of these, those that can't be read.</param>
public sealed record PictureFindings(ImmutableArray<PicturePair> Pairs, int Pictures, int Compared, int Unreadable);

/// <summary>
/// The photographs of one checkpoint. Which of them look alike is found beside the server and lies in a file: it is read, and all are gone
/// through, when somebody asks and again only where the file is another one.
/// </summary>
public sealed class PicturesAsOf
{
    private readonly ElectionBooks _books;
    private volatile Found? _last;

    internal PicturesAsOf(ElectionBooks books) => _books = books;

    private sealed record Found((DateTime, long) Stamp, PictureFindings Findings);

    /// <summary>What was found, by what lies in the register's folder.</summary>
    internal PictureFindings In(string folder)
    {
        // The stamp is taken first: a file that comes in between is read again the next time.
        var stamp = KeptPictures.StampOf(folder);
        if (_last is { } last && last.Stamp == stamp) return last.Findings;
        var findings = Look(KeptPictures.ReadFrom(folder));
        _last = new Found(stamp, findings);
        return findings;
    }

    private PictureFindings Look(KeptPictures kept)
    {
        var pictures = StationPicture.Of(_books);
        var files = pictures.Select(picture => picture.File.Sha256).ToHashSet();
        return new PictureFindings(PicturePair.Of(pictures, kept), files.Count, files.Count(kept.Read.Contains), files.Count(kept.Unreadable.Contains));
    }
}
