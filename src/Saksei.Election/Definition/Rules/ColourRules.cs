namespace Saksei.Election.Definition.Rules;

/// <summary>Holds the colours of lists against the paper and against each other.</summary>
internal sealed class ColourRules(ProblemList problems)
{
    private const int LeastContrast = 300;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    internal void Check(string text, long offset)
    {
        if (Colour.Parse(text) is not { } colour) problems.Add("colour-malformed", text, offset);
        else if (!colour.StandsOut(LeastContrast)) problems.Add("colour-faint", text, offset);
        else if (!_taken.Add(text)) problems.Add("colour-twice", text, offset);
    }
}
