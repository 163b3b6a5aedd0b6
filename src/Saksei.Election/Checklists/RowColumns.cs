namespace Saksei.Election.Checklists;

/// <summary>Which cells a row of a type may have. A cell that would say nothing is refused instead of passed over.</summary>
internal static class RowColumns
{
    internal static bool MayHave(QuestionType type, string column) => column switch
    {
        "appearance" => !type.Closes(),
        "relevant" => !type.Closes() && !type.IsFromDevice(),
        "constraint" or "default" => IsAsked(type),
        "required" or "read_only" => !type.Closes() && !type.IsFromDevice(),
        "calculation" => type.HasValue() && !type.IsFromDevice(),
        "choice_filter" => type.IsSelect(),
        "repeat_count" => type == QuestionType.BeginRepeat,
        _ => false,
    };

    /// <summary>Whether somebody answers it, so that an answer can be required of it; forms in use also require calculations and groups, which says nothing.</summary>
    internal static bool IsAsked(QuestionType type) => type.HasValue() && !type.IsFromDevice() && type != QuestionType.Calculate;
}
