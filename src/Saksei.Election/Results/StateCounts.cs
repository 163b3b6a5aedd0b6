namespace Saksei.Election.Results;

/// <summary>How many stations of a unit are in each state.</summary>
public readonly record struct StateCounts(int Stations, int Missing, int Uncorroborated, int Corroborated, int Contradicted, int Adjudicated)
{
    /// <summary>The count of one state.</summary>
    public int Of(Corroboration state) => state switch
    {
        Corroboration.Missing => Missing,
        Corroboration.Uncorroborated => Uncorroborated,
        Corroboration.Corroborated => Corroborated,
        Corroboration.Contradicted => Contradicted,
        Corroboration.Adjudicated => Adjudicated,
    };

    /// <summary>With one station more in a state, or one less.</summary>
    internal StateCounts With(Corroboration state, int stations)
    {
        var counts = this with { Stations = Stations + stations };
        return state switch
        {
            Corroboration.Missing => counts with { Missing = Missing + stations },
            Corroboration.Uncorroborated => counts with { Uncorroborated = Uncorroborated + stations },
            Corroboration.Corroborated => counts with { Corroborated = Corroborated + stations },
            Corroboration.Contradicted => counts with { Contradicted = Contradicted + stations },
            Corroboration.Adjudicated => counts with { Adjudicated = Adjudicated + stations },
        };
    }
}
