using System.Security.Cryptography;
using System.Text;
using Saksei.Attacks.Playing;
using Saksei.Attacks.Setting;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Attacks;

/// <summary>
/// One byte of a published register with co-signers, altered: any byte of any file, to any other value. SAKSEI_SEED=… alters the bytes
/// that an earlier run did.
/// </summary>
public sealed class OneByteTests(StageFixture fixture) : IClassFixture<StageFixture>
{
    private const int Times = 200;

    private AttackedRegister Register => fixture.Stage.Register;

    // Signed by just as many as the policy asks for: a line beyond means nothing more, and may be altered into one that means nothing.
    [Fact]
    public void Of_200_random_alterations_of_one_byte_all_are_caught_and_named()
    {
        var seed = Environment.GetEnvironmentVariable("SAKSEI_SEED") ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        TestContext.Current.TestOutputHelper?.WriteLine($"SAKSEI_SEED={seed}");
        var files = WithTwoLines();
        Assert.Empty(Findings(files));
        string[] paths = [.. files.All.Keys];
        for (var time = 0; time < Times; time++)
        {
            var drawn = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {time}"));
            var path = paths[BitConverter.ToUInt32(drawn, 0) % (uint)paths.Length];
            var at = (int)(BitConverter.ToUInt32(drawn, 4) % (uint)files.All[path].Length);
            var (said, found) = ($"SAKSEI_SEED={seed}: {path} byte {at}", Findings(Altered(files, path, at, (byte)(1 + drawn[8] % 255))));
            Assert.True(found.Count > 0, $"{said} altered and nothing seen");
            Assert.True(found.Any(finding => finding.File == path || finding.Leaf >= 0), $"{said}: {string.Join('\n', found)}");
        }
    }

    [Fact]
    public void Of_a_co_signature_beyond_what_the_policy_asks_for_only_whose_it_is_can_be_altered_unseen()
    {
        var note = Register.Files.Checkpoint;
        var line = Encoding.UTF8.GetString(note).Split('\n')[^2];
        var start = note.Length - Encoding.UTF8.GetByteCount(line) - 1;
        var unseen = Enumerable.Range(start, note.Length - start).Where(at => Findings(Altered(Register.Files, Publication.Checkpoint, at, 1)).Count == 0).ToList();

        // Its name, and the first characters of what is behind it: the number of its key.
        var end = start + Encoding.UTF8.GetByteCount(line[..(line.LastIndexOf(' ') + 1)]) + 6;
        Assert.NotEmpty(unseen);
        Assert.All(unseen, at => Assert.InRange(at, start, end));
    }

    private PublishedCopy WithTwoLines()
    {
        var text = Encoding.UTF8.GetString(Register.Files.Checkpoint);
        return Register.Files.With(Publication.Checkpoint, Encoding.UTF8.GetBytes(text[..(text.TrimEnd('\n').LastIndexOf('\n') + 1)]));
    }

    private static PublishedCopy Altered(PublishedCopy files, string path, int at, byte by)
    {
        var bytes = (byte[])files.All[path].Clone();
        bytes[at] ^= by;
        return files.With(path, bytes);
    }

    private List<Finding> Findings(PublishedCopy files)
    {
        using var scene = new Scene(Register, Hands.Disk, "");
        var report = Reader.All.Single(reader => reader.Name == "policy").Verify(files, scene);
        Assert.Equal(report.Passed, report.Findings.IsEmpty);
        return [.. report.Findings];
    }
}
