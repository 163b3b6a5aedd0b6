using System.Text;
using System.Text.RegularExpressions;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Rehearsal;
using Saksei.Tests.Vectors;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Bytes that somebody spoilt on purpose: whatever comes is read or refused, and what is read never stops the fold.</summary>
public sealed partial class HostileInput : IDisposable
{
    private const int Rounds = 40_000, SpoiltOfAct = 60, LeastRead = 10;
    private readonly SmallElection _election = new();
    private readonly SeededRandom _random = new(Hash.OfBytes("hostile input"u8).ToArray());

    public void Dispose() => _election.Dispose();

    /// <summary>
    /// The registers of vectors/acts, act by act: spoilt notes of an act are tried where it stands, so that each kind meets the books that
    /// it is about, and are applied behind it.
    /// </summary>
    [Fact]
    public void Acts_of_every_kind_with_spoilt_bytes_never_throw_and_the_fold_goes_on()
    {
        var read = Implementation.Kinds.ToDictionary(kind => kind, _ => 0, StringComparer.Ordinal);
        foreach (var register in VectorFile.Books.SelectMany(book => VectorFile.Read(book).Registers))
        {
            var (books, words) = (new VectorBooks(), WordsOf(register));
            foreach (var act in register.Acts.Where(act => act.Outcome != "refused")) read[act.Kind] += TakeSpoilt(books, act, words);
            books.Publish();
        }

        Assert.All(read, kind => Assert.True(kind.Value >= LeastRead, $"{kind.Key}: {kind.Value} spoilt notes were read"));
    }

    private int TakeSpoilt(VectorBooks books, VectorAct act, string[] words)
    {
        List<byte[]> spoilt = [.. Enumerable.Range(0, act.Name == "on the way" ? 4 : SpoiltOfAct).Select(_ => Spoilt(act.Bytes, words))];
        foreach (var note in spoilt) books.Preview(note);
        books.TakeUnsigned(act.Bytes);
        return spoilt.Count(books.TakeUnsigned);
    }

    [Fact]
    public void Definitions_with_spoilt_bytes_are_refused_by_a_code_and_never_throw()
    {
        var files = Directory.GetFiles(_election.DefinitionFolder).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        for (var round = 0; round < Rounds / 8; round++)
        {
            var name = files.Keys.Order(StringComparer.Ordinal).ElementAt(round % files.Count);
            var spoilt = new Dictionary<string, byte[]>(files) { [name] = SpoiltBytes(files[name]) };
            Assert.NotNull(DefinitionReader.Read(Sealed(spoilt), file => spoilt.GetValueOrDefault(file.Path)));
        }
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udfff\\ud800")]
    public void Half_of_a_pair_of_surrogates_in_a_definition_is_refused(string half)
    {
        var files = Directory.GetFiles(_election.DefinitionFolder).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        foreach (var (name, of) in new[] { ("definition.json", "\"en\":\"Small\""), ("units.json", "\"Smallland\""), ("form.json", "\"Minutes\"") })
        {
            var spoilt = new Dictionary<string, byte[]>(files);
            spoilt[name] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(spoilt[name]).Replace(of, of[..^1] + half + '"', StringComparison.Ordinal));
            Assert.NotEmpty(DefinitionReader.Read(Sealed(spoilt), file => spoilt.GetValueOrDefault(file.Path)).Problems);
        }
    }

    private static byte[] AnyNote => VectorFile.Read("forms").Registers[0].Acts.First(act => act.Kind == "forms/copy").Bytes;

