using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Saksei.Election.Reading;
using Saksei.Election.Seats;
using Saksei.Verifier;

namespace Saksei.Cli;

/// <summary>JSON as every document of the product has it: camelCase names, and the words of the vocabularies.</summary>
internal static class JsonOutput
{
    internal static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new Word<StepKind>(SeatVocabulary.Steps), new Word<Check>(CheckVocabulary.Checks), new Word<CheckOutcome>(CheckVocabulary.Outcomes), new NoWord() },
    };

    private sealed class Word<T>(Vocabulary<T> vocabulary) : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(vocabulary[value]);
    }

    // An enumeration without a vocabulary would be written as a number.
    private sealed class NoWord : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException($"{typeToConvert.Name} has no vocabulary here");
    }
}
