using System.Numerics;
using Microsoft.AspNetCore.Components;
using Saksei.Words;

namespace Saksei.Server.Pages;

/// <summary>A part of a page: it says things and links by its frame.</summary>
public abstract class PartView : ComponentBase
{
    /// <summary>What the page stands in.</summary>
    [Parameter, EditorRequired]
    public required Frame Frame { get; set; }

    /// <summary>The language.</summary>
    protected Speech Speech => Frame.Speech;

    /// <summary>A sentence.</summary>
    protected string T(string key, params ReadOnlySpan<object> values) => Speech.Say(key, values);

    /// <summary>What is said of one contest's figures: by its name, where the election has several.</summary>
    protected string OfContest(string said) => Frame.Definition.HasSeveral ? T("sentence.place", Frame.Name(Frame.Contest), said) : said;

    /// <summary>A number.</summary>
    protected string N(BigInteger number) => Speech.Number(number);
}

/// <summary>A whole page: a function of its model, which is a function of the books.</summary>
public abstract class PageView<TModel> : PartView
{
    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }
}

/// <summary>A page to be rendered: the component, its model, and the answer's status.</summary>
internal sealed record Page(Type Component, object Model, int Status = StatusCodes.Status200OK)
{
    internal static Page Of<TComponent, TModel>(TModel model, int status = StatusCodes.Status200OK)
        where TComponent : PageView<TModel>
        where TModel : notnull => new(typeof(TComponent), model, status);
}
