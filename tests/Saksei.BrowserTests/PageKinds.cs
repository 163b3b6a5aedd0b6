using System.Globalization;
using Saksei.Election.Definition;
using Saksei.Election.Observation;
using Saksei.Election.Results;

namespace Saksei.BrowserTests;

/// <summary>Every kind of page of a register by name: where it stands behind the language, in that register.</summary>
internal static class PageKinds
{
    /// <summary>What a register with stations and seats shows.</summary>
    internal static IReadOnlyDictionary<string, Func<ServedRegister, string>> Rehearsal { get; } = new Dictionary<string, Func<ServedRegister, string>>
    {
        ["tonight"] = _ => "/",
        ["find-empty"] = _ => "/find",
        ["find-khmer"] = _ => "/find?q=" + Uri.EscapeDataString("កំពង់"),
        ["find-latin"] = _ => "/find?q=kampong",
        ["find-code"] = register => "/find?q=" + Uri.EscapeDataString(register.Definition.Stations[1000].Code),
        ["find-nothing"] = _ => "/find?q=xyzzy",
        ["station-contradicted"] = register => To(Most(register, Corroboration.Contradicted, standing => Copies(register, standing))),
        ["station-contradicted-many"] = register => To(Most(register, Corroboration.Contradicted, standing => standing.Differing.Length)),
        ["station-contradicted-khmer-digits"] = register => To(Most(register, Corroboration.Contradicted, standing => Copies(register, standing))) + "?digits=khmr",
        ["station-corroborated"] = register => To(Most(register, Corroboration.Corroborated, standing => Copies(register, standing))),
        ["station-uncorroborated"] = register => To(First(register, Corroboration.Uncorroborated)),
        ["station-missing"] = register => To(First(register, Corroboration.Missing)),
        ["station-adjudicated"] = register => To(Most(register, Corroboration.Adjudicated, standing => Copies(register, standing))),
        ["place-country"] = register => To(register.Definition.Units[0]),
        ["place-province"] = register => To(Commune(register).Path().ElementAt(1)),
        ["place-commune"] = register => To(Commune(register)),
        ["place-contradicted"] = register => To(register.Definition.Units[0]) + "?state=contradicted",
        ["sums"] = _ => "/sums",
        ["sums-of-a-check"] = register => "/sums?check=" + register.Definition.Contests[0].Form.Checks[^1].Code,
        ["seats"] = _ => "/seats",
        ["seats-constituency"] = _ => "/seats/08",
        ["seats-constituency-open"] = _ => "/seats/21",
        ["open"] = _ => "/open",
        ["open-constituency"] = _ => "/open?constituency=21",
        ["open-own-reading"] = _ => "/open?counting=observers-a",
        ["cases"] = _ => "/cases",
        ["cases-complaints"] = _ => "/cases/complaints",
        ["cases-overdue"] = _ => "/cases/complaints?state=overdue",
        ["cases-narrowed"] = _ => "/cases/complaints?party=party-05&state=rejected",
        ["cases-template"] = _ => "/cases/complaints?party=party-05&template=ticks-outside-the-box",
        ["case-party"] = _ => "/cases/parties/party-20",
        ["case-complaint"] = _ => "/cases/complaints/P-0021",
        ["case-member"] = _ => "/cases/commission/member-3",
        ["case-resignation"] = _ => "/cases/resignations/S-14",
        ["treatment"] = _ => "/treatment",
        ["treatment-cases"] = _ => "/treatment/cases?question=endorsement-not-issued&grouping=north-south&group=south",
        ["treatment-together"] = register => "/treatment/cases?question=complaint-upheld&grouping=north-south&group=north&answer=" + Uri.EscapeDataString(Bundle(register)),
        ["treatment-strata"] = _ => "/treatment/strata?question=endorsement-not-issued&grouping=north-south",
        ["treatment-beside"] = _ => "/treatment/beside",
        ["treatment-reading"] = _ => "/treatment/reading",
        ["treatment-waits"] = _ => "/treatment/waits?grouping=north-south&group=north&figure=filed",
        ["treatment-stations"] = _ => "/treatment/stations?figure=closed",
        ["standing"] = _ => "/standing",
        ["observation"] = _ => "/observation",
        ["observation-stations"] = _ => "/observation/stations?figure=sent-away",
        ["incidents"] = _ => "/observation/incidents",
        ["incidents-unanswered"] = _ => "/observation/incidents?state=unanswered",
        ["incident"] = register => string.Create(CultureInfo.InvariantCulture, $"/observation/incidents/{register.Host.Snapshot().Incidents.First(incident => incident.State == IncidentState.Answered).Index}"),
        ["findings"] = _ => "/findings",
        ["findings-silent"] = _ => "/findings?state=silent",
        ["finding"] = _ => "/findings/30",
        ["finding-carried"] = _ => "/findings/1",
        ["recommendations"] = _ => "/recommendations",
        ["recommendation"] = _ => "/recommendations/14",
        ["recommendation-consulted"] = _ => "/recommendations/1",
        ["recommendations-silent"] = _ => "/recommendations?state=silent&priority=priority",
        ["statements"] = _ => "/statements",
        ["consultations"] = _ => "/consultations",
        ["consultation"] = _ => "/consultations/count-2023",
        ["consultation-receipt-unknown"] = _ => "/consultations/count-2023?q=0000-0000-0000",
        ["moderation"] = _ => "/moderation/count-2023",
        ["opinions"] = _ => "/opinions/count-2023",
        ["changes"] = register => "/changes?since=" + Earlier(register),
        ["check"] = _ => "/check",
        ["data"] = _ => "/data",
        ["pictures"] = _ => "/pictures",
        ["print-forms"] = register => "/print/forms/" + Uri.EscapeDataString(register.Definition.Stations[1000].Code),
        ["print-receipt"] = register => "/print/receipt/" + register.Host.Lines(1, 2)[0].Identity.ToHex(),
        ["work-key"] = _ => "/work/key",
        ["work-desk"] = _ => "/work/desk",
        ["work-desk-party"] = _ => "/work/desk/party-05",
        ["work-desk-commission"] = _ => "/work/desk/commission",
        ["work-case"] = _ => "/work/desk/commission/complaints/P-0021",
        ["work-case-new"] = _ => "/work/desk/party-05/candidates",
        ["work-people"] = _ => "/work/people/observers-a",
        ["work-enter"] = _ => "/work/enter",
        ["work-enter-commune"] = register => "/work/enter/" + Uri.EscapeDataString(Commune(register).Code),
        ["work-board"] = _ => "/work/board",
        ["work-board-failing"] = _ => "/work/board?state=failing",
        ["work-board-wall"] = _ => "/work/board/wall",
        ["work-board-station"] = register => "/work/board" + To(Most(register, Corroboration.Contradicted, standing => Copies(register, standing)))["/stations".Length..],
        ["work-board-decided"] = register => "/work/board" + To(First(register, Corroboration.Adjudicated))["/stations".Length..],
        ["work-station"] = register => "/work/stations/" + Uri.EscapeDataString(register.Definition.Stations[1000].Code),
        ["as-of"] = register => "/?at=" + Earlier(register),
        ["not-found"] = _ => "/stations/no-such-station",
    };

