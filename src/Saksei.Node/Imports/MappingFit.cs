using System.Text;
using Saksei.Election.Definition;

namespace Saksei.Node.Imports;

/// <summary>Whether a mapping fits a definition: its form, its sheet, and every code that it names.</summary>
public static class MappingFit
{
    /// <summary>What doesn't fit a mapping's file, each with its line; empty where all does.</summary>
    public static IEnumerable<ImportProblem> Of(ElectionDefinition definition, string path, byte[] document)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(document);
        if (Mapping.Read(document, out var problem) is not { } mapping)
            return problem is null ? [] : [new ImportProblem(path, 1 + document.AsSpan(0, (int)problem.Offset).Count((byte)'\n'), problem.Code, problem.Detail)];
        return Unknown(definition, mapping).Select(unknown => new ImportProblem(path, LineOf(document, unknown.Word), unknown.Code, unknown.Word));
    }

    private static IEnumerable<(string Code, string Word)> Unknown(ElectionDefinition definition, Mapping mapping)
    {
        if (definition.Head.Sheets.All(sheet => sheet.Code != mapping.Sheet)) yield return ("sheet-unknown", mapping.Sheet);
        if (definition.FindContestOf(mapping.Form) is not { } contest)
        {
            yield return ("form-unknown", mapping.Form);
            yield break;
        }

        foreach (var code in mapping.Files.SelectMany(file => file.Figures).Select(figure => figure.Key).Distinct().Where(code => contest.Form.Fields.All(field => field.Code != code))) yield return ("mapping-code-unknown", code);
        foreach (var code in mapping.Files.SelectMany(file => file.Votes).Select(votes => votes.Key).Distinct().Where(code => contest.FindList(code) is null)) yield return ("mapping-code-unknown", code);
    }

    private static int LineOf(byte[] document, string word) =>
        1 + document.AsSpan(0, Math.Max(0, document.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\"{word}\"")))).Count((byte)'\n');
}
