using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;

namespace Saksei.Election.Forms;

/// <summary>Values that several acts about forms hold.</summary>
internal static class FormCodecs
{
    private const int MostSignatures = 64;

    /// <summary>A code of the definition: a station or a sheet.</summary>
    internal static Codec<string> Code { get; } = ActCodecs.CodeBy((ref json, scope) => scope.Of<SheetReader>().Code(ref json));

    /// <summary>The code of the form that an act is about; an entry behind it is read by that form.</summary>
    internal static Codec<string> Form { get; } = ActCodecs.CodeBy((ref json, scope) => scope.Of<SheetReader>().Form(ref json));

    /// <summary>Which agents signed a sheet.</summary>
    internal static Codec<ImmutableArray<SheetSignature>> Signatures { get; } = Codecs.Items(MostSignatures, SignatureFields.Codec);

    /// <summary>What a sheet says: its bytes are kept, since a commitment commits to them.</summary>
    internal static Codec<SheetEntry> Entry { get; } = new(
        "entry", Nothing, () => Nothing, (ref json, scope) => scope.Of<SheetReader>().ReadEntry(ref json, scope),
        (json, entry) => json.WriteRawValue(entry.Json.Span, skipInputValidation: true));

    /// <summary>An entry that may be left out.</summary>
    internal static Codec<SheetEntry?> EntryOrNone { get; } = new(
        "entry", null, () => Nothing, (ref json, scope) => scope.Of<SheetReader>().ReadEntry(ref json, scope),
        (json, entry) => json.WriteRawValue(entry is null ? default : entry.Json.Span, skipInputValidation: true));

    private static SheetEntry Nothing => new(
        SheetState.Illegible, Figures.None, [], "", """{"state":"illegible","figures":{},"votes":{}}"""u8.ToArray());

    private static class SignatureFields
    {
        private static readonly Field<SheetSignature, string> Organisation = new("organisation", ActCodecs.Code, signature => signature.Organisation);
        private static readonly Field<SheetSignature, SignatureState> State = new("state", FormVocabulary.SignatureStates.Codec, signature => signature.State);

        internal static Codec<SheetSignature> Codec { get; } = Codecs.Object(
            FieldSet<SheetSignature>.Of([Organisation, State]), new SheetSignature("", SignatureState.Absent),
            values => new SheetSignature(values.Of(Organisation), values.Of(State)));
    }
}