    /// <summary>What another country's register shows, with a form of its own.</summary>
    internal static IReadOnlyDictionary<string, Func<ServedRegister, string>> Bolivia { get; } = new Dictionary<string, Func<ServedRegister, string>>
    {
        ["tonight"] = _ => "/",
        ["station-contradicted"] = register => To(Most(register, Corroboration.Contradicted, standing => standing.Differing.Length)),
        ["place-country"] = register => To(register.Definition.Units[0]),
        ["place-contradicted"] = register => To(register.Definition.Units[0]) + "?state=contradicted",
        ["check"] = _ => "/check",
        ["not-found"] = _ => "/nothing",
    };

    /// <summary>What a register of two contests shows: figures are by contest.</summary>
    internal static IReadOnlyDictionary<string, Func<ServedRegister, string>> Georgia { get; } = new Dictionary<string, Func<ServedRegister, string>>
    {
        ["tonight"] = _ => "/",
        ["tonight-districts"] = _ => "/?contest=districts",
        ["station"] = register => "/stations/" + Uri.EscapeDataString(register.Definition.Stations[0].Code),
        ["station-districts"] = register => "/stations/" + Uri.EscapeDataString(register.Definition.Stations[0].Code) + "?contest=districts",
        ["place-districts"] = _ => "/places?contest=districts",
        ["find"] = _ => "/find?q=1&contest=districts",
        ["seats"] = _ => "/seats",
        ["seats-districts"] = _ => "/seats?contest=districts",
        ["seats-district"] = _ => "/seats/D14?contest=districts",
        ["open-districts"] = _ => "/open?contest=districts",
        ["work-board-districts"] = _ => "/work/board?contest=districts",
        ["sums-districts"] = _ => "/sums?contest=districts",
        ["changes"] = register => "/changes?contest=districts&since=" + Earlier(register),
        ["not-found"] = _ => "/seats?contest=senate",
    };

