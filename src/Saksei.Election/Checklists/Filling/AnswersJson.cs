using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Reading;

namespace Saksei.Election.Checklists.Filling;

/// <summary>Filled forms as JSON: a text for each answer, an array of such objects for each repeat.</summary>
public static class AnswersJson
{
    /// <summary>Writes answers; names in the order of their bytes.</summary>
    public static byte[] Write(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var json = new CanonicalText();
        Write(json, answers);
        return json.ToUtf8();
    }

    /// <summary>Writes what a checklist says of a filled form.</summary>
    public static byte[] Write(FilledForm filled)
    {
        ArgumentNullException.ThrowIfNull(filled);
        var json = new CanonicalText().Open('{').Name("values");
        Write(json, filled.Values);
        json.Array("relevant", filled.Relevant).Array("cleared", filled.Cleared).Name("problems").Open('[');
        foreach (var problem in filled.Problems) json.Open('{').Field("code", problem.Code).Field("place", problem.Place).Field("detail", problem.Detail).Close('}');
        return json.Close(']').Close('}').ToUtf8();
    }

    /// <summary>Reads answers.</summary>
    public static Answers Read(ReadOnlySpan<byte> utf8, out ReadingProblem? problem)
    {
        var json = new StrictJson(utf8);
        if (utf8.Length > AnswerLimits.Bytes) json.Fail("checklist-too-large", $"at most {AnswerLimits.Bytes} bytes");
        var answers = Read(ref json);
        json.End();
        problem = json.Problem;
        return problem is null ? answers : Answers.None;
    }

    private static void Write(CanonicalText json, Answers answers)
    {
        json.Open('{');
        foreach (var name in answers.Values.Keys.Concat(answers.Repeats.Keys).Order(StringComparer.Ordinal))
            if (answers.Values.TryGetValue(name, out var value)) json.Field(name, value);
            else WriteRepeat(json.Name(name).Open('['), answers.Repeats[name]);
        json.Close('}');
    }

    private static void WriteRepeat(CanonicalText json, ImmutableArray<Answers> instances)
    {
        foreach (var instance in instances) Write(json, instance);
        json.Close(']');
    }

    private static Answers Read(ref StrictJson json)
    {
        var answers = Answers.None;
        json.EnterObject();
        while (json.NextName(out var utf8))
        {
            var name = Encoding.UTF8.GetString(utf8);
            if (answers.Values.ContainsKey(name) || answers.Repeats.ContainsKey(name)) json.Fail("field-twice", name);
            answers = json.IsArrayNext() ? answers.With(name, ReadRepeat(ref json)) : answers.With(name, json.Text(AnswerLimits.TextLength * 4));
        }

        return answers;
    }

    private static ImmutableArray<Answers> ReadRepeat(ref StrictJson json) => json.Items(AnswerLimits.Instances, Read);
}
