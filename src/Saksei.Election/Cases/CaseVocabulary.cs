using Saksei.Election.Reading;

namespace Saksei.Election.Cases;

/// <summary>Words of this book.</summary>
public static class CaseVocabulary
{
    internal static readonly Vocabulary<Vote> Votes = new((Vote.For, "for"), (Vote.Against, "against"), (Vote.Abstained, "abstained"), (Vote.Recused, "recused"));

    internal static readonly Vocabulary<DocumentForm> DocumentForms = new(
        (DocumentForm.Original, "original"), (DocumentForm.CertifiedCopy, "certified-copy"), (DocumentForm.Copy, "copy"), (DocumentForm.AlreadyHeld, "already-held"));

    internal static readonly Vocabulary<AssessmentOutcome> AssessmentOutcomes = new(
        (AssessmentOutcome.Met, "met"), (AssessmentOutcome.NotMet, "not-met"), (AssessmentOutcome.NotShown, "not-shown"));

    internal static readonly Vocabulary<StepBy> StepAuthors = new(
        (StepBy.Body, "body"), (StepBy.Applicant, "applicant"), (StepBy.Party, "party"), (StepBy.Person, "person"), (StepBy.Anyone, "anyone"));

    extension(Vote vote)
    {
        /// <summary>Its word.</summary>
        public string Word => Votes[vote];
    }

    extension(DocumentForm form)
    {
        /// <summary>Its word.</summary>
        public string Word => DocumentForms[form];
    }

    extension(AssessmentOutcome outcome)
    {
        /// <summary>Its word.</summary>
        public string Word => AssessmentOutcomes[outcome];
    }

    extension(StepBy by)
    {
        /// <summary>Its word.</summary>
        public string Word => StepAuthors[by];
    }
}
