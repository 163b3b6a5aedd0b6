namespace Saksei.Election.Definition.Rules;

/// <summary>What holds for every file of a definition before it is read.</summary>
internal static class FileRules
{
    private static ReadOnlySpan<byte> Mark => [0xef, 0xbb, 0xbf];

    internal static void Check(byte[] document, ProblemList problems)
    {
        if (document.AsSpan().StartsWith(Mark)) problems.Add("byte-order-mark", "", 0);
        if (document.AsSpan().IndexOf((byte)'\r') is var at and >= 0) problems.Add("line-end", "", at);
    }
}
