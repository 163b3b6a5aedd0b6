using System.Collections.Immutable;
using Saksei.Election.Definition.Rules;

namespace Saksei.Cli.NewDefinition;

/// <summary>Colours for lists that have none: taken from no party, each well apart from the paper and from all before it.</summary>
internal static class Palette
{
    private const int Step = 17;
    private const int Faintest = 310, Darkest = 1100;
    private const int MostVivid = 170;

    private static readonly ImmutableArray<Colour> Candidates =
        [.. from red in Steps from green in Steps from blue in Steps let colour = new Colour(red, green, blue) where IsCalm(colour) select colour];

    private static IEnumerable<int> Steps => Enumerable.Range(0, 256 / Step + 1).Select(step => step * Step);

    /// <summary>The colours with a made one in each empty place; the same ones for the same places every time.</summary>
    internal static IReadOnlyList<string> Complete(IReadOnlyList<string> given)
    {
        var chosen = given.Select(Parsed).OfType<Colour>().ToList();
        var left = Candidates.ToDictionary(colour => colour, colour => chosen.Select(other => Apart(colour, other)).DefaultIfEmpty(int.MaxValue).Min());
        return [.. given.Select(text => text.Length > 0 || left.Count == 0 ? text : Next(left).ToString())];
    }

    private static Colour Next(Dictionary<Colour, int> left)
    {
        var best = Candidates.Where(left.ContainsKey).MaxBy(colour => left[colour]) ?? Candidates[0];
        left.Remove(best);
        foreach (var colour in left.Keys.ToList()) left[colour] = Math.Min(left[colour], Apart(colour, best));
        return best;
    }

    private static Colour? Parsed(string text) => Colour.Parse(text);

    private static bool IsCalm(Colour colour) =>
        colour.StandsOut(Faintest) && !colour.StandsOut(Darkest) && Math.Max(colour.Red, Math.Max(colour.Green, colour.Blue)) - Math.Min(colour.Red, Math.Min(colour.Green, colour.Blue)) <= MostVivid;

    // The eye tells greens apart best; how well it does reds and blues depends on how red both are.
    private static int Apart(Colour one, Colour other)
    {
        var (red, green, blue) = (one.Red - other.Red, one.Green - other.Green, one.Blue - other.Blue);
        var mean = (one.Red + other.Red) / 2;
        return (512 + mean) * red * red / 256 + 4 * green * green + (767 - mean) * blue * blue / 256;
    }
}
