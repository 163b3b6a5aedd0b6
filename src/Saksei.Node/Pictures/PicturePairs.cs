using System.Collections.Immutable;

namespace Saksei.Node.Pictures;

/// <summary>Pictures of two stations that are one and the same, or that look alike: where to look, and nothing of why.</summary>
/// <param name="First">One station's.</param>
/// <param name="Second">The other's.</param>
/// <param name="Likeness">How much they look alike in thousandths; 1000 where they are the same bytes.</param>
public sealed record PicturePair(StationPicture First, StationPicture Second, int Likeness)
{
    /// <summary>Whether they are the same bytes, which is certain.</summary>
    public bool IsSame => First.File.Sha256 == Second.File.Sha256;

    /// <summary>
    /// Pairs of stations: first those whose pictures are the same bytes, then those that look alike, the most alike first. A crowd that is
    /// all the same is held against its first.
    /// </summary>
    public static ImmutableArray<PicturePair> Of(IReadOnlyList<StationPicture> pictures, KeptPictures kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var contests = pictures.Select(picture => picture.Contest.Index).Distinct().ToList();
        var byFile = pictures.ToLookup(picture => (picture.Contest.Index, picture.File.Sha256));
        var same = from file in byFile
                   from other in file.Skip(1).Where(other => other.Station != file.First().Station).DistinctBy(other => other.Station)
                   select new PicturePair(file.First(), other, 1000);
        var alike = from pair in kept.Alike
                    from contest in contests
                    let first = byFile[(contest, pair.First)].FirstOrDefault()
                    let second = byFile[(contest, pair.Second)].FirstOrDefault()
                    where first is not null && second is not null && first.Station != second.Station
                    orderby pair.Likeness descending
                    select new PicturePair(first, second, pair.Likeness);
        return [.. same, .. alike];
    }
}
