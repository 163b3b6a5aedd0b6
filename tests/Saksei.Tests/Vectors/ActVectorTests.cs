using System.Text;
using Xunit;

namespace Saksei.Tests.Vectors;

/// <summary>vectors/acts: every kind of act, byte for byte, as a program in another language would be held against them.</summary>
public sealed class ActVectorTests
{
    public static TheoryData<string> Books => [.. VectorFile.Books];

    [Theory]
    [MemberData(nameof(Books))]
    public void Every_note_is_taken_as_its_vector_says(string book)
    {
        foreach (var register in VectorFile.Read(book).Registers)
        {
            var books = new VectorBooks();
            foreach (var act in register.Acts) Assert.Equal((act.Name, act.Expected), (act.Name, books.Take(act.Bytes)));
        }
    }

    [Theory]
    [MemberData(nameof(Books))]
    public void An_act_that_is_read_and_written_anew_has_the_bytes_that_it_had(string book)
    {
        var read = VectorFile.Read(book).Registers.SelectMany(register => register.Acts).Where(act => act.Outcome != "refused").ToList();
        Assert.NotEmpty(read);
        foreach (var act in read) Assert.Equal(act.Note, Encoding.UTF8.GetString(Implementation.Rewritten(act.Bytes)));
    }

    [Fact]
    public void Every_kind_has_notes_that_apply_that_are_void_and_that_are_refused()
    {
        var acts = VectorFile.Books.SelectMany(book => VectorFile.Read(book).Registers).SelectMany(register => register.Acts)
            .Select(act => (act.Kind, act.Outcome)).ToHashSet();
        foreach (var kind in Implementation.Kinds)
            foreach (var outcome in new[] { "applied", "void", "refused" })
                Assert.True(acts.Contains((kind, outcome)), $"{kind}: {outcome}");
    }
}

/// <summary>The scripts that vectors/acts is written from, with SAKSEI_WRITE_VECTORS=1; then what reads them is run once more without.</summary>
public sealed class VectorScriptTests
{
    public static TheoryData<string> Books => [.. Scripts.Keys];

    private static Dictionary<string, Func<VectorFile>> Scripts { get; } =
        RegisterVectors.All.Concat(FileVectors.All).Concat(CountVectors.All).Concat(ObservationVectors.All).Concat(CaseVectors.All).Concat(FindingVectors.All).Concat(ConsultationVectors.All).ToDictionary(script => script.Book, script => script.Run, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Books))]
    public void The_script_of_a_book_gives_its_file_byte_for_byte(string book)
    {
        var bytes = Scripts[book]().ToBytes();
        if (VectorFolder.IsWriting) File.WriteAllBytes(VectorFile.PathOf(book), bytes);
        Assert.Equal(Encoding.UTF8.GetString(bytes), File.ReadAllText(VectorFile.PathOf(book)));
    }

    [Fact]
    public void Every_file_is_one_that_a_script_writes() => Assert.Equal(Scripts.Keys.Order(StringComparer.Ordinal), VectorFile.Books);
}
