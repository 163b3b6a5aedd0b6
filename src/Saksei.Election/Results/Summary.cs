using System.Collections.Immutable;

namespace Saksei.Election.Results;

/// <summary>
/// The state of all forms in one object: <see cref="Copies"/> counts copies, <see cref="ContradictedFields"/> fields, the rest stations.
/// </summary>
public sealed record Summary(
    int Stations, int Copies, int Corroborated, ImmutableArray<KeyValuePair<string, int>> CorroboratedBy, int Contradicted,
    int ContradictedFields, int Uncorroborated, int Missing, int Adjudicated, ImmutableArray<KeyValuePair<string, int>> Patterns);

/// <summary>Counts standings.</summary>
internal sealed class SummaryCounts
{
    private static readonly ImmutableArray<Grade> Grades = [.. Enum.GetValues<Grade>()];
    private int[] _states = new int[Enum.GetValues<Corroboration>().Length];
    private int[] _grades = new int[Grades.Length];
    private int[] _patterns = new int[Results.Patterns.All.Length];
    private int _stations, _copies, _contradictedFields;

    internal SummaryCounts Copy() => new()
    {
        _states = [.. _states],
        _grades = [.. _grades],
        _patterns = [.. _patterns],
        _stations = _stations,
        _copies = _copies,
        _contradictedFields = _contradictedFields,
    };

    /// <summary>Counts a station with its copies, or takes it out again.</summary>
    internal void Add(in StationStanding standing, int copies, int stations)
    {
        _stations += stations;
        _copies += copies * stations;
        _states[(int)standing.State] += stations;
        if (standing.Grade is { } grade) _grades[(int)grade] += stations;
        if (standing.State != Corroboration.Contradicted) return;
        _contradictedFields += standing.Differing.Length * stations;
        if (standing.Pattern is { } pattern) _patterns[(int)pattern] += stations;
    }

    internal Summary ToSummary() => new(
        _stations, _copies, _states[(int)Corroboration.Corroborated],
        [.. Grades.Select(grade => KeyValuePair.Create(grade.Code(), _grades[(int)grade]))],
        _states[(int)Corroboration.Contradicted], _contradictedFields, _states[(int)Corroboration.Uncorroborated],
        _states[(int)Corroboration.Missing], _states[(int)Corroboration.Adjudicated],
        [.. Results.Patterns.All.Select(pattern => KeyValuePair.Create(pattern.Code(), _patterns[(int)pattern]))]);
}
