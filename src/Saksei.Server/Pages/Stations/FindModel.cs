using Saksei.Server.Books;

namespace Saksei.Server.Pages.Stations;

/// <summary>What was searched for, and found.</summary>
public sealed record FindModel(string Query, Found Found)
{
    internal static Page Page(PageRequest request)
    {
        var query = request.Query("q") is { Length: > 100 } longer ? longer[..100] : request.Query("q");
        return Pages.Page.Of<FindPage, FindModel>(new FindModel(query, request.Places.Find(query, request.Frame.Speech)));
    }

    /// <summary>How many results there are.</summary>
    public int Count => Found.Stations.Length + Found.Units.Length;
}
