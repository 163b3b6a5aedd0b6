using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Saksei.Server.Acts;

namespace Saksei.Server.Hosting;

/// <summary>The description of the HTTP interface (OpenAPI 3.1), which follows from the routes; here is what a route doesn't say by itself.</summary>
internal static class HttpDescription
{
    /// <summary>Marks what is given as of the newest checkpoint, or of the one that <c>at</c> names.</summary>
    private sealed record OfCheckpoint;

    internal static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Saksei", Version = "1", Description = "A register of signed acts of an election, and what follows from them: docs/spec/http.md." };

            // A request doesn't say at which address people reach the server: addresses stand below the document's own.
            document.Servers = [new OpenApiServer { Url = "/" }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<OfCheckpoint>().Any()) (operation.Parameters ??= []).Add(At());
            return Task.CompletedTask;
        });
    }

    extension(RouteHandlerBuilder route)
    {
        /// <summary>A file of the log: bytes that are there, or aren't.</summary>
        internal RouteHandlerBuilder Gives(string mediaType, string summary) =>
            route.WithSummary(summary).Produces(StatusCodes.Status200OK, contentType: mediaType).Produces(StatusCodes.Status404NotFound);

        /// <summary>A file as of a checkpoint.</summary>
        internal RouteHandlerBuilder GivesAsOf(string mediaType, string summary) => route.Gives(mediaType, summary)
            .Produces<ActRefused>(StatusCodes.Status400BadRequest).Produces<ActRefused>(StatusCodes.Status503ServiceUnavailable).WithMetadata(new OfCheckpoint());
    }

    private static OpenApiParameter At() => new()
    {
        Name = "at",
        In = ParameterLocation.Query,
        Description = "The size of a published checkpoint; the newest if absent.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" },
    };
}
