using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;

namespace Saksei.Node.Pictures;

/// <summary>A picture that a copy of a station's form names.</summary>
/// <param name="Contest">The contest whose form it is.</param>
/// <param name="Station">The station.</param>
/// <param name="Copy">The copy, which may have been replaced since.</param>
/// <param name="File">The picture.</param>
public sealed record StationPicture(Contest Contest, Station Station, Copy Copy, Attachment File)
{
    /// <summary>All that a register's copies name, of each contest in the definition's order of stations; without those that were taken down.</summary>
    public static IReadOnlyList<StationPicture> Of(ElectionBooks books)
    {
        ArgumentNullException.ThrowIfNull(books);
        return
        [
            .. from contest in books.Contests
               from forms in contest.Forms.Stations
               from copy in forms.Replaced.Concat(forms.Copies)
               from file in copy.Attachments
               where file.MediaType.StartsWith("image/", StringComparison.Ordinal) && books.Files.FindTakenDown(file.Sha256) is null
               select new StationPicture(contest.Contest, copy.Station, copy, file),
        ];
    }
}
