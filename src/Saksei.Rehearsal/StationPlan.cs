using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Rehearsal.Observation;

namespace Saksei.Rehearsal;

/// <summary>Whose copy says otherwise than the official one.</summary>
internal enum Carrier { Posted, Scan, Tally, BothOthers }

/// <summary>A planted contradiction.</summary>
/// <param name="Pattern">How it is to be named.</param>
/// <param name="Carrier">Whose copy differs.</param>
/// <param name="Figures">What it says.</param>
/// <param name="Third">What the scan says where all three differ; null elsewhere.</param>
internal sealed record Deviation(Pattern Pattern, Carrier Carrier, Figures Figures, Figures? Third = null);

/// <summary>How a contradiction was settled by the commission.</summary>
internal enum Settlement { None, SheetAdopted, TranscriptionCorrected, Recounted, RecountUpheld }

/// <summary>An act that the rules call void, so that the list of void acts isn't empty.</summary>
internal enum Mishap { None, SecondCopy, StaleEdit, AgentCommits, PartyCommits, SamePersonTwice, SettledAgain }

/// <summary>A copy that an organisation will submit.</summary>
/// <param name="Organisation">Whose it is.</param>
/// <param name="Source">Where it is taken from.</param>
/// <param name="Sheet">The sheet that is declared.</param>
/// <param name="State">What state the sheet is in.</param>
/// <param name="Figures">What it says.</param>
/// <param name="At">When.</param>
/// <param name="Before">What a first submission said that this one corrects; null elsewhere.</param>
internal sealed record PlannedCopy(
    string Organisation, CopySource Source, string Sheet, SheetState State, Figures Figures, long At, Figures? Before = null);

/// <summary>What an organisation will report of how a station was counted.</summary>
internal sealed record PlannedConditions(string Organisation, Doors Doors, Seen Posted, Handing Handed, Presence AgentPresence, long At);

/// <summary>All that will happen at one station in the night.</summary>
internal sealed class StationPlan(Station station)
{
    internal Station Station => station;

    /// <summary>What is tallied in the end; null where no form comes.</summary>
    internal Figures? Truth { get; set; }

    /// <summary>What the official copy says; differs from <see cref="Truth"/> only where it was settled.</summary>
    internal Figures? Official { get; set; }

    /// <summary>What the first clerk typed at first; null where she didn't err.</summary>
    internal Figures? Slip { get; set; }

    /// <summary>When the first clerk seals her entry; 0 where none does.</summary>
    internal long EntryAt { get; set; }

    internal Deviation? Deviation { get; set; }

    internal Settlement Settlement { get; set; }

    internal Mishap Mishap { get; set; }

    /// <summary>Whether the sheet posted there couldn't be read.</summary>
    internal SheetState PostedState { get; set; }

    /// <summary>Whether the observers correct their own copy.</summary>
    internal bool Corrects { get; set; }

    internal SignatureState AgentSigned { get; set; }

    internal List<PlannedConditions> Conditions { get; } = [];

    internal List<PlannedAnswers> Answers { get; } = [];

    internal List<PlannedCopy> Copies { get; } = [];
}
