using System.CommandLine;
using System.Text.Json;
using Saksei.Cli.Published;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cli.Commands;

/// <summary>The verb that checks one receipt with the act that it is for, without any network.</summary>
internal static class ReceiptCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The receipt (tlog-proof), or the answer of `sign --to` that has it." };
    private static readonly Argument<string> Note = new("NOTE") { Description = "The act: the signed note, as it was handed in or as /log/acts/INDEX gives it." };

    internal static Command Make()
    {
        var command = new Command("receipt", "Says whether a receipt shows that an act is in a register; exit 0 only if it does.") { File, Note, PinOptions.LogKey, PinOptions.Pin };
        command.SetAction(parsed =>
        {
            var log = PinOptions.Log(parsed);
            var receipt = Receipt.Parse(KeptFiles.ReadReceipt(parsed.GetRequiredValue(File)).Bytes);
            var note = KeptFiles.Read(parsed.GetRequiredValue(Note)).Bytes;
            var act = SignedAct.Parse(note, out var code) ?? throw new CommandProblem(code, parsed.GetRequiredValue(Note));
            return Write(receipt, act, log, parsed);
        });
        return command;
    }

    private static int Write(Receipt? receipt, SignedAct act, VerifierKey log, ParseResult parsed)
    {
        Checkpoint? checkpoint = null;
        var code = receipt is null ? "receipt-malformed" : receipt.Check(Hash.OfLeaf(act.Note.Span), log, out checkpoint);
        parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(new
        {
            proves = code.Length == 0,
            register = checkpoint?.Origin,
            act = act.Identity.ToHex(),
            index = receipt?.Index,
            size = checkpoint?.Size,
            code = code.Length == 0 ? null : code,
        }, JsonOutput.Options));
        if (code.Length > 0) parsed.InvocationConfiguration.Error.WriteLine(Terminal.Line(code, parsed.GetRequiredValue(File), ""));
        return code.Length == 0 ? 0 : 1;
    }
}
