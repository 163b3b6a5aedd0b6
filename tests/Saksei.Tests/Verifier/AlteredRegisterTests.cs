using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Saksei.Tests.Vectors;
using Xunit;

namespace Saksei.Tests.Verifier;

/// <summary>vectors/register/altered.json: of each alteration of the small register the verifier says, check by check, what stands there.</summary>
public sealed class AlteredRegisterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-altered-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_check_says_of_an_altered_register_what_the_vectors_say()
    {
        var (wrong, number) = (new List<string>(), 0);
        foreach (var (name, steps, expected) in Cases())
        {
            var folder = Path.Combine(_folder, $"{number++}");
            Alter(folder, steps);
            wrong.AddRange(SecondChecker.Differences(SecondChecker.OutcomesOfVerifier(folder), expected).Select(one => $"{name}: {one}"));
        }

        Assert.True(number > 40);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // That nobody has to co-sign only the founding act says.
    private static string OfPolicy(string[] unread) => unread.Contains("checkpoint") || unread.Contains("tree") ? "not-checked" : "not-asked";

    private static IEnumerable<(string Name, string[][] Steps, ImmutableDictionary<string, string> Expected)> Cases()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(VectorFolder.Golden)!, "altered.json")));
        var checks = Enum.GetNames<Saksei.Verifier.Check>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName).ToList();
        foreach (var one in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            var (fail, unread) = (one.GetProperty("fail").Deserialize<string[]>()!, one.GetProperty("notChecked").Deserialize<string[]>()!);
            yield return (one.GetProperty("name").GetString()!, one.GetProperty("steps").Deserialize<string[][]>()!, checks.ToImmutableDictionary(
                check => check, check => check == "kept" ? "not-asked" : check == "policy" ? OfPolicy(unread) : fail.Contains(check) ? "fail" : unread.Contains(check) ? "not-checked" : "pass"));
        }
    }

    private static void Alter(string folder, string[][] steps)
    {
        var golden = Path.Combine(VectorFolder.Golden, "published");
        foreach (var file in Directory.GetFiles(golden, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(golden, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        foreach (var step in steps) Take(Path.Combine(folder, PathOf(step[1])), step);
    }

    private static void Take(string path, string[] step)
    {
        switch (step[0])
        {
            case "remove" when Directory.Exists(path): Directory.Delete(path, recursive: true); break;
            case "remove": File.Delete(path); break;
            case "folder": Directory.CreateDirectory(path); break;
            case "put": File.WriteAllText(path, step[2]); break;
            case "append": File.AppendAllText(path, step[2]); break;
            case "link": File.CreateSymbolicLink(path, step[2]); break;
            case "cut": File.WriteAllBytes(path, File.ReadAllBytes(path)[..int.Parse(step[2], System.Globalization.CultureInfo.InvariantCulture)]); break;
            case "flip": Flip(path, step[2], step.Length > 3 ? int.Parse(step[3], System.Globalization.CultureInfo.InvariantCulture) : 0); break;
            default: throw new InvalidOperationException(step[0]);
        }
    }

    private static void Flip(string path, string text, int plus)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) + plus] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    // {entries} and {tile} are the only ones of a register so small; {paper} is the first file that an act names, {taken} the one that was taken down; others are the definition's.
    private static string PathOf(string place)
    {
        if (!place.StartsWith('{')) return place;
        var published = Path.Combine(VectorFolder.Golden, "published");
        string Only(string folder) => folder + "/" + Path.GetFileName(Directory.GetFiles(Path.Combine(published, folder)).Single());
        return place switch { "{entries}" => Only("tile/entries/000.p"), "{tile}" => Only("tile/0/000.p"), _ => "attachments/" + HashOf(place.Trim('{', '}'), published) };
    }

    private static string HashOf(string role, string published)
    {
        var acts = GoldenRegister.Read();
        if (role == "paper") return acts.Select(act => act.Note.Split("\"attachments\":[{\"sha256\":\"")).First(parts => parts.Length > 1)[1][..64];
        if (role == "taken") return acts.Single(act => act.Kind == "files/take-down").Note.Split("\"file\":\"")[1][..64];
        var hash = acts[0].Note.Split("\"definition\":\"")[1][..64];
        if (role == "definition") return hash;
        using var definition = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(published, "attachments", hash)));
        return definition.RootElement.GetProperty("files").EnumerateArray().Single(file => file.GetProperty("role").GetString() == role).GetProperty("sha256").GetString()!;
    }
}
