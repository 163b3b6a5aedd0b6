namespace Saksei.Election.Checklists;

/// <summary>Which cells a row of a type may have. A cell that would say nothing is refused instead of passed over.</summary>
internal static class RowColumns
{
    internal static bool MayHave(QuestionType type, string column) => column switch
    {
        "appearance" => !type.Closes(),
        "relevant" => !type.Closes() && !type.IsFromDevice(),
        "constraint" or "default" or "read_only" => type.HasValue() && !type.IsFromDevice() && type != QuestionType.Calculate,
        "required" => type.HasValue() && !type.IsFromDevice() && type != QuestionType.Calculate,
        "calculation" => type.HasValue() && !type.IsFromDevice(),
        "choice_filter" => type.IsSelect(),
        "repeat_count" => type == QuestionType.BeginRepeat,
        _ => false,
    };
}
