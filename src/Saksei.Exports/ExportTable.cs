using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Findings;
using Saksei.Register.Tree;

namespace Saksei.Exports;

/// <summary>What a cell of a column holds: text, a whole number, a moment as RFC 3339 writes it, or a truth.</summary>
public enum CellType { Text, Whole, Time, Truth }

/// <summary>A column of a table; its heading in each language is the text <c>export.NAME</c>.</summary>
/// <param name="Name">In files: camel case.</param>
/// <param name="Type">What its cells hold.</param>
public sealed record ExportColumn(string Name, CellType Type = CellType.Text);

/// <summary>An act as a table has it.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Identity">What it is called.</param>
/// <param name="Act">What it says.</param>
/// <param name="Outcome">Applied, or void with its code.</param>
/// <param name="Tick">The register's clock; second 0 before its first tick.</param>
public readonly record struct ExportedAct(long Index, Hash Identity, Act Act, Outcome Outcome, Moment Tick);

/// <summary>What tables are made of.</summary>
/// <param name="Books">The books as of a checkpoint.</param>
/// <param name="Acts">The acts from a place on up to it, in their order; read each time it is asked.</param>
/// <param name="Checkpoints">Sizes of the published checkpoints, ascending.</param>
public sealed record ExportInput(ElectionBooks Books, Func<long, IEnumerable<ExportedAct>> Acts, IReadOnlyList<long> Checkpoints)
{
    /// <summary>The words of files that an act names, in English or the first language that there is; null where there are none.</summary>
    public Func<ImmutableArray<Wording>, string?> WordsOf { get; init; } = _ => null;
}

/// <summary>
/// A table to take away: one row here, and it is served in each format, described in the data package, and linked from its page.
/// </summary>
/// <param name="Name">Of its files.</param>
/// <param name="Key">Columns that no two rows share.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, a cell for each column; null where nothing is known.</param>
public sealed record ExportTable(string Name, ImmutableArray<string> Key, ImmutableArray<ExportColumn> Columns, Func<ExportInput, IEnumerable<object?[]>> Rows)
{
    /// <summary>The pages whose figures it holds, by their path behind the language; each links it.</summary>
    public ImmutableArray<string> Pages { get; init; } = [];

    /// <summary>Columns that name a row of another table: columns, table, columns there.</summary>
    public ImmutableArray<(ImmutableArray<string> Columns, string Table, ImmutableArray<string> There)> References { get; init; } = [];
}
