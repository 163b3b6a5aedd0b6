using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Verifier;
using Saksei.Words;

namespace Saksei.Cli.Published;

/// <summary>Whether a file proves that a log contradicted itself, for people and as JSON.</summary>
internal static class ContradictionReport
{
    private sealed record Side(long Size, string Root, IReadOnlyDictionary<string, string> Cosigned);

    private sealed record Judged(bool Proves, string Code, string Log, Side? Smaller, Side? Larger, IReadOnlyList<string> SignedBoth);

    /// <summary>Exit 0 where it proves it, 1 where it proves nothing.</summary>
    internal static int Write(KeptFile file, Pin pin, bool asJson, TextWriter output)
    {
        var judged = Judge(file.Bytes, pin);
        if (asJson) output.WriteLine(JsonSerializer.Serialize(judged, JsonOutput.Options));
        else WriteText(judged, pin, new PlainWriter(output));
        return judged.Proves ? 0 : 1;
    }

    private static Judged Judge(ReadOnlyMemory<byte> bytes, Pin pin)
    {
        if (ContradictionFile.Read(bytes.Span, out var code) is not { } read) return new Judged(false, code, "", null, null, []);
        code = read.Judge(out var smaller, out var larger);
        if (code.Length == 0 && pin.LogKey is { } key && key != read.Log.Text) code = "log-key-not-pinned";
        if (code.Length == 0 && pin.Policy is { } policy && policy.Log.Text != read.Log.Text) code = "policy-other-log";
        if (code.Length > 0) return new Judged(false, code, read.Log.Text, null, null, []);
        var (a, b) = (Of(smaller!, pin.Policy), Of(larger!, pin.Policy));
        return new Judged(true, "", read.Log.Text, a, b, [.. a.Cosigned.Keys.Where(b.Cosigned.ContainsKey).Order(StringComparer.Ordinal)]);
    }

    private static Side Of(SignedCheckpoint signed, Policy? policy)
    {
        var times = policy?.Judge(signed.Note).Times ?? FrozenDictionary<string, long>.Empty;
        return new Side(signed.Checkpoint.Size, signed.Checkpoint.Root.ToString(), times.OrderBy(one => one.Key, StringComparer.Ordinal).ToDictionary(one => one.Key, one => Moment(one.Value), StringComparer.Ordinal));
    }

    // By the co-signer's own clock, which may say anything.
    private static string Moment(long seconds) => seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"second {seconds}");

    private static void WriteText(Judged judged, Pin pin, TextWriter output)
    {
        if (judged.Log.Length > 0) output.WriteLine($"log key    {judged.Log}");
        if (!judged.Proves)
        {
            output.WriteLine($"This file proves nothing: {judged.Code}  {TextBook.Message(judged.Code, TextBook.Default)}");
            return;
        }

        WriteSide("first", judged.Smaller!, output);
        WriteSide("second", judged.Larger!, output);
        output.WriteLine(judged.Smaller!.Size == judged.Larger!.Size
            ? $"The log signed two different registers of {judged.Smaller.Size} acts. Both can't be true."
            : $"The log signed a register of {judged.Larger.Size} acts whose first {judged.Smaller.Size} aren't the {judged.Smaller.Size} that it signed as well. Both can't be true.");
        foreach (var name in judged.SignedBoth) output.WriteLine($"{name} co-signed both: it contradicts itself too.");
        if (pin.LogKey is null) output.WriteLine("The log's key stands in the file itself: that it is your register's you know only if you name it (--log-key, --pin).");
        if (pin.Policy is null) output.WriteLine("Who co-signed which of the two is said with --policy.");
    }

    private static void WriteSide(string which, Side side, TextWriter output)
    {
        output.WriteLine($"{which,-10} {side.Size} {side.Root}");
        foreach (var (name, at) in side.Cosigned) output.WriteLine($"           co-signed by {name} at {at}");
    }
}
