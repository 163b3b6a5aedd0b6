using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using static Saksei.Rehearsal.Season.SeasonOrganisations;

namespace Saksei.Rehearsal.Season;

/// <summary>
/// The members of the commission with keys of their own, which the parties that nominated them enrolled; the neutral one has none.
/// </summary>
internal sealed class Members(KeyRing keys, RehearsalSeed seed)
{
    /// <summary>How many sit.</summary>
    internal const int Count = 9;

    /// <summary>The keys, in the order of the members.</summary>
    internal ImmutableArray<SignerKey> Keys { get; } = [.. Enumerable.Range(1, Count - 1).Select(NameOf).Select(name => keys.Add(name, seed.KeySeed(name)))];

    /// <summary>Who nominated a member.</summary>
    internal static string NominatorOf(int member) => member == Count ? "civil-society" : Parties[member % 4];

    /// <summary>The commitment that stands for the person; null for the one without a key.</summary>
    internal Hash? PersonOf(int member) => member == Count ? null : seed.Digest("person " + NameOf(member));

    /// <summary>What each nominator records of its members.</summary>
    internal IEnumerable<(string Nominator, ImmutableArray<EnrolledKey> Keys)> Enrolments => Enumerable.Range(1, Count - 1).GroupBy(NominatorOf)
        .Select(group => (group.Key, group.Select(member => new EnrolledKey(Keys[member - 1].Verifier, KeyRole.Agent, PersonOf(member)!.Value)).ToImmutableArray()));

    private static string NameOf(int member) => $"{NominatorOf(member)}/member-{member}";
}
