using Saksei.Election.Definition;
using Saksei.Node;
using Saksei.Node.Pictures;
using Saksei.Register.Tree;

namespace Saksei.Pictures;

/// <summary>Reads the pictures of a register's forms, those alone that weren't read before, and finds which look alike.</summary>
public sealed class PictureSearch
{
    private readonly RegisterHost _host;
    private readonly KeptTraits _traits;
    private readonly HashSet<Hash> _read = [], _unreadable = [];
    private readonly List<AlikePictures> _alike = [];

    private PictureSearch(RegisterHost host)
    {
        (_host, _traits) = (host, KeptTraits.Read(host.Folder));
        _unreadable.UnionWith(KeptPictures.ReadFrom(host.Folder).Unreadable);
    }

    /// <summary>Reads and compares, and keeps what was found beside the register.</summary>
    /// <param name="host">The register.</param>
    /// <param name="pictures">The pictures that forms name.</param>
    /// <param name="progress">Hears how far it is.</param>
    public static KeptPictures Run(RegisterHost host, IReadOnlyList<StationPicture> pictures, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(progress);
        var search = new PictureSearch(host);
        foreach (var form in pictures.GroupBy(picture => picture.Contest)) search.Compare(form.Key, [.. form.DistinctBy(picture => picture.File.Sha256)], progress);
        var kept = new KeptPictures([.. search._read], [.. search._unreadable], [.. search._alike]);
        search._traits.Write(host.Folder);
        kept.WriteTo(host.Folder);
        return kept;
    }

    private void Compare(Contest contest, IReadOnlyList<StationPicture> pictures, Action<string> progress)
    {
        if (Begin(pictures) is not var (frame, laid)) return;
        var (own, traits) = (new List<StationPicture>(), new List<sbyte[]>());
        foreach (var picture in pictures)
        {
            if (TraitsOf(picture.File.Sha256, frame, laid) is not { } found) continue;
            own.Add(picture);
            traits.Add(found);
            if (own.Count % 500 == 0) progress($"{contest.Form.Code}: {own.Count} of {pictures.Count} pictures");
        }

        _read.UnionWith(own.Select(picture => picture.File.Sha256));
        _alike.AddRange(from pair in LookAlikes.Among(traits, [.. own.Select(picture => picture.Station.Index)])
                        select new AlikePictures(own[pair.First].File.Sha256, own[pair.Second].File.Sha256, (int)MathF.Round(pair.Likeness * 1000)));
    }

    // The first picture of a form that can be read: the others are laid as it lies.
    private (Hash Picture, SheetFrame Frame)? Begin(IReadOnlyList<StationPicture> pictures)
    {
        foreach (var hash in pictures.Select(picture => picture.File.Sha256))
            if (Straight(hash) is { } sheet) return (hash, sheet.Frame);
        return null;
    }

    private sbyte[]? TraitsOf(Hash picture, Hash frame, SheetFrame laid)
    {
        if (_traits.Find(picture, frame) is { } known) return known;
        if (Straight(picture) is not { } sheet) return null;
        var traits = SheetTraits.Of(sheet, laid);
        _traits.Keep(picture, frame, traits);
        return traits;
    }

    private StraightSheet? Straight(Hash picture)
    {
        if (_unreadable.Contains(picture)) return null;
        if (_host.ReadFile(picture, PictureReader.MostBytes + 1) is not { Length: > 0 } bytes) return null;
        var sheet = PictureReader.Read(bytes) is { } read ? SheetTraits.Straight(read) : null;
        if (sheet is null) _unreadable.Add(picture);
        return sheet;
    }
}
