using Saksei.Election.Reading;

namespace Saksei.Election.Forms;

/// <summary>Words of this book.</summary>
public static class FormVocabulary
{
    /// <summary>Where copies are taken from.</summary>
    public static Vocabulary<CopySource> Sources { get; } = new(
        (CopySource.Official, "official"), (CopySource.Posted, "posted"), (CopySource.Scan, "scan"), (CopySource.Tally, "tally"));

    internal static readonly Vocabulary<CopyMethod> Methods = new(
        (CopyMethod.Transcribed, "transcribed"), (CopyMethod.Seen, "seen"), (CopyMethod.Imported, "imported"));

    internal static readonly Vocabulary<SheetState> SheetStates = new(
        (SheetState.Complete, "complete"), (SheetState.Blank, "blank"), (SheetState.Illegible, "illegible"), (SheetState.WrongForm, "wrong-form"));

    internal static readonly Vocabulary<SignatureState> SignatureStates = new(
        (SignatureState.Signed, "signed"), (SignatureState.Refused, "refused"), (SignatureState.Absent, "absent"));

    internal static readonly Vocabulary<AdjudicationOutcome> AdjudicationOutcomes = new(
        (AdjudicationOutcome.CopyAdopted, "copy-adopted"), (AdjudicationOutcome.Corrected, "corrected"), (AdjudicationOutcome.Recounted, "recounted"),
        (AdjudicationOutcome.Annulled, "annulled"));

    internal static readonly Vocabulary<CheckReason> CheckReasons = new(
        (CheckReason.PaperSaysSo, "paper-says-so"), (CheckReason.AskedTheStation, "asked-the-station"), (CheckReason.MinutesExplain, "minutes-explain"),
        (CheckReason.ToAdjudicate, "to-adjudicate"));

    internal static readonly Vocabulary<EntryState> EntryStates = new((EntryState.EnteredOnce, "entered-once"), (EntryState.EnteredTwice, "entered-twice"));

    internal static readonly Vocabulary<EntryStep> EntrySteps = new(
        (EntryStep.NothingSealed, "nothing-sealed"), (EntryStep.OneSealed, "one-sealed"), (EntryStep.BothSealed, "both-sealed"), (EntryStep.OneOpened, "one-opened"),
        (EntryStep.AskedAgain, "asked-again"));

    extension(CopySource source)
    {
        /// <summary>Its word.</summary>
        public string Word => Sources[source];
    }

    extension(CopyMethod method)
    {
        /// <summary>Its word.</summary>
        public string Word => Methods[method];
    }

    extension(SheetState state)
    {
        /// <summary>Its word.</summary>
        public string Word => SheetStates[state];
    }

    extension(SignatureState state)
    {
        /// <summary>Its word.</summary>
        public string Word => SignatureStates[state];
    }

    extension(AdjudicationOutcome outcome)
    {
        /// <summary>Its word.</summary>
        public string Word => AdjudicationOutcomes[outcome];
    }

    extension(EntryStep step)
    {
        /// <summary>Its word.</summary>
        public string Word => EntrySteps[step];
    }

    extension(CheckReason reason)
    {
        /// <summary>Its word.</summary>
        public string Word => CheckReasons[reason];
    }

    extension(EntryState state)
    {
        /// <summary>Its word.</summary>
        public string Word => EntryStates[state];
    }
}