    [Fact]
    public void Notes_checkpoints_and_receipts_with_spoilt_bytes_never_throw()
    {
        var log = SmallElection.Key(SmallElection.Origin);
        var checkpoint = new Checkpoint(SmallElection.Origin, 12, Hash.EmptyTree).Sign(log);
        byte[][] good = [checkpoint, new Receipt(3, [Hash.EmptyTree, Hash.EmptyTree], checkpoint).ToBytes(), AnyNote];
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = SpoiltBytes(good[round % good.Length]);
            if (SignedNote.Parse(bytes) is { } note)
            {
                Checkpoint.Parse(note.Text.Span);
                note.IsSignedBy(log.Verifier);
            }

            Receipt.Parse(bytes)?.Proves("x"u8, SmallElection.Origin, log.Verifier);
            SignedAct.Parse(bytes, out _);
        }
    }

    [Fact]
    public void Sheets_of_ever_other_shapes_are_read_and_not_kept()
    {
        var shapes = new FigureShapes();
        var made = new List<Figures>();
        for (var subset = 1; subset < 1 << 16; subset++)
        {
            int[] figures = [0, .. Enumerable.Range(0, 16).Where(bit => (subset >> bit & 1) == 1).Select(bit => bit + 1), 17];
            made.Add(shapes.Make(figures, [.. figures.Select(_ => 1)]));
            if (subset > 1) Assert.NotEqual(made[^1], made[^2]);
        }

        Assert.InRange(shapes.Kept, 1, 10_000);
        Assert.Equal(made[^1], shapes.Make([.. Enumerable.Range(0, 18)], [.. Enumerable.Repeat(1, 18)]));
        Assert.Empty(made[^1].Differing(made[0]));
    }

    // The words and figures that acts of a register hold, so that a spoilt one may mean another thing that there is.
    private static string[] WordsOf(VectorRegister register) =>
        [.. register.Acts.SelectMany(act => Value().Matches(act.Note)).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // Half the time a value of the JSON is put in the place of another, is doubled, or is left out with its field or without, so that acts
    // stay readable and their meaning is spoilt.
    private byte[] Spoilt(byte[] note, string[] words)
    {
        if (_random.Below(2) == 0) return SpoiltBytes(note);
        var text = Encoding.UTF8.GetString(note);
        return Encoding.UTF8.GetBytes(_random.Below(4) switch
        {
            0 => At(text, Item().Matches(text), item => item + item),
            1 => At(text, Item().Matches(text), _ => ""),
            2 => At(text, Field().Matches(text), _ => ""),
            _ => At(text, Value().Matches(text), value => value[0] == '"' ? words[_random.Below(words.Length)] : Number()),
        });
    }

    private string At(string text, MatchCollection places, Func<string, string> other)
    {
        if (places.Count == 0) return text;
        var place = places[_random.Below(places.Count)];
        return text.Remove(place.Index, place.Length).Insert(place.Index, other(place.Value));
    }

    // A value behind a field's name or within an array.
    [GeneratedRegex("""(?<=[:,\[])(?:"[^"\n]*"(?=[,\]}])|[0-9]+(?=[,\]}]))""")]
    private static partial Regex Value();

    // A value or an object within an array, with the comma behind it.
    [GeneratedRegex("""(?<=[,\[])(?:"[^"\n]*"|[0-9]+|\{[^{}\n]*\}),(?=["0-9{])(?!"[^"\n]*":)""")]
    private static partial Regex Item();

    [GeneratedRegex("""(?<=[,{])"[^"\n]*":(?:"[^"\n]*"|[0-9]+|true|false|\[[^\]\n]*\]),|,"[^"\n]*":(?:"[^"\n]*"|[0-9]+|true|false|\[[^\]\n]*\])(?=\})""")]
    private static partial Regex Field();

    private string Number() => _random.Below(5) switch { 0 => "0", 1 => "9999", 2 => "10000", 3 => long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => "1" };

    private byte[] SpoiltBytes(byte[] good)
    {
        var bytes = good.ToList();
        for (var i = 1 + _random.Below(3); i > 0; i--)
        {
            var at = _random.Below(bytes.Count);
            switch (_random.Below(5))
            {
                case 0: bytes[at] = (byte)_random.Below(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, "\"{}[],:0-9.eE\\u\n +/"u8[_random.Below(18)]); break;
                case 3: bytes.InsertRange(at, bytes.Skip(_random.Below(bytes.Count)).Take(_random.Below(40)).ToList()); break;
                default: bytes.RemoveRange(at, Math.Min(_random.Below(30), bytes.Count - at)); break;
            }

            if (bytes.Count == 0) bytes.Add(0);
        }

        return [.. bytes];
    }

    // The head names the other files as they now are, so that the reader goes on into them.
    private byte[] Sealed(Dictionary<string, byte[]> files)
    {
        var head = Encoding.UTF8.GetString(files["definition.json"]);
        foreach (var (name, bytes) in files.Where(file => file.Key != "definition.json"))
        {
            var before = File.ReadAllBytes(Path.Combine(_election.DefinitionFolder, name));
            head = head.Replace($"\"{Hash.OfBytes(before).ToHex()}\",\"length\":{before.Length}", $"\"{Hash.OfBytes(bytes).ToHex()}\",\"length\":{bytes.Length}", StringComparison.Ordinal);
        }

        return files["definition.json"].AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_election.DefinitionFolder, "definition.json"))) ? Encoding.UTF8.GetBytes(head) : files["definition.json"];
    }
}
