using System.Text.Json;
using Saksei.Election.Results;
using Saksei.Node;
using Saksei.Rehearsal;
using Saksei.Rehearsal.Examples;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>The register of an example of elections/, built from the files in ../shared/data.</summary>
internal sealed class RealElection : IDisposable
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("saksei-real-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal RegisterHost Build(string name)
    {
        var register = Path.Combine(Folder, "register");
        Example.Build(name, register, Path.Combine(Root(), "elections", name), name == "cambodia-2023" ? "" : Data(), RehearsalExample.DefaultSeed, _ => { });
        return RegisterHost.Open(register);
    }

    /// <summary>Votes and seats by constituency and list, as they are published.</summary>
    internal static Dictionary<(string Constituency, string List), (long Votes, int Seats)> SeatsOf(RegisterHost host) => SeatsOf(host.Read(fold => fold.Results()));

    /// <summary>The same of one contest of several.</summary>
    internal static Dictionary<(string Constituency, string List), (long Votes, int Seats)> SeatsOf(ElectionResults results)
    {
        using var seats = JsonDocument.Parse(ResultsDocuments.Seats(results));
        return seats.RootElement.EnumerateArray().ToDictionary(
            row => (row.GetProperty("constituency").GetString()!, row.GetProperty("list").GetString()!),
            row => (row.GetProperty("votes").GetInt64(), row.GetProperty("seats").GetInt32()));
    }

    internal static string Data()
    {
        var data = Path.Combine(Root(), "..", "shared", "data");
        Assert.SkipUnless(Directory.Exists(data), "needs ../shared/data");
        return data;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Saksei.slnx"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("Saksei.slnx");
        return folder.FullName;
    }
}
