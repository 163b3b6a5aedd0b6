namespace Saksei.Node.Imports;

/// <summary>A table that somebody hands in, whatever file it lies in.</summary>
public interface IRowSource
{
    /// <summary>The file's name without its folder.</summary>
    string Name { get; }

    /// <summary>Reads all rows whole, the first has the columns' names; gives the first problem that stops the reading, or null.</summary>
    /// <param name="take">Called with each row: its line, and all its cells.</param>
    ImportProblem? ReadRows(Action<long, string[]> take);
}
