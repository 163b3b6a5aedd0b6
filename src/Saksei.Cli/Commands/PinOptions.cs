using System.CommandLine;
using Saksei.Cli.Published;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Verifier;

namespace Saksei.Cli.Commands;

/// <summary>How a command is given what names a register: the log's key, the founding act, or the file with both.</summary>
internal static class PinOptions
{
    internal static readonly Option<string?> LogKey = new("--log-key") { Description = "The log's key, known from elsewhere." };
    internal static readonly Option<string?> Founding = new("--founding") { Description = "The founding act's identity, known from elsewhere." };
    internal static readonly Option<string?> Pin = new("--pin", "--register-pin") { Description = "A file register.pin with both, as `new` and `demo` write it." };

    internal static readonly Option<string?> Policy = new("--policy") { Description = "A file register.policy, known from elsewhere: enough of its co-signers must have signed." };

    /// <summary>What was named; nothing if nothing was.</summary>
    internal static Pin Of(ParseResult parsed)
    {
        var pin = FileOf(parsed);
        var founding = parsed.GetValue(Founding) is { } text ? HashOf(text) : pin?.Founding;
        return new Pin(KeyOf(parsed, pin)?.Text, founding?.ToHex());
    }

    /// <summary>The same with the policy that was named, for the command that takes one.</summary>
    internal static Pin WithPolicy(ParseResult parsed) => Of(parsed) with { Policy = PolicyOf(parsed) };

    /// <summary>The log's key, which must have been named.</summary>
    internal static VerifierKey Log(ParseResult parsed) =>
        KeyOf(parsed, FileOf(parsed)) ?? throw new CommandProblem("pin-missing", "--log-key, --register-pin");

    /// <summary>Whether the log's key was named, by itself or by a file.</summary>
    internal static bool HasLog(ParseResult parsed) => parsed.GetValue(LogKey) is not null || parsed.GetValue(Pin) is not null;

    private static Register.Cosigning.Policy? PolicyOf(ParseResult parsed)
    {
        if (parsed.GetValue(Policy) is not { } path) return null;
        return PolicyReader.Read(KeptFiles.Read(path).Bytes.Span, out var problem) ?? throw new CommandProblem(problem.Code, $"{path}:{problem.Line}");
    }

    private static VerifierKey? KeyOf(ParseResult parsed, RegisterPin? pin)
    {
        if (parsed.GetValue(LogKey) is not { } text) return pin?.Log;
        if (!VerifierKey.TryParse(text, out var key)) throw new CommandProblem("key-malformed", "--log-key", text);
        return pin is null || pin.Log.Text == key.Text ? key : throw new CommandProblem("options-contradict", "--log-key, --pin");
    }

    private static RegisterPin? FileOf(ParseResult parsed) => parsed.GetValue(Pin) is not { } path ? null
        : RegisterPin.Parse(KeptFiles.Read(path).Bytes.Span) ?? throw new CommandProblem("pin-malformed", path);

    private static Hash HashOf(string text) =>
        Hash.TryParseHex(text, out var hash) ? hash : throw new CommandProblem("hash-malformed", "--founding", text);
}
