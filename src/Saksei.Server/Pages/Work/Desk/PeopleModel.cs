using System.Collections.Immutable;
using Saksei.Election.Organisations;

namespace Saksei.Server.Pages.Work.Desk;

/// <summary>The keys of an organisation's people. Who they are the register doesn't know.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Keys">Keys of this page, those that may sign first, the newest first.</param>
/// <param name="Signing">How many may sign.</param>
/// <param name="Paging">Which page.</param>
public sealed record PeopleModel(string Organisation, ImmutableArray<KeyState> Keys, int Signing, Paging Paging)
{
    /// <summary>Where the pages of people stand, behind the language.</summary>
    internal const string Root = "/work/people";

    internal static Page? Page(PageRequest request)
    {
        if (!request.Books.Organisations.All.ContainsKey(request.Code)) return null;
        List<KeyState> keys = [.. request.Books.Organisations.Keys.Where(key => key.Organisation == request.Code).OrderBy(key => key.RevokedAt is null ? 0 : 1).ThenByDescending(key => key.Enrolled.Index)];
        var paging = Paging.Of(request.PageNumber, keys.Count, Paging.Acts);
        return Pages.Page.Of<PeoplePage, PeopleModel>(new PeopleModel(request.Code, [.. paging.Cut(keys)], keys.Count(key => key.RevokedAt is null), paging));
    }
}
