using System.Collections.Immutable;
using Saksei.Election.Acts;

namespace Saksei.Election.Organisations;

/// <summary>An organisation that said that it built a script, and the first act in which it did.</summary>
public sealed record ScriptWitness(string Organisation, ActPlace Place);

/// <summary>A script that stands in the register.</summary>
/// <param name="Script">Its name and hash.</param>
/// <param name="Witnesses">Who built it, each once, in the order of the register.</param>
public sealed record RegisteredScript(PageScript Script, ImmutableArray<ScriptWitness> Witnesses);

/// <summary>Which scripts organisations built, as of a moment; it never changes.</summary>
public sealed class ScriptRecords
{
    // In trees: hashes are what somebody says, so a table could be made to have them all in one place.
    private static readonly Comparer<PageScript> ByNameAndHash = Comparer<PageScript>.Create((left, right) =>
        string.CompareOrdinal(left.Name, right.Name) is not 0 and var names ? names : left.Sha256.CompareTo(right.Sha256));

    private readonly ImmutableSortedDictionary<PageScript, RegisteredScript> _scripts;
    private readonly ImmutableSortedDictionary<string, RegisteredScript> _names;

    private ScriptRecords(ImmutableSortedDictionary<PageScript, RegisteredScript> scripts, ImmutableSortedDictionary<string, RegisteredScript> names) =>
        (_scripts, _names) = (scripts, names);

    /// <summary>None yet.</summary>
    internal static ScriptRecords None { get; } = new(ImmutableSortedDictionary.Create<PageScript, RegisteredScript>(ByNameAndHash), ImmutableSortedDictionary.Create<string, RegisteredScript>(StringComparer.Ordinal));

    /// <summary>All of them, by their names.</summary>
    public IEnumerable<RegisteredScript> All => _scripts.Values;

    /// <summary>How many there are.</summary>
    public int Count => _scripts.Count;

    /// <summary>A script, if anybody built it.</summary>
    public RegisteredScript? Find(PageScript script) => _scripts.GetValueOrDefault(script);

    /// <summary>The first script that was stated under a name.</summary>
    public RegisteredScript? FirstOf(string name) => _names.GetValueOrDefault(name);

    internal ScriptRecords With(PageScript script, ScriptWitness witness)
    {
        var known = Find(script) ?? new RegisteredScript(script, []);
        if (known.Witnesses.Any(other => other.Organisation == witness.Organisation)) return this;
        var next = known with { Witnesses = known.Witnesses.Add(witness) };
        return new ScriptRecords(_scripts.SetItem(script, next), _names.ContainsKey(script.Name) ? _names : _names.Add(script.Name, next));
    }
}

/// <summary>Which scripts organisations say that they built: any may, and nothing that was said is taken back.</summary>
public sealed class ScriptBook
{
    private readonly OrganisationBook _organisations;

    /// <summary>A book that goes on from what was stated before.</summary>
    internal ScriptBook(ScriptRecords start, OrganisationBook organisations) => (Records, _organisations) = (start, organisations);

    /// <summary>The scripts as they are now, for ever.</summary>
    public ScriptRecords Records { get; private set; }

    internal IEnumerable<KindRule> Rules => [RegisterKinds.ScriptsKind.By(State)];

    private Ruling State(RegisterScripts act, ActPlace place)
    {
        if (act.Scripts.IsEmpty) return Ruling.Void("scripts-missing");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var script in act.Scripts)
            if (!names.Add(script.Name)) return Ruling.Void("script-twice", script.Name);
        var witness = new ScriptWitness(_organisations.Author(act).Organisation, place);
        return Ruling.Apply(() => Records = act.Scripts.Aggregate(Records, (records, script) => records.With(script, witness)));
    }
}
