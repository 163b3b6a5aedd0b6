using Saksei.Node;
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
}
