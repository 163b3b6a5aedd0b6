using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>The description of the HTTP interface has every route that isn't a page's.</summary>
public sealed partial class HttpDescriptionTests() : ServedElection(TwoContests.Edit)
{
    private static readonly string[] OfPages = ["/saksei.css", "/paper.css", "/lists.css", "/icon.svg", "/robots.txt", "/work.css", "/openapi/{documentName}.json"];

    [GeneratedRegex(@"\{\**(\w+)(:\w+)?\}")]
    private static partial Regex Part();

    private static bool IsOfPages(string route) => OfPages.Contains(route) || route.StartsWith("/work/", StringComparison.Ordinal) || route.StartsWith("/own-check/", StringComparison.Ordinal);

    [Fact]
    public async Task Every_route_stands_in_it_with_its_methods()
    {
        using var document = JsonDocument.Parse(await Served.Page("/openapi/v1.json"));
        Assert.StartsWith("3.1.", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var described = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")).ToHashSet(StringComparer.Ordinal);
        var routes = Served.Routes.Where(route => !IsOfPages("/" + route.RoutePattern.RawText!.TrimStart('/')))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {Part().Replace("/" + route.RoutePattern.RawText!.TrimStart('/'), "{$1}")}")).ToList();
        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.Contains("GET /results/mayor/tally.json", routes);
    }

    [Fact]
    public async Task What_is_as_of_a_checkpoint_takes_at_and_nothing_else_does()
    {
        using var document = JsonDocument.Parse(await Served.Page("/openapi/v1.json"));
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
            foreach (var method in path.Value.EnumerateObject())
            {
                var takes = method.Value.TryGetProperty("parameters", out var parameters) && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == "at");
                var isOfCheckpoint = (path.Name.StartsWith("/data/", StringComparison.Ordinal) && !path.Name.Contains("/check.", StringComparison.Ordinal))
                    || path.Name.StartsWith("/results/", StringComparison.Ordinal) || path.Name.StartsWith("/log/results/", StringComparison.Ordinal);
                Assert.True(takes == isOfCheckpoint, path.Name);
            }
    }
}
