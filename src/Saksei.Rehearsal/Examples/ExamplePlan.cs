using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Forms;
using Saksei.Election.Reading;

namespace Saksei.Rehearsal.Examples;

/// <summary>One import of an example: source, mapping (in the definition's folder), files (in the data's folder).</summary>
public sealed record ExampleImport(CopySource Source, string Mapping, ImmutableArray<string> Files);

/// <summary>How a named example is built from real data: <c>example.json</c> beside its definition.</summary>
public sealed record ExamplePlan(
    string Origin, string Organisation, string Category, string Interest, Moment At, ImmutableArray<ExampleImport> Imports, string Record)
{
    private static readonly FieldNames Top = new("format", "origin", "founder", "at", "imports", "record");
    private static readonly FieldNames FounderFields = new("organisation", "category", "interest");
    private static readonly FieldNames ImportFields = new("source", "mapping", "files");

    /// <summary>Reads a plan strictly.</summary>
    /// <exception cref="InvalidDataException">It isn't one.</exception>
    public static ExamplePlan Read(ReadOnlySpan<byte> document)
    {
        var json = new StrictJson(document);
        FieldsRead read = default;
        var plan = new ExamplePlan("", "", "", "", default, [], "");
        json.EnterObject();
        while (json.NextField(Top, ref read, out var field))
            plan = field switch
            {
                0 => ReadFormat(ref json, plan),
                1 => plan with { Origin = json.CodeText(200) },
                2 => ReadFounder(ref json, plan),
                3 => plan with { At = ActFields.ReadMoment(ref json) },
                4 => plan with { Imports = ReadImports(ref json) },
                _ => plan with { Record = json.CodeText() },
            };
        json.Require(Top, read, 5);
        json.End();
        return json.Problem is { } problem ? throw new InvalidDataException($"example.json: {problem.Code} {problem.Detail}") : plan;
    }

    private static ExamplePlan ReadFormat(ref StrictJson json, ExamplePlan plan)
    {
        if (json.CodeText() != "saksei/example/v1") json.Fail("format-unknown");
        return plan;
    }

    private static ExamplePlan ReadFounder(ref StrictJson json, ExamplePlan plan)
    {
        FieldsRead read = default;
        json.EnterObject();
        while (json.NextField(FounderFields, ref read, out var field))
            plan = field switch
            {
                0 => plan with { Organisation = json.CodeText() },
                1 => plan with { Category = json.CodeText() },
                _ => plan with { Interest = json.CodeText() },
            };
        json.Require(FounderFields, read, 3);
        return plan;
    }

    private static ImmutableArray<ExampleImport> ReadImports(ref StrictJson json)
    {
        var imports = ImmutableArray.CreateBuilder<ExampleImport>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var import = new ExampleImport(CopySource.Official, "", []);
            json.EnterObject();
            while (json.NextField(ImportFields, ref read, out var field))
                import = field switch
                {
                    0 => import with { Source = FormVocabulary.Sources.Read(ref json) },
                    1 => import with { Mapping = json.CodeText() },
                    _ => import with { Files = ActFields.ReadCodes(ref json, 64) },
                };
            json.Require(ImportFields, read, 3);
            imports.Add(import);
        }

        return imports.DrainToImmutable();
    }
}
