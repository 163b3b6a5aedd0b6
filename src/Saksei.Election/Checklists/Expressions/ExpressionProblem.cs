namespace Saksei.Election.Checklists.Expressions;

/// <summary>Stops the reading of an expression at its first problem; caught where the reading began and never seen outside.</summary>
#pragma warning disable CA1032, CA1064 // Only its code and detail matter, and it doesn't leave the reader.
internal sealed class ExpressionProblem(string code, string detail) : Exception
{
    internal string Code => code;

    internal string Detail => detail;
}
#pragma warning restore CA1032, CA1064
