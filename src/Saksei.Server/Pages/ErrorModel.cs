namespace Saksei.Server.Pages;

/// <summary>A page that isn't there, or can't be shown.</summary>
/// <param name="Status">The answer's status.</param>
/// <param name="Code">A code that says more; may be empty.</param>
public sealed record ErrorModel(int Status, string Code)
{
    internal static Page Page(int status, string code) => Pages.Page.Of<ErrorPage, ErrorModel>(new ErrorModel(status, code), status);

    /// <summary>The key of the sentence: for what isn't found, what is asked too often, and what fails here.</summary>
    public string Key => Status switch
    {
        404 => "error.not-found",
        503 => "error.busy",
        >= 500 => "error.failed",
        _ => "error.refused",
    };
}
