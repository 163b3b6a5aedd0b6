using System.Collections.Immutable;
using Saksei.Election.Observation;

namespace Saksei.Rehearsal.Observation;

/// <summary>What a team will answer at a station.</summary>
/// <param name="Organisation">Whose team.</param>
/// <param name="Checklist">By which checklist.</param>
/// <param name="At">When.</param>
/// <param name="Answers">What.</param>
internal sealed record PlannedAnswers(string Organisation, RehearsedChecklist Checklist, long At, ImmutableArray<CodedAnswer> Answers);
