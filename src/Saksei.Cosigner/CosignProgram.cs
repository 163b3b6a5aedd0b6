namespace Saksei.Cosigner;

/// <summary>The program <c>saksei-cosign</c>.</summary>
internal static class CosignProgram
{
    private const string Usage = """
        saksei-cosign init DIR --name NAME
        saksei-cosign log add DIR VKEY
        saksei-cosign approve DIR CHANGE POLICY
        saksei-cosign run DIR --listen URL [--log VKEY...]
        """;

    /// <summary>Exit 0; 2 where something is wrong, which one line on standard error says.</summary>
    internal static int Main(string[] args)
    {
        try
        {
            return Run(args);
        }
        catch (CosignerFolderException problem)
        {
            return Say($"{problem.Code}  {problem.Detail}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Say($"file-failed  {problem.Message}");
        }
    }

    private static int Run(string[] args)
    {
        switch (args)
        {
            case ["init", var folder, "--name", var name]:
                Console.Out.WriteLine(CosignerFolder.Init(folder, name));
                return 0;
            case ["log", "add", var folder, var key]:
                Console.Out.WriteLine(CosignerFolder.AddLog(folder, key));
                return 0;
            case ["approve", var folder, var change, var policy]:
                Console.Out.Write(PolicyApprovals.Approve(folder, change, policy, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
                return 0;
            case ["run", var folder, "--listen", var address, .. var logs] when Logs(logs) is { } keys:
                Serving.CosignerServer.Run(folder, address, keys, Console.Error.WriteLine);
                return 0;
            default:
                return Say(Usage);
        }
    }

    // Null where it isn't pairs of --log and a key.
    private static List<string>? Logs(string[] words)
    {
        List<string> keys = [];
        for (; words is ["--log", var key, ..]; words = words[2..]) keys.Add(key);
        return words.Length == 0 ? keys : null;
    }

    private static int Say(string line)
    {
        Console.Error.WriteLine(line);
        return 2;
    }
}
