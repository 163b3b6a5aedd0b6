using System.Collections.Immutable;
using Saksei.Node.Pictures;

namespace Saksei.Server.Pages.Pictures;

/// <summary>Photographs of two stations' forms that are the same or look alike.</summary>
/// <param name="Pairs">Those of this page.</param>
/// <param name="All">How many pairs there are.</param>
/// <param name="Paging">Which page of them.</param>
/// <param name="Pictures">Photographs in the register.</param>
/// <param name="Compared">Those that were compared by how they look.</param>
/// <param name="Unreadable">Those that can't be read.</param>
public sealed record PicturesModel(ImmutableArray<PicturePair> Pairs, int All, Paging Paging, int Pictures, int Compared, int Unreadable)
{
    internal const string Root = "/pictures";

    // The same bytes are found here; what looks alike was found by the command, which alone opens pictures: the server never does.
    internal static Page? Page(PageRequest request)
    {
        if (request.Frame.Definition.Stations.IsEmpty) return null;
        var found = request.Books.Pictures.In(request.Frame.Host.Folder);
        var paging = Paging.Of(request.PageNumber, found.Pairs.Length, Paging.Notes);
        return Pages.Page.Of<PicturesPage, PicturesModel>(
            new PicturesModel([.. paging.Cut(found.Pairs)], found.Pairs.Length, paging, found.Pictures, found.Compared, found.Unreadable));
    }
}