    /// <summary>What a register of more constituencies than a page has shows.</summary>
    internal static IReadOnlyDictionary<string, Func<ServedRegister, string>> Councils { get; } = new Dictionary<string, Func<ServedRegister, string>>
    {
        ["tonight"] = _ => "/",
        ["seats"] = _ => "/seats",
        ["seats-last"] = _ => "/seats?page=34",
        ["seats-of-a-province"] = _ => "/seats?place=08",
        ["seats-of-a-district"] = _ => "/seats?place=0801",
        ["seats-council"] = _ => "/seats/080103",
        ["open"] = _ => "/open",
        ["open-further"] = _ => "/open?hanging=2",
        ["station-contradicted"] = register => To(First(register, Corroboration.Contradicted)),
    };

    /// <summary>What a register of published totals shows.</summary>
    internal static IReadOnlyDictionary<string, Func<ServedRegister, string>> Published { get; } = new Dictionary<string, Func<ServedRegister, string>>
    {
        ["tonight"] = _ => "/",
        ["seats"] = _ => "/seats",
        ["changes"] = _ => "/changes",
        ["check"] = _ => "/check",
        ["cases-parties"] = _ => "/cases/parties",
        ["case-party"] = _ => "/cases/parties/candlelight",
        ["findings"] = _ => "/findings",
        ["finding"] = _ => "/findings/1",
        ["recommendations"] = _ => "/recommendations",
        ["statements"] = _ => "/statements",
        ["standing"] = _ => "/standing",
    };

    /// <summary>The most contradicted commune: its page has every mark.</summary>
    internal static Unit Commune(ServedRegister register) => register.Standings
        .Where(standing => standing.State == Corroboration.Contradicted)
        .GroupBy(standing => standing.Station.Unit).MaxBy(group => group.Count())!.Key;

    // The case that stands for the most others: drawn by hash, so that no test can name it.
    private static string Bundle(ServedRegister register) => register.Host.Read(fold => fold.Impartiality()).Comparisons
        .Single(comparison => comparison is { Question: "complaint-upheld", Grouping: "north-south" }).Groups[0].Cases.MaxBy(answer => answer.Cases.Length)!.Cases[0].Name;

    private static StationStanding First(ServedRegister register, Corroboration state) => register.Standings.First(standing => standing.State == state);

    private static StationStanding Most(ServedRegister register, Corroboration state, Func<StationStanding, int> measure) =>
        register.Standings.Where(standing => standing.State == state).MaxBy(measure);

    private static int Copies(ServedRegister register, StationStanding standing) => register.Host.Read(fold => fold.Contests[0].Forms.CopiesOf(standing.Station).Count);

    private static long Earlier(ServedRegister register) => register.Host.Store.ReadCheckpointSizes() is { Count: > 2 } sizes ? sizes[sizes.Count / 2] : 1;

    private static string To(StationStanding standing) => "/stations/" + Uri.EscapeDataString(standing.Station.Code);

    private static string To(Unit unit) => "/places/" + Uri.EscapeDataString(unit.Code);
}
