using Saksei.Election.Reading;

namespace Saksei.Election.Files;

/// <summary>Words of this book.</summary>
public static class FileVocabulary
{
    /// <summary>Each ground as acts give it.</summary>
    public static Vocabulary<TakeDownGround> Grounds { get; } = new(
        (TakeDownGround.PersonalData, "personal-data"), (TakeDownGround.Danger, "danger"), (TakeDownGround.CourtOrder, "court-order"),
        (TakeDownGround.Unlawful, "unlawful"), (TakeDownGround.RightsOfAnother, "rights-of-another"));

    extension(TakeDownGround ground)
    {
        /// <summary>Its word.</summary>
        public string Word => Grounds[ground];
    }
}
