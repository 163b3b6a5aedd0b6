using System.Globalization;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;

namespace Saksei.Checklists;

/// <summary>Answers from a file: JSON, or a submission's XML.</summary>
public static class AnswersFile
{
    /// <summary>Reads it, by its ending.</summary>
    /// <exception cref="IOException">It can't be read at all.</exception>
    public static SubmissionReading Read(CheckedChecklist checklist, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = File.OpenRead(path);
        if (path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) return FormSubmission.Read(checklist, file);
        var bytes = new byte[Math.Min(file.Length, AnswerLimits.Bytes + 1)];
        file.ReadExactly(bytes);
        var answers = AnswersJson.Read(bytes, out var problem);
        return problem is null ? new SubmissionReading(answers, [])
            : new SubmissionReading(null, [new AnswerProblem(problem.Code, string.Create(CultureInfo.InvariantCulture, $"byte {problem.Offset}"), problem.Detail)]);
    }
}
