using System.Text;
using Xunit;

namespace Saksei.Tests.Vectors;

/// <summary>vectors/register/golden: a whole register, every published file and every receipt byte for byte.</summary>
public sealed class GoldenRegisterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-golden-").FullName;

    static GoldenRegisterTests()
    {
        if (VectorFolder.IsWriting) Write();
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_register_built_anew_from_its_acts_has_the_same_files_byte_for_byte()
    {
        Implementation.Store(Path.Combine(_folder, "register"), GoldenRegister.Batches(GoldenRegister.Read()));
        Implementation.Publish(Path.Combine(_folder, "register"), _folder);
        foreach (var part in new[] { "published", "receipts" })
        {
            var (stored, built) = (Files(Path.Combine(VectorFolder.Golden, part)), Files(Path.Combine(_folder, part)));
            Assert.Equal(stored.Keys, built.Keys);
            foreach (var (path, bytes) in stored) Assert.True(bytes.AsSpan().SequenceEqual(built[path]), path);
        }
    }

    [Fact]
    public void Its_script_gives_its_acts_byte_for_byte() =>
        Assert.Equal(Encoding.UTF8.GetString(GoldenRegister.ToBytes(GoldenRegister.Script())), File.ReadAllText(GoldenRegister.ActsPath));

    [Fact]
    public void Every_act_is_taken_as_the_list_says_and_written_anew_has_the_bytes_that_it_had()
    {
        var books = new VectorBooks();
        foreach (var act in GoldenRegister.Read())
        {
            Assert.Equal((act.Name, act.Expected), (act.Name, books.Take(act.Bytes)));
            Assert.Equal(act.Note, Encoding.UTF8.GetString(Implementation.Rewritten(act.Bytes)));
        }
    }

    [Fact]
    public void The_published_files_pass_every_check() =>
        Assert.Empty(Implementation.Findings(Path.Combine(VectorFolder.Golden, "published"), GoldenRegister.Read()[0].Identity));

    [Fact]
    public void Each_receipt_proves_its_act_and_no_other()
    {
        var acts = GoldenRegister.Read();
        var receipts = Files(Path.Combine(VectorFolder.Golden, "receipts")).Values.ToList();
        Assert.Equal(acts.Count, receipts.Count);
        for (var index = 0; index < acts.Count; index++)
            for (var other = 0; other < acts.Count; other++)
                Assert.Equal(index == other, Implementation.Proves(receipts[index], index, acts[other].Bytes));
    }

    private static void Write()
    {
        Directory.CreateDirectory(VectorFolder.Golden);
        foreach (var part in Directory.GetDirectories(VectorFolder.Golden)) Directory.Delete(part, recursive: true);
        File.WriteAllBytes(GoldenRegister.ActsPath, GoldenRegister.ToBytes(GoldenRegister.Script()));
        var register = Directory.CreateTempSubdirectory("saksei-golden-").FullName;
        Implementation.Store(register, GoldenRegister.Batches(GoldenRegister.Read()));
        Implementation.Publish(register, VectorFolder.Golden);
        Directory.Delete(register, recursive: true);
    }

    private static SortedDictionary<string, byte[]> Files(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes), StringComparer.Ordinal);
}
