using Saksei.Node;
using Saksei.Register.Notes;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>Where a publication may be put.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    [Fact]
    public void A_publication_takes_the_place_of_an_older_one_and_of_nothing_else()
    {
        var publisher = new Publisher(_election.Host);
        var output = Path.Combine(_election.Folder, "out");
        Directory.CreateDirectory(output);
        publisher.WriteTo(output, _ => { });
        File.WriteAllText(Path.Combine(output, "results", "smuggled.json"), "[]");
        publisher.WriteTo(output, _ => { });
        Assert.False(File.Exists(Path.Combine(output, "results", "smuggled.json")));
        foreach (var folder in new[] { _election.RegisterFolder, _election.Folder, _election.DefinitionFolder, Path.Combine(output, "checkpoint") })
            Assert.Equal("folder-not-publication", Assert.Throws<RegisterFolderException>(() => publisher.WriteTo(folder, _ => { })).Code);
        Assert.True(File.Exists(Path.Combine(_election.RegisterFolder, RegisterHost.DatabaseName)));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_election.RegisterFolder, "keys")));
    }

    [Fact]
    public void A_published_folder_in_a_register_s_place_is_told()
    {
        var output = Path.Combine(_election.Folder, "out");
        new Publisher(_election.Host).WriteTo(output, _ => { });
        foreach (var command in new[] { "serve", "seats" })
            Assert.Contains("folder-is-published", Command.Run(command, output).Error, StringComparison.Ordinal);
        Assert.Contains("register-missing", Command.Run("seats", _election.DefinitionFolder).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Anothers_folder_with_a_file_named_checkpoint_is_left_as_it_is()
    {
        using var other = new SmallElection((role, text) => role == "definition" ? text : text.Replace("Smallland", "Elsewhere", StringComparison.Ordinal));
        var foreign = Path.Combine(_election.Folder, "other");
        new Publisher(other.Host).WriteTo(foreign, _ => { });
        File.WriteAllBytes(Path.Combine(foreign, "checkpoint"), new Checkpoint(SmallElection.Origin, 2, default).Sign(SmallElection.Key("somebody/else")));
        var notes = Directory.CreateDirectory(Path.Combine(_election.Folder, "notes")).FullName;
        File.WriteAllText(Path.Combine(notes, "checkpoint"), "where I stopped reading");
        foreach (var folder in new[] { foreign, notes }) Refused(folder, folder);
        var link = Path.Combine(_election.Folder, "link");
        Directory.CreateSymbolicLink(link, notes);
        Refused(link, notes);
    }

    [Theory]
    [InlineData(".publishing")]
    [InlineData(".replaced")]
    public void A_folder_beside_that_this_didnt_make_is_left_and_one_that_it_left_half_done_goes(string ending)
    {
        var output = Path.Combine(_election.Folder, "out");
        var beside = Directory.CreateDirectory(output + ending).FullName;
        File.WriteAllText(Path.Combine(beside, "thesis.txt"), "ten years of work");
        Refused(output, beside);
        Assert.False(Path.Exists(output));
        File.WriteAllText(Path.Combine(beside, "saksei-publishing"), "another.example/register");
        Refused(output, beside);
        File.WriteAllText(Path.Combine(beside, "saksei-publishing"), SmallElection.Origin);
        File.Delete(Path.Combine(beside, "thesis.txt"));
        new Publisher(_election.Host).WriteTo(output, _ => { });
        Assert.False(Path.Exists(beside));
        Assert.Equal(0, Command.Run("verify", output).Exit);
        Directory.Move(output, beside);
        new Publisher(_election.Host).WriteTo(output, _ => { });
        Assert.False(Path.Exists(beside));
    }

    private void Refused(string output, string untouched)
    {
        var before = Snapshot(untouched);
        Assert.Equal("folder-not-publication", Assert.Throws<RegisterFolderException>(() => new Publisher(_election.Host).WriteTo(output, _ => { })).Code);
        Assert.Equal(before, Snapshot(untouched));
    }

    private static List<string> Snapshot(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => file + File.ReadAllText(file))];
}
