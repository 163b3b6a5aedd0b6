using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Register.Tree;

namespace Saksei.Election.Forms;

/// <summary>How a check that a sheet fails was looked at.</summary>
public enum CheckReason { PaperSaysSo, AskedTheStation, MinutesExplain, ToAdjudicate }

/// <summary>
/// <c>forms/handle</c>: somebody has looked at a check that a copy fails, and says what came of it. The figures stay as the paper has them.
/// </summary>
/// <param name="Header">Signed by the desk.</param>
/// <param name="Form">The form's number.</param>
/// <param name="Station">The station.</param>
/// <param name="Copy">The act that made the copy.</param>
/// <param name="Check">The form's check that it fails.</param>
/// <param name="Reason">What came of it.</param>
/// <param name="Attachments">Papers that say so.</param>
/// <param name="Previous">The act that this one replaces.</param>
public sealed record FormHandle(
    ActHeader Header, string Form, string Station, Hash Copy, string Check, CheckReason Reason, ImmutableArray<Attachment> Attachments, Hash? Previous) : Act(Header), IFormAct
{
    /// <inheritdoc/>
    public override ActKind Row => FormKinds.Handle;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;
}

/// <summary>How a check that a copy fails was handled last; what was said before stays in the register.</summary>
/// <param name="Act">The act.</param>
/// <param name="Organisation">Whose desk.</param>
/// <param name="Place">Where the act stands.</param>
public sealed record CheckHandling(FormHandle Act, string Organisation, ActPlace Place)
{
    private static readonly ImmutableArray<Office> ByOffice = [Office.Official, Office.Adjudicate];

    /// <summary>Why an act handles nothing; null where it does.</summary>
    internal static Outcome? ProblemOf(Contest contest, OrganisationBook organisations, StationForms forms, FormHandle act)
    {
        if (!HandlersIn(contest.Election).Contains(organisations.Author(act).Organisation)) return Outcome.Void("office-not-held", Office.Official.Word);
        if (forms.Copies.Find(act.Copy) is not { } copy) return Outcome.Void("copy-unknown", act.Copy.ToHex());
        if (contest.Form.Checks.FirstOrDefault(check => check.Code == act.Check) is not { } check) return Outcome.Void("check-unknown", act.Check);
        if (FormChecking.Of(contest.Form, copy.Content, check).Holds != false) return Outcome.Void("check-holds", act.Check);
        return forms.HandlingOf(act.Copy, act.Check)?.Place.Identity == act.Previous ? null : Outcome.Void("stale-edit", act.Station);
    }

    /// <summary>Organisations that may say it, by office.</summary>
    public static ImmutableArray<string> HandlersIn(ElectionDefinition election)
    {
        ArgumentNullException.ThrowIfNull(election);
        return [.. ByOffice.SelectMany(office => election.Head.Offices[(int)office].Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)];
    }
}
