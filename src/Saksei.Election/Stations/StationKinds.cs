using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Stations;

/// <summary>The kinds that say what is known of stations beside their forms.</summary>
public static class StationKinds
{
    private const int MostDeliveries = 500, MostSerials = 50, MostOrganisations = 64;

    /// <summary><c>stations/delivered</c>.</summary>
    public static ActKind Delivered => DeliveredKind;

    /// <summary><c>stations/conditions</c>.</summary>
    public static ActKind Conditions => ConditionsKind;

    /// <summary><c>forms/refusal</c>.</summary>
    public static ActKind Refusal => RefusalKind;

    /// <summary>Those by which one organisation reports of one station. All are kept, replaced and counted alike.</summary>
    public static ImmutableArray<ActKind> Reports => [Conditions, Refusal];

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Delivered, .. Reports];

    internal static ActKind<StationsDelivered> DeliveredKind { get; } = new(
        "stations/delivered", [KeyRole.Desk], "The office `deliver` says how many ballots went to stations.")
    {
        Set = FieldSet<StationsDelivered>.Of([DeliveredFields.Deliveries], DeliveredFields.Contest),
        Make = (header, read) => new StationsDelivered(header, read.Of(DeliveredFields.Deliveries)) { Contest = read.Of(DeliveredFields.Contest) },
        About = act => new ActAbout([.. act.Deliveries.Select(delivery => delivery.Station).Distinct(StringComparer.Ordinal)]),
    };

    internal static ActKind<StationConditions> ConditionsKind { get; } = new(
        "stations/conditions", [KeyRole.Desk, KeyRole.Clerk, KeyRole.Agent], "How a station was counted, as one organisation saw it.")
    {
        Set = FieldSet<StationConditions>.Of(
            [ConditionsFields.Station, ConditionsFields.Doors, ConditionsFields.Presence, ConditionsFields.Posted, ConditionsFields.Handed],
            ConditionsFields.From, ConditionsFields.Until, ConditionsFields.Attachments, ConditionsFields.Previous),
        Make = (header, read) => new StationConditions(
            header, read.Of(ConditionsFields.Station), read.Of(ConditionsFields.Doors), read.Of(ConditionsFields.Presence), read.Of(ConditionsFields.Posted),
            read.Of(ConditionsFields.Handed), read.Of(ConditionsFields.From), read.Of(ConditionsFields.Until), read.Of(ConditionsFields.Attachments), read.Of(ConditionsFields.Previous)),
        About = act => ActAbout.Station(act.Station),
    };

    internal static ActKind<FormRefusal> RefusalKind { get; } = new(
        "forms/refusal", [KeyRole.Desk, KeyRole.Agent], "An organisation asked for a copy of a station's form and got none, as it reports itself.")
    {
        Set = FieldSet<FormRefusal>.Of([RefusalFields.Station, RefusalFields.When, RefusalFields.By, RefusalFields.Reason], RefusalFields.Previous),
        Make = (header, read) => new FormRefusal(
            header, read.Of(RefusalFields.Station), read.Of(RefusalFields.When), read.Of(RefusalFields.By), read.Of(RefusalFields.Reason), read.Of(RefusalFields.Previous)),
        About = act => ActAbout.Station(act.Station),
    };

    private static class DeliveredFields
    {
        private static readonly Field<SerialRange, string> First = new("first", ActCodecs.Code, range => range.First);
        private static readonly Field<SerialRange, string> Last = new("last", ActCodecs.Code, range => range.Last);
        private static readonly Codec<SerialRange> Range = Codecs.Object(
            FieldSet<SerialRange>.Of([First, Last]), new SerialRange("", ""), values => new SerialRange(values.Of(First), values.Of(Last)));

        private static readonly Field<Delivery, string> Station = new("station", ActCodecs.Code, delivery => delivery.Station);
        private static readonly Field<Delivery, long> Ballots = new("ballots", ActCodecs.Whole(10_000_000), delivery => delivery.Ballots);
        private static readonly Field<Delivery, ImmutableArray<SerialRange>> Serials = new("serials", Codecs.Items(MostSerials, Range), delivery => delivery.Serials);
        private static readonly Field<Delivery, Hash?> Previous = new("previous", ActCodecs.Hash.OrNone, delivery => delivery.Previous);
        private static readonly Codec<Delivery> Codec = Codecs.Object(
            FieldSet<Delivery>.Of([Station, Ballots], Serials, Previous), new Delivery("", 0, [], null),
            values => new Delivery(values.Of(Station), values.Of(Ballots), values.Of(Serials), values.Of(Previous)));

        internal static readonly Field<StationsDelivered, ImmutableArray<Delivery>> Deliveries = new(
            "deliveries", Codecs.Items(MostDeliveries, Codec), act => act.Deliveries, "`previous`: the act whose delivery to this station is replaced");

        internal static readonly Field<StationsDelivered, string> Contest = new("contest", ActCodecs.Code, act => act.Contest, "one of the definition's contests, where it has several");
    }

    private static class ConditionsFields
    {
        private static readonly Field<PresenceOf, string> PresentOrganisation = new("organisation", ActCodecs.Code, one => one.Organisation);
        private static readonly Field<PresenceOf, Presence> PresentState = new("state", StationVocabulary.Presences.Codec, one => one.State);
        private static readonly Codec<PresenceOf> PresenceCodec = Codecs.Object(
            FieldSet<PresenceOf>.Of([PresentOrganisation, PresentState]), new PresenceOf("", Stations.Presence.NotSeen),
            values => new PresenceOf(values.Of(PresentOrganisation), values.Of(PresentState)));

        private static readonly Field<HandingTo, string> HandedOrganisation = new("organisation", ActCodecs.Code, one => one.Organisation);
        private static readonly Field<HandingTo, Handing> HandedOutcome = new("outcome", StationVocabulary.Handings.Codec, one => one.Outcome);
        private static readonly Codec<HandingTo> HandingCodec = Codecs.Object(
            FieldSet<HandingTo>.Of([HandedOrganisation, HandedOutcome]), new HandingTo("", Handing.NotSeen),
            values => new HandingTo(values.Of(HandedOrganisation), values.Of(HandedOutcome)));

        internal static readonly Field<StationConditions, string> Station = new("station", ActCodecs.Code, act => act.Station);
        internal static readonly Field<StationConditions, Doors> Doors = new("doors", StationVocabulary.DoorStates.Codec, act => act.Doors);
        internal static readonly Field<StationConditions, ImmutableArray<PresenceOf>> Presence =
            new("presence", Codecs.Items(MostOrganisations, PresenceCodec), act => act.Presence, "who was there during the count");
        internal static readonly Field<StationConditions, Seen> Posted = new("posted", StationVocabulary.Sightings.Codec, act => act.Posted, "whether the form was posted");
        internal static readonly Field<StationConditions, ImmutableArray<HandingTo>> Handed =
            new("handed", Codecs.Items(MostOrganisations, HandingCodec), act => act.Handed, "who got a copy of the form");
        internal static readonly Field<StationConditions, Moment?> From = new("from", ActCodecs.Moment.OrNone, act => act.From, "watched from");
        internal static readonly Field<StationConditions, Moment?> Until = new("until", ActCodecs.Moment.OrNone, act => act.Until, "watched until");
        internal static readonly Field<StationConditions, ImmutableArray<Attachment>> Attachments = new("attachments", ActCodecs.Attachments, act => act.Attachments);
        internal static readonly Field<StationConditions, Hash?> Previous =
            new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the organisation's own earlier act on this station");
    }

    private static class RefusalFields
    {
        internal static readonly Field<FormRefusal, string> Station = new("station", ActCodecs.Code, act => act.Station);
        internal static readonly Field<FormRefusal, Moment> When = new("when", ActCodecs.Moment, act => act.When, "when it asked");
        internal static readonly Field<FormRefusal, Refuser> By = new("by", StationVocabulary.Refusers.Codec, act => act.By, "who refused");
        internal static readonly Field<FormRefusal, RefusalReason> Reason = new("reason", StationVocabulary.RefusalReasons.Codec, act => act.Reason, "the reason that was given");
        internal static readonly Field<FormRefusal, Hash?> Previous =
            new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the organisation's own earlier act of this kind on this station");
    }
}
