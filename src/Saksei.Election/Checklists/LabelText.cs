namespace Saksei.Election.Checklists;

/// <summary>A label with <c>${name}</c> in it: the answer is shown there.</summary>
public static class LabelText
{
    /// <summary>Its parts in order: texts, and the names between them.</summary>
    public static IEnumerable<(string Text, bool IsName)> Parts(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var at = 0;
        for (var open = label.IndexOf("${", StringComparison.Ordinal); open >= 0; open = label.IndexOf("${", at, StringComparison.Ordinal))
        {
            var close = label.IndexOf('}', open);
            if (close < 0) break;
            if (open > at) yield return (label[at..open], false);
            yield return (label[(open + 2)..close].Trim(), true);
            at = close + 1;
        }

        if (at < label.Length) yield return (label[at..], false);
    }

    internal static IEnumerable<string> References(string label) => Parts(label).Where(part => part.IsName).Select(part => part.Text);
}
