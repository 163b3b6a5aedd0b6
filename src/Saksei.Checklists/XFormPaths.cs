using System.Collections.Immutable;
using Saksei.Election.Checklists;

namespace Saksei.Checklists;

/// <summary>Where rows lie in the XML of an XForm, and how one of them is reached from another.</summary>
internal sealed class XFormPaths
{
    private readonly Dictionary<string, ImmutableArray<FormTree>> _byName = [];
    private readonly Dictionary<int, ImmutableArray<FormTree>> _byRow = [];

    internal XFormPaths(FormTree root) => Add(root, []);

    /// <summary>From the root, as <c>/data/group/row</c>.</summary>
    internal string Of(FormTree node) => Text(_byRow[node.Row]);

    /// <summary>A row from another: within a repeat that both lie in by steps upwards, else from the root.</summary>
    internal string From(FormTree node, string name, bool inChoices = false)
    {
        var here = _byRow[node.Row];
        var there = _byName[name];
        var shared = here.Zip(there).TakeWhile(pair => pair.First.Row == pair.Second.Row).Count();
        // A repeat itself is looked at from outside of it: all its instances.
        if (shared == there.Length) shared--;
        while (shared > 0 && there[shared - 1].Type != QuestionType.BeginRepeat) shared--;
        if (shared == 0) return Text(there);
        var steps = Enumerable.Repeat("..", here.Length - shared).Concat(there[shared..].Select(step => step.Name));
        return (inChoices ? "current()/" : "") + string.Join('/', steps);
    }

    private static string Text(ImmutableArray<FormTree> path) => $"/{FormTree.Root}" + string.Concat(path.Select(step => "/" + step.Name));

    private void Add(FormTree node, ImmutableArray<FormTree> path)
    {
        _byRow[node.Row] = path;
        if (path.Length > 0) _byName.TryAdd(node.Name, path);
        foreach (var child in node.Children) Add(child, path.Add(child));
    }
}
