using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Consultations;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Reading;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>Values that several acts of these books hold.</summary>
internal static class FindingCodecs
{
    internal const int MostReferences = 64, MostLanguages = 16, MostCarried = 32, LongestSource = 300;
    private const int MostSteps = 63;

    /// <summary>Words, a file a language.</summary>
    internal static Codec<ImmutableArray<Wording>> Wordings { get; } = OncePerLanguage(Codecs.Items(MostLanguages, WordingFields.Codec));

    /// <summary>Acts, by identity.</summary>
    internal static Codec<ImmutableArray<Hash>> Hashes { get; } = Codecs.Items(MostReferences, ActCodecs.Hash);

    /// <summary>Opinions, by consultation and hash.</summary>
    internal static Codec<ImmutableArray<OpinionName>> Opinions { get; } = Codecs.Items(MostReferences, OpinionFields.Codec);

    /// <summary>Articles of laws and standards.</summary>
    internal static Codec<ImmutableArray<string>> Articles { get; } = Codecs.Items(16, ActCodecs.Article);

    /// <summary>Whose words they are and where they stand.</summary>
    internal static Codec<Reported> Reported { get; } = new(
        "reported", Findings.Reported.Nothing, () => ReportedFields.Codec.Sample, ReadReported, ReportedFields.Codec.Write);

    /// <summary>A note, in base64.</summary>
    internal static Codec<ReadOnlyMemory<byte>> Note { get; } = new(
        "note in base64", default, () => "sample\n"u8.ToArray(), ReadNote, (json, note) => json.WriteStringValue(Convert.ToBase64String(note.Span)))
    { IsAbsent = note => note.IsEmpty };

    /// <summary>Records of an earlier register.</summary>
    internal static Codec<ImmutableArray<CarriedRecord>> Records { get; } = Codecs.Items(MostCarried, RecordFields.Codec);

    private static Codec<ImmutableArray<Wording>> OncePerLanguage(Codec<ImmutableArray<Wording>> items) => new(
        items.Shape, items.Absent, () => items.Sample,
        (ref json, scope) =>
        {
            var read = items.Read(ref json, scope);
            if (json.Problem is null && read.Select(one => one.Language).Distinct(StringComparer.Ordinal).Count() < read.Length) json.Fail("language-twice");
            return read;
        },
        items.Write)
    { IsAbsent = items.IsAbsent };

    // An address is read by people: it is one that a browser opens.
    private static Reported ReadReported(ref StrictJson json, ReadScope scope)
    {
        var reported = ReportedFields.Codec.Read(ref json, scope);
        if (json.Problem is null && !reported.Source.StartsWith("https://", StringComparison.Ordinal) && !reported.Source.StartsWith("http://", StringComparison.Ordinal))
            json.Fail("source-malformed", reported.Source);
        return reported;
    }

    private static ReadOnlyMemory<byte> ReadNote(ref StrictJson json, ReadScope scope)
    {
        if (Base64.TryDecode(json.Code(Register.Tiles.EntryBundle.MaximumRecordBytes), out var bytes)) return bytes;
        json.Fail("base64-malformed");
        return default;
    }

    private static class WordingFields
    {
        // As definitions write it.
        private static Codec<string> Tongue => new(
            "two or three small letters", "", () => "en",
            (ref json, _) =>
            {
                var language = json.CodeText();
                if (!HeadCodes.IsLanguage(language)) json.Fail("language-malformed", language);
                return language;
            },
            (json, language) => json.WriteStringValue(language));

        private static readonly Field<Wording, string> Language = new("language", Tongue, wording => wording.Language);
        private static readonly Field<Wording, Hash> Sha256 = new("sha256", ActCodecs.Hash, wording => wording.File.Sha256);
        private static readonly Field<Wording, long> Length = new("length", ActCodecs.Whole(Attachment.MaximumBytes), wording => wording.File.Length);
        private static readonly Field<Wording, string> MediaType = new("mediaType", ActCodecs.Code, wording => wording.File.MediaType);

        internal static Codec<Wording> Codec { get; } = Codecs.Object(
            FieldSet<Wording>.Of([Language, Sha256, Length, MediaType]), new Wording("", new Attachment(default, 0, "")),
            values => new Wording(values.Of(Language), new Attachment(values.Of(Sha256), values.Of(Length), values.Of(MediaType))));
    }

    private static class ReportedFields
    {
        private static readonly Field<Reported, string> By = new("by", ActCodecs.Code, reported => reported.By);
        private static readonly Field<Reported, string> On = new("on", PartOfDate, reported => reported.On);
        private static readonly Field<Reported, string> Source = new("source", Address, reported => reported.Source);

        private static Codec<string> PartOfDate => new(
            "`YYYY`, `YYYY-MM` or `YYYY-MM-DD`", "", () => "2023",
            (ref json, _) =>
            {
                var on = json.CodeText();
                if (Findings.Reported.LastDayOf(on) is null) json.Fail("date-malformed", on);
                return on;
            },
            (json, on) => json.WriteStringValue(on));

        private static Codec<string> Address => new(
            "address", "", () => "https://example.org/", (ref json, _) => json.CodeText(LongestSource), (json, text) => json.WriteStringValue(text));

        internal static Codec<Reported> Codec { get; } = Codecs.Object(
            FieldSet<Reported>.Of([By, On, Source]), Findings.Reported.Nothing, values => new Reported(values.Of(By), values.Of(On), values.Of(Source)));
    }

    private static class OpinionFields
    {
        private static readonly Field<OpinionName, string> Consultation = new("consultation", ActCodecs.Code, name => name.Consultation);
        private static readonly Field<OpinionName, Hash> Opinion = new("opinion", ActCodecs.Hash, name => name.Opinion);

        internal static Codec<OpinionName> Codec { get; } = Codecs.Object(
            FieldSet<OpinionName>.Of([Consultation, Opinion]), new OpinionName("", default), values => new OpinionName(values.Of(Consultation), values.Of(Opinion)));
    }

    private static class RecordFields
    {
        private static readonly Field<CarriedRecord, long> Index = new("index", ActCodecs.Whole(1L << 40), record => record.Index);
        private static readonly Field<CarriedRecord, ImmutableArray<Hash>> Proof = new("proof", Codecs.Items(MostSteps, ActCodecs.Hash), record => record.Proof);
        private static readonly Field<CarriedRecord, ReadOnlyMemory<byte>> Text = new("note", Note, record => record.Note);

        internal static Codec<CarriedRecord> Codec { get; } = Codecs.Object(
            FieldSet<CarriedRecord>.Of([Index, Proof, Text]), new CarriedRecord(0, [], default),
            values => new CarriedRecord(values.Of(Index), values.Of(Proof), values.Of(Text)));
    }
}
