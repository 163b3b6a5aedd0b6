using Saksei.Election.Reading;

namespace Saksei.Election.Results;

/// <summary>Words of this book.</summary>
public static class ResultVocabulary
{
    internal static readonly Vocabulary<Stage> Stages = new((Stage.Preliminary, "preliminary"), (Stage.Provisional, "provisional"), (Stage.Official, "official"));

    internal static readonly Vocabulary<SeatChangeKind> SeatChanges = new(
        (SeatChangeKind.Vacated, "vacated"), (SeatChangeKind.Replaced, "replaced"), (SeatChangeKind.Reassigned, "reassigned"));

    extension(Stage stage)
    {
        /// <summary>Its word.</summary>
        public string Word => Stages[stage];
    }

    extension(SeatChangeKind change)
    {
        /// <summary>Its word.</summary>
        public string Word => SeatChanges[change];
    }
}
