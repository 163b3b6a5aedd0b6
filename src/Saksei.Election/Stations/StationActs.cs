using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Stations;

/// <summary>A run of serial numbers, first and last included, as the books of ballots print them.</summary>
public sealed record SerialRange(string First, string Last);

/// <summary>Ballots delivered to one station; <paramref name="Previous"/> names the delivery that it replaces.</summary>
public sealed record Delivery(string Station, long Ballots, ImmutableArray<SerialRange> Serials, Hash? Previous);

/// <summary><c>stations/delivered</c>: ballots delivered to up to 500 stations. It bounds what a station can hold, whatever a form says.</summary>
public sealed record StationsDelivered(ActHeader Header, ImmutableArray<Delivery> Deliveries) : Act(Header)
{
    /// <inheritdoc/>
    public override string Kind => "stations/delivered";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteStartArray("deliveries");
        foreach (var delivery in Deliveries)
        {
            json.WriteStartObject();
            json.WriteString("station", delivery.Station);
            json.WriteNumber("ballots", delivery.Ballots);
            if (!delivery.Serials.IsEmpty) WriteSerials(json, delivery.Serials);
            if (delivery.Previous is { } previous) json.WriteString("previous", previous.ToHex());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSerials(Utf8JsonWriter json, ImmutableArray<SerialRange> serials)
    {
        json.WriteStartArray("serials");
        foreach (var range in serials)
        {
            json.WriteStartObject();
            json.WriteString("first", range.First);
            json.WriteString("last", range.Last);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <summary>How the doors were while ballots were counted.</summary>
public enum Doors { Open, Closed, Partly, NotSeen }

/// <summary>Who was there during the count.</summary>
public enum Presence { Present, Absent, Refused, SentAway, NotSeen }

/// <summary>Whether something was done, as far as was seen.</summary>
public enum Seen { Yes, No, NotSeen }

/// <summary>What became of an agent's or observer's request for a copy of the form.</summary>
public enum Handing { Handed, Refused, NotAsked, NotSeen }

/// <summary>Presence of one organisation's people.</summary>
public sealed record PresenceOf(string Organisation, Presence State);

/// <summary>Whether the form was handed to one organisation's people.</summary>
public sealed record HandingTo(string Organisation, Handing Outcome);

/// <summary><c>stations/conditions</c>: how a station was counted, as one organisation saw it.</summary>
public sealed record StationConditions(
    ActHeader Header, string Station, Doors Doors, ImmutableArray<PresenceOf> Presence, Seen Posted, ImmutableArray<HandingTo> Handed,
    Moment? From, Moment? Until, ImmutableArray<Attachment> Attachments, Hash? Previous) : Act(Header)
{
    /// <inheritdoc/>
    public override string Subject => Station;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;

    /// <inheritdoc/>
    public override string Kind => "stations/conditions";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("station", Station);
        json.WriteString("doors", StationActFields.Word(Doors));
        json.WriteStartArray("presence");
        foreach (var presence in Presence) WritePair(json, presence.Organisation, "state", StationActFields.Word(presence.State));
        json.WriteEndArray();
        json.WriteString("posted", StationActFields.Word(Posted));
        json.WriteStartArray("handed");
        foreach (var handing in Handed) WritePair(json, handing.Organisation, "outcome", StationActFields.Word(handing.Outcome));
        json.WriteEndArray();
        if (From is { } from) json.WriteString("from", from.ToString());
        if (Until is { } until) json.WriteString("until", until.ToString());
        ActFields.WriteAttachments(json, Attachments);
        if (Previous is { } previous) json.WriteString("previous", previous.ToHex());
    }

    private static void WritePair(Utf8JsonWriter json, string organisation, string name, string word)
    {
        json.WriteStartObject();
        json.WriteString("organisation", organisation);
        json.WriteString(name, word);
        json.WriteEndObject();
    }
}

/// <summary>Reads the fields of this book's acts, behind those of the header.</summary>
internal static class StationActFields
{
    private static readonly FieldNames Delivered = new("deliveries");
    private static readonly FieldNames DeliveryNames = new("station", "ballots", "serials", "previous");
    private static readonly FieldNames RangeNames = new("first", "last");
    private static readonly FieldNames Conditions =
        new("station", "doors", "presence", "posted", "handed", "from", "until", "attachments", "previous");
    private static readonly FieldNames PresenceNames = new("organisation", "state");
    private static readonly FieldNames HandingNames = new("organisation", "outcome");
    private static readonly FieldNames DoorWords = new("open", "closed", "partly", "not-seen");
    private static readonly FieldNames PresenceWords = new("present", "absent", "refused", "sent-away", "not-seen");
    private static readonly FieldNames SeenWords = new("yes", "no", "not-seen");
    private static readonly FieldNames HandingWords = new("handed", "refused", "not-asked", "not-seen");

    internal static string Word(Doors doors) => DoorWords[(int)doors];

    internal static string Word(Presence presence) => PresenceWords[(int)presence];

    internal static string Word(Seen seen) => SeenWords[(int)seen];

    internal static string Word(Handing handing) => HandingWords[(int)handing];

    internal static StationsDelivered ReadDelivered(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var deliveries = ImmutableArray.CreateBuilder<Delivery>();
        while (json.NextField(Delivered, ref read, out _))
        {
            json.EnterArray();
            while (json.NextItem())
            {
                deliveries.Add(ReadDelivery(ref json));
                if (deliveries.Count > 500) json.Fail("too-many");
            }
        }

        json.Require(Delivered, read, 1);
        return new StationsDelivered(header, deliveries.DrainToImmutable());
    }

    internal static StationConditions ReadConditions(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var act = new StationConditions(header, "", Doors.NotSeen, [], Seen.NotSeen, [], null, null, [], null);
        while (json.NextField(Conditions, ref read, out var field))
            act = field switch
            {
                0 => act with { Station = json.CodeText() },
                1 => act with { Doors = (Doors)Math.Max(0, ActFields.ReadWord(ref json, DoorWords)) },
                2 => act with { Presence = ReadPresence(ref json) },
                3 => act with { Posted = (Seen)Math.Max(0, ActFields.ReadWord(ref json, SeenWords)) },
                4 => act with { Handed = ReadHanded(ref json) },
                5 => act with { From = ActFields.ReadMoment(ref json) },
                6 => act with { Until = ActFields.ReadMoment(ref json) },
                7 => act with { Attachments = ActFields.ReadAttachments(ref json) },
                _ => act with { Previous = ActFields.ReadHash(ref json) },
            };
        json.Require(Conditions, read, 5);
        return act;
    }

    private static Delivery ReadDelivery(ref StrictJson json)
    {
        FieldsRead read = default;
        var delivery = new Delivery("", 0, [], null);
        json.EnterObject();
        while (json.NextField(DeliveryNames, ref read, out var field))
            delivery = field switch
            {
                0 => delivery with { Station = json.CodeText() },
                1 => delivery with { Ballots = json.Whole(10_000_000) },
                2 => delivery with { Serials = ReadSerials(ref json) },
                _ => delivery with { Previous = ActFields.ReadHash(ref json) },
            };
        json.Require(DeliveryNames, read, 2);
        return delivery;
    }

    private static ImmutableArray<SerialRange> ReadSerials(ref StrictJson json)
    {
        var serials = ImmutableArray.CreateBuilder<SerialRange>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var (first, last) = ("", "");
            json.EnterObject();
            while (json.NextField(RangeNames, ref read, out var field))
            {
                if (field == 0) first = json.CodeText();
                else last = json.CodeText();
            }

            json.Require(RangeNames, read, 2);
            serials.Add(new SerialRange(first, last));
            if (serials.Count > 50) json.Fail("too-many");
        }

        return serials.DrainToImmutable();
    }

    private static ImmutableArray<PresenceOf> ReadPresence(ref StrictJson json) => ActFields.ReadItems(ref json, 64, (ref StrictJson item) =>
    {
        var (organisation, word) = ReadPair(ref item, PresenceNames, PresenceWords);
        return new PresenceOf(organisation, (Presence)word);
    });

    private static ImmutableArray<HandingTo> ReadHanded(ref StrictJson json) => ActFields.ReadItems(ref json, 64, (ref StrictJson item) =>
    {
        var (organisation, word) = ReadPair(ref item, HandingNames, HandingWords);
        return new HandingTo(organisation, (Handing)word);
    });

    private static (string Organisation, int Word) ReadPair(ref StrictJson json, FieldNames names, FieldNames words)
    {
        FieldsRead read = default;
        var (organisation, word) = ("", 0);
        json.EnterObject();
        while (json.NextField(names, ref read, out var field))
        {
            if (field == 0) organisation = json.CodeText();
            else word = Math.Max(0, ActFields.ReadWord(ref json, words));
        }

        json.Require(names, read, 2);
        return (organisation, word);
    }
}
