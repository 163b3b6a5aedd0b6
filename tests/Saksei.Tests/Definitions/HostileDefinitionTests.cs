using System.Text;
using CsCheck;
using Saksei.Election;
using Xunit;

namespace Saksei.Tests.Definitions;

/// <summary>Whatever the bytes of a definition are, they are read or refused with codes: nothing throws.</summary>
public sealed class HostileDefinitionTests : IDisposable
{
    private static readonly string[] Pieces = ["", "0", "-1", "null", "true", "[]", "{}", "\"\"", "\"\\ud800\"", "{\"names\":{\"en\":5}}", "{\"\\ud800\":1}", "\r", "\ufeff", "é", ",", "\"x\":"];
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-hostile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("definition")]
    [InlineData("form")]
    [InlineData("units")]
    [InlineData("stations")]
    [InlineData("lists")]
    public void A_file_with_something_else_in_a_place_is_read_or_refused(string file)
    {
        SmallElection.WriteDefinition(_folder);
        var files = Directory.EnumerateFiles(_folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        var whole = files[file + ".json"];
        Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, 40], Gen.Int[0, Pieces.Length - 1]).Sample((at, length, piece) =>
        {
            var broken = whole[..at] + Pieces[piece] + whole[Math.Min(whole.Length, at + length)..];
            var texts = new Dictionary<string, string>(files) { [file + ".json"] = broken };
            var reading = ProceduresCheck.Read(Encoding.UTF8.GetBytes(texts["definition.json"]), named => texts.TryGetValue(named.Path, out var text) ? Encoding.UTF8.GetBytes(text) : null);
            Assert.Equal(reading.Definition is null, !reading.Problems.IsEmpty);
        }, iter: 2000, threads: 1);
    }

    [Theory]
    [InlineData("{\"names\":{\"en\":5}}")]
    [InlineData("{\"\\ud800\":1,\"method\":\"dhondt\"}")]
    public void A_seat_rule_with_what_it_cannot_hold_is_refused(string rule)
    {
        SmallElection.WriteDefinition(_folder, (role, text) => role == "definition" ? text.Replace("{\"method\":\"cambodia\",\"article\":\"art. 135\"}", rule, StringComparison.Ordinal) : text);
        var reading = ProceduresCheck.Read(File.ReadAllBytes(Path.Combine(_folder, "definition.json")), named => File.ReadAllBytes(Path.Combine(_folder, named.Path)));
        Assert.Contains(reading.Problems, problem => problem.Code is "field-unknown" or "rule-not-json");
    }
}
