using Saksei.Election.Forms;

namespace Saksei.Server.Books;

/// <summary>Copies of one station by what they say: those that agree wherever both speak are one version.</summary>
public sealed class CopyVersions
{
    private readonly List<List<Copy>> _versions = [];

    /// <summary>The version that more than half of the copies with figures say, or null.</summary>
    public IReadOnlyList<Copy>? Majority { get; private init; }

    /// <summary>How many versions there are.</summary>
    public int Count => _versions.Count;

    /// <summary>Copies with figures.</summary>
    public int Speaking => _versions.Sum(version => version.Count);

    /// <summary>Copies with figures outside the majority's version; all of them where there is none.</summary>
    public int Apart => Majority is null ? Speaking : Speaking - Majority.Count;

    internal static CopyVersions Of(IReadOnlyList<Copy> copies)
    {
        var versions = new List<List<Copy>>();
        // The fullest first, as the comparison of copies has it: a tally of votes alone must not hide a difference of two sheets.
        foreach (var copy in copies.Where(copy => copy.Figures.Count > 0).OrderByDescending(copy => copy.Figures.Count))
        {
            if (versions.Find(version => version[0].Figures.Differing(copy.Figures).Count == 0) is { } own) own.Add(copy);
            else versions.Add([copy]);
        }

        return new CopyVersions(versions) { Majority = versions.Find(version => 2 * version.Count > versions.Sum(all => all.Count)) };
    }

    private CopyVersions(List<List<Copy>> versions) => _versions = versions;

    /// <summary>
    /// Whether a copy's figure is marked: it isn't what most copies say; where no version has most copies, each figure
    /// that isn't the same everywhere.
    /// </summary>
    internal bool Differs(Copy copy, int figure)
    {
        if (copy.Figures[figure] is not { } value) return false;
        var others = Majority ?? _versions.SelectMany(version => version);
        return others.Any(other => other.Figures[figure] is { } said && said != value);
    }
}
