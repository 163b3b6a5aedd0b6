using System.Text;
using System.Text.Json;
using Saksei.Cli.Rehearsing;
using Saksei.Register.Notes;
using Saksei.Tests.Cli;
using Xunit;

namespace Saksei.Tests.Rehearsing;

/// <summary>A province rehearsed as an IT chief does it: a served register, people who post, a kill in between, a report that is signed.</summary>
public sealed class RehearsedProvince : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saksei-province-");

    public RehearsedProvince() => Ran = Command.Run("rehearse", Folder, "--unit", "23", "--fault", "restart", "--report", Report);

    internal Ran Ran { get; }

    internal string Folder => Path.Combine(_folder.FullName, "register");

    internal string Report => Path.Combine(_folder.FullName, "report.note");

    internal string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

/// <summary><c>saksei rehearse</c> and what it refuses.</summary>
public sealed class RehearseCommandTests(RehearsedProvince province) : IClassFixture<RehearsedProvince>
{
    private JsonElement Report => province.Ran.Json;

    [Fact]
    public void A_province_is_handed_in_through_a_kill_and_nothing_is_lost_or_twice_in_effect()
    {
        Assert.Equal((0, true), (province.Ran.Exit, Report.GetProperty("passed").GetBoolean()));
        Assert.Equal((0, 0, 0, 0), (Register("lost"), Register("twice"), Register("foreign"), Register("stationsDiffering")));
        Assert.Equal(Report.GetProperty("acts").GetProperty("count").GetInt32(), Report.GetProperty("receipts").GetProperty("checked").GetInt32());
        Assert.True(Report.GetProperty("verification").GetProperty("passed").GetBoolean());
        Assert.Equal("pass", Report.GetProperty("verification").GetProperty("checks").GetProperty("kept").GetString());
    }

    [Fact]
    public void The_server_was_killed_while_people_were_at_work_and_they_went_on()
    {
        var fault = Assert.Single(Report.GetProperty("faults").EnumerateArray());
        Assert.Equal("restart", fault.GetProperty("kind").GetString());
        Assert.InRange(fault.GetProperty("afterActs").GetInt32(), 10, Report.GetProperty("acts").GetProperty("count").GetInt32() - 10);
        Assert.True(fault.GetProperty("goesOnMs").GetDouble() >= fault.GetProperty("answersAgainMs").GetDouble());
        Assert.True(Report.GetProperty("acts").GetProperty("sentAgain").GetInt32() > 0);
    }

    [Fact]
    public void Its_report_is_signed_by_the_log_and_stands_in_the_register_s_folder()
    {
        var note = Path.Combine(province.Folder, ReportNote.FileName);
        Assert.Equal(File.ReadAllBytes(note), File.ReadAllBytes(province.Report));
        var key = Report.GetProperty("logKey").GetString()!;
        var named = Command.Run("rehearse", "--check", note, "--key", key).Json;
        Assert.Equal((true, true, key), (named.GetProperty("holds").GetBoolean(), named.GetProperty("named").GetBoolean(), named.GetProperty("signedBy").GetString()));
        Assert.False(Command.Run("rehearse", "--check", note).Json.GetProperty("named").GetBoolean());
        var stranger = SmallElection.Key("stranger/desk").Verifier.Text;
        var other = Command.Run("rehearse", "--check", note, "--key", stranger);
        Assert.Equal(1, other.Exit);
        Assert.Contains("signature-wrong", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_which_any_byte_was_altered_is_refused()
    {
        var bytes = File.ReadAllBytes(province.Report);
        Assert.True(VerifierKey.TryParse(Report.GetProperty("logKey").GetString()!, out var key));
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.True(ReportNote.Check(bytes, key).Code.Length > 0, $"byte {i}");
            bytes[i] ^= 1;
        }

        Assert.Equal("", ReportNote.Check(bytes, key).Code);
    }

    [Fact]
    public void A_note_that_is_signed_but_is_no_report_is_refused()
    {
        using var key = SmallElection.Key("commission/desk");
        var other = province.Write("other.note", SignedNote.Sign(Encoding.UTF8.GetBytes("saksei/refusal/v1\nx\n{}\n"), key));
        Assert.Contains("report-malformed", Command.Run("rehearse", "--check", other).Error, StringComparison.Ordinal);
        Assert.Contains("note-malformed", Command.Run("rehearse", "--check", province.Write("no.note", "{}"u8.ToArray())).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99", "one of 01, 02, 03")]
    [InlineData("2399", "one of 2301, 2302")]
    public void A_unit_that_isnt_there_is_refused_with_the_choices(string unit, string choices)
    {
        var refused = Command.Run("rehearse", province.Folder + "-none", "--unit", unit);
        Assert.Equal((2, ""), (refused.Exit, refused.Output));
        Assert.Contains("unit-unknown", refused.Error, StringComparison.Ordinal);
        Assert.Contains(choices, refused.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(province.Folder + "-none"));
    }

    [Fact]
    public void A_folder_that_holds_something_an_election_without_a_plan_and_a_speed_that_is_none_are_refused()
    {
        Assert.Contains("folder-not-empty", Command.Run("rehearse", province.Folder).Error, StringComparison.Ordinal);
        Assert.Contains("night-not-planned", Command.Run("rehearse", province.Folder + "-none", "--definition", "bolivia-2019").Error, StringComparison.Ordinal);
        Assert.Contains("no speed", Command.Run("rehearse", province.Folder + "-none", "--speed", "0").Error, StringComparison.Ordinal);
        Assert.Contains("Either DIR", Command.Run("rehearse").Error, StringComparison.Ordinal);
    }

    private int Register(string name) => Report.GetProperty("register").GetProperty(name).GetInt32();
}
