using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Register.Tree;

namespace Saksei.Rehearsal.Season;

/// <summary>The season around polling day: who enters in spring, who may stand, the campaign, complaints, and the stages of the result.</summary>
internal sealed class SeasonScript(ElectionDefinition definition, Staff staff, RehearsalSeed seed)
{
    private readonly Pen _pen = new(seed, "season");

    /// <summary>Everything but the stages, which need the tally.</summary>
    internal IEnumerable<WrittenAct> Write()
    {
        foreach (var (organisation, i) in SeasonOrganisations.All.Select((organisation, i) => (organisation, i))) LetIn(organisation, i);
        var (standing, campaign) = (new CasePen(seed, "standing", staff.Desk), new CasePen(seed, "campaign", staff.Desk));
        foreach (var ((nominator, keys), i) in staff.Members.Enrolments.Select((enrolment, i) => (enrolment, i)))
            _pen.Write(SeasonDates.At(3, 20, 15, i), staff.Desk(nominator), header => new OrganisationEnrol(header, nominator, keys));
        new StandingScript(standing, definition, staff.Members, seed).Write();
        new CampaignScript(campaign, definition).Write();
        _pen.Write(SeasonDates.At(6, 6, 15), staff.Desk("commission"), header => new HolidayAnnounce(header, new DateOnly(2023, 6, 30), "rehearsal-day"));
        return [.. _pen.Acts, .. standing.Acts, .. campaign.Acts];
    }

    /// <summary>A stage is declared.</summary>
    internal WrittenAct Declare(long at, Stage stage, Hash tally)
    {
        _pen.Write(at, staff.Desk("commission"), header => new ResultsStage(header, stage, tally, []));
        return _pen.Acts[^1];
    }

    // Bodies and parties of the definition: the communes by the ministry above them, all others by a ceremony of the three founders.
    private void LetIn(string organisation, int i)
    {
        var name = definition.Reserved.Find(organisation)!;
        string[] signers = name.Above.Length > 0 ? [name.Above] : [Organisations.Commission, Organisations.Observers, Organisations.Alliance];
        _pen.Write(SeasonDates.At(3, 20, 10, i), [.. signers.Select(staff.Desk)], header => new OrganisationVouch(
            header, organisation, organisation.StartsWith("party-", StringComparison.Ordinal) ? "party" : "authority", name.Interest,
            [staff.Desk(organisation).Verifier], Recovery.None));
    }
}
