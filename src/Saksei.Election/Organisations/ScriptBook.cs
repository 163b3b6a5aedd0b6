using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Values;

namespace Saksei.Election.Organisations;

/// <summary>An organisation that said that it built a script, and the first act in which it did.</summary>
public sealed record ScriptWitness(string Organisation, ActPlace Place);

/// <summary>A script that stands in the register.</summary>
/// <param name="Script">Its name and hash.</param>
/// <param name="Witnesses">Who built it, each once, in the order of the register.</param>
public sealed record RegisteredScript(PageScript Script, ImmutableArray<ScriptWitness> Witnesses);

/// <summary>Which scripts organisations built, as of a moment.</summary>
public sealed class ScriptRecords
{
    private readonly IPagedMap<PageScript, RegisteredScript> _scripts;
    private readonly IPagedMap<string, RegisteredScript> _names;

    internal ScriptRecords(IPagedMap<PageScript, RegisteredScript> scripts, IPagedMap<string, RegisteredScript> names) => (_scripts, _names) = (scripts, names);

    /// <summary>All of them, in the order in which they were first stated.</summary>
    public IEnumerable<RegisteredScript> All => _scripts.All;

    /// <summary>How many there are.</summary>
    public int Count => _scripts.Count;

    /// <summary>A script, if anybody built it.</summary>
    public RegisteredScript? Find(PageScript script) => _scripts.Find(script);

    /// <summary>The first script that was stated under a name.</summary>
    public RegisteredScript? FirstOf(string name) => _names.Find(name);
}

/// <summary>Which scripts organisations say that they built: any may, and nothing that was said is taken back.</summary>
public sealed class ScriptBook
{
    private readonly PagedMap<PageScript, RegisteredScript> _scripts;
    private readonly PagedMap<string, RegisteredScript> _names;
    private readonly OrganisationBook _organisations;

    internal ScriptBook(OrganisationBook organisations) => (_organisations, _scripts, _names) = (organisations, new(), new(StringComparer.Ordinal));

    /// <summary>A book that goes on from another as it is now.</summary>
    internal ScriptBook(ScriptBook start, OrganisationBook organisations) =>
        (_organisations, _scripts, _names) = (organisations, new(start._scripts), new(start._names));

    /// <summary>The scripts as they are now, until the next act.</summary>
    public ScriptRecords Now => new(_scripts, _names);

    /// <summary>The scripts as they are now, for ever.</summary>
    public ScriptRecords Snapshot() => new(_scripts.Snapshot(), _names.Snapshot());

    internal IEnumerable<KindRule> Rules => [RegisterKinds.ScriptsKind.By(State)];

    private Ruling State(RegisterScripts act, ActPlace place)
    {
        if (act.Scripts.IsEmpty) return Ruling.Void("scripts-missing");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var script in act.Scripts)
            if (!names.Add(script.Name)) return Ruling.Void("script-twice", script.Name);
        return Ruling.Apply(() =>
        {
            foreach (var script in act.Scripts) Add(script, new ScriptWitness(_organisations.Author(act).Organisation, place));
        });
    }

    private void Add(PageScript script, ScriptWitness witness)
    {
        var known = _scripts.Find(script) ?? new RegisteredScript(script, []);
        if (known.Witnesses.Any(other => other.Organisation == witness.Organisation)) return;
        var next = known with { Witnesses = known.Witnesses.Add(witness) };
        _scripts.Set(script, next);
        if (_names.Find(script.Name) is null) _names.Set(script.Name, next);
    }
}
