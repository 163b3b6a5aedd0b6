using System.Text.Json;
using Saksei.Cli;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>A command as it is typed, run in this process: exit code, standard output and standard error.</summary>
internal sealed record Ran(int Exit, string Output, string Error)
{
    internal JsonElement Json
    {
        get
        {
            Assert.True(Exit == 0, Error);
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }
}

/// <summary>Runs commands in this process.</summary>
internal static class Command
{
    static Command() => Environment.SetEnvironmentVariable("SAKSEI_ROOT", Repository.Root);

    internal static Ran Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = Root.Run(args, output, error);
        return new Ran(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command whose last argument is a file of this text.</summary>
    internal static Ran RunOn(string text, params string[] args) => RunOn(System.Text.Encoding.UTF8.GetBytes(text), args);

    internal static Ran RunOn(byte[] bytes, params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("saksei-cli-");
        try
        {
            var path = Path.Combine(folder.FullName, "votes.csv");
            File.WriteAllBytes(path, bytes);
            return Run([.. args, path]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>"A 3, B 1": the lists with seats of an answer.</summary>
    internal static string Seats(this JsonElement answer) => string.Join(", ", answer.GetProperty("seats").EnumerateArray()
        .Where(list => list.GetProperty("seats").GetInt32() > 0).Select(list => $"{list.GetProperty("list").GetString()} {list.GetProperty("seats").GetInt32()}"));
}
