using Xunit;

namespace Saksei.Tests.Vectors;

/// <summary>vectors/acts: every kind of act, byte for byte. Written anew with SAKSEI_WRITE_VECTORS=1, and read without.</summary>
public sealed class ActVectorTests
{
    public static TheoryData<string> Books => [.. Scripts.Keys];

    private static Dictionary<string, byte[]> Scripts { get; } = Run();

    [Theory]
    [MemberData(nameof(Books))]
    public void The_script_of_a_book_gives_its_file_byte_for_byte(string book)
    {
        Assert.Equal(System.Text.Encoding.UTF8.GetString(Scripts[book]), File.ReadAllText(VectorFile.PathOf(book)));
    }

    [Theory]
    [MemberData(nameof(Books))]
    public void Every_note_is_taken_as_its_vector_says(string book)
    {
        foreach (var register in VectorFile.Read(book).Registers)
        {
            var books = new Books();
            foreach (var act in register.Acts) Assert.Equal((act.Name, act.Expected), (act.Name, books.Take(act.Bytes)));
        }
    }

    [Theory]
    [MemberData(nameof(Books))]
    public void An_act_that_is_read_and_written_anew_has_the_bytes_that_it_had(string book)
    {
        var read = VectorFile.Read(book).Registers.SelectMany(register => register.Acts).Where(act => act.Outcome != "refused").ToList();
        Assert.NotEmpty(read);
        foreach (var act in read) Assert.Equal(act.Note, System.Text.Encoding.UTF8.GetString(Implementation.Rewritten(act.Bytes)));
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

    private static Dictionary<string, byte[]> Run()
    {
        var files = RegisterVectors.All.Concat(CountVectors.All).Concat(CaseVectors.All).ToDictionary(file => file.Book, file => file.ToBytes(), StringComparer.Ordinal);
        if (!VectorFolder.IsWriting) return files;
        Directory.CreateDirectory(VectorFolder.Acts);
        foreach (var (book, bytes) in files) File.WriteAllBytes(VectorFile.PathOf(book), bytes);
        return files;
    }

    [Fact]
    public void Every_file_is_one_that_a_script_writes() => Assert.Equal(Scripts.Keys.Order(StringComparer.Ordinal), VectorFile.Books);
}
