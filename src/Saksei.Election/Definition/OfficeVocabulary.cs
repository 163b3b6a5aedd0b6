using Saksei.Election.Reading;

namespace Saksei.Election.Definition;

/// <summary>Words of the offices.</summary>
public static class OfficeVocabulary
{
    /// <summary>Each office as the definition gives it and refusals name it.</summary>
    public static Vocabulary<Office> Offices { get; } = new(
        (Office.Official, "official"), (Office.Deliver, "deliver"), (Office.Adjudicate, "adjudicate"), (Office.Lot, "lot"), (Office.Stage, "stage"),
        (Office.Accredit, "accredit"));

    extension(Office office)
    {
        /// <summary>Its word.</summary>
        public string Word => Offices[office];
    }
}
