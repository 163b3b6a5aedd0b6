using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Consultations;
using Saksei.Election.Files;
using Saksei.Election.Findings;
using Saksei.Election.Forms;
using Saksei.Election.Observation;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;

namespace Saksei.Election;

/// <summary>Every kind that this version knows, book by book. A kind that is added in its book is read, ruled, documented and tried from here.</summary>
public static class ActKinds
{
    /// <summary>All rows.</summary>
    public static ImmutableArray<ActKind> All { get; } =
    [
        .. RegisterKinds.All, .. OrganisationKinds.All, .. FileKinds.All, .. StationKinds.All, .. ObservationKinds.All, .. FormKinds.All, .. ResultKinds.All, .. HolidayKinds.All, .. HolderKinds.All,
        .. ConsultationKinds.All, .. FindingKinds.All, .. RecommendationKinds.All, .. StatementKinds.All, .. CaseKinds.All,
    ];
}
