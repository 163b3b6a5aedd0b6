using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Register.Notes;
using Saksei.Server.Registers;

namespace Saksei.Cli.Commands;

/// <summary>Keys, and acts signed by them: how somebody without the register's folder takes part.</summary>
internal static class SignCommands
{
    private static readonly Argument<string> Act = new("ACT") { Description = "A JSON file: the kind of act and its fields (docs/spec/act.md), without nonce, time and signers." };
    private static readonly Option<string[]> Keys = new("--key") { Description = "The file of a private key; several where several sign.", Required = true };
    private static readonly Option<string[]> Files = new("--file") { Description = "A file that goes with the act, such as a photo." };
    private static readonly Option<string?> To = new("--to") { Description = "The address of a served register: the act is handed in there." };
    private static readonly Option<string?> Origin = new("--origin") { Description = "The register's name, where nothing is handed in: the note is written." };
    private static readonly Option<bool> Preview = new("--preview") { Description = "Says what would become of it; nothing is appended." };

    internal static Command Sign()
    {
        var command = new Command("sign", "Signs an act, and hands it in with its files.") { Act, Keys, Files, To, Origin, Preview };
        command.Validators.Add(result =>
        {
            if (result.GetValue(To) is null == result.GetValue(Origin) is null) result.AddError("Either --to or --origin.");
        });
        command.SetAction(parsed =>
        {
            var (to, origin) = (parsed.GetValue(To), parsed.GetValue(Origin));
            var draft = ActDraft.Read(parsed.GetValue(Act)!, parsed.GetValue(Files) ?? []);
            SignerKey[] keys = [.. parsed.GetValue(Keys)!.Select(ReadKey)];
            if (to is null) return Write(draft.Sign(Header(origin!, keys), origin!, keys), parsed.InvocationConfiguration.Output);
            using var door = new RegisterDoor(to);
            var note = draft.Sign(Header(door.Origin, keys), door.Origin, keys);
            return door.HandIn(note, draft.Files, parsed.GetValue(Preview), parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    internal static Command Key()
    {
        var name = new Argument<string>("NAME") { Description = "ORGANISATION/DESK, such as party-01/agent-7." };
        var file = new Argument<string>("FILE") { Description = "Where the private key is kept; it must not exist yet." };
        var command = new Command("key", "Makes a key; what is printed is for whoever enrols it.") { name, file };
        command.SetAction(parsed =>
        {
            if (File.Exists(parsed.GetValue(file)!)) throw new CommandProblem("file-exists", parsed.GetValue(file)!);
            if (!VerifierKey.IsName(parsed.GetValue(name)!)) throw new CommandProblem("key-malformed", "NAME", parsed.GetValue(name)!);
            var key = SignerKey.FromSeed(parsed.GetValue(name)!, RandomNumberGenerator.GetBytes(32));
            KeyRing.Write(key, parsed.GetValue(file)!);
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(new { key = key.Verifier.Text }, Json));
            return 0;
        });
        return command;
    }

    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ActHeader Header(string origin, SignerKey[] keys) => ActDesk.Live(origin, TimeProvider.System).Header(keys);

    private static int Write(byte[] note, TextWriter output)
    {
        output.Write(Encoding.UTF8.GetString(note));
        return 0;
    }

    private static SignerKey ReadKey(string path)
    {
        if (!File.Exists(path)) throw new CommandProblem("file-missing", path);
        return SignerKey.TryParse(File.ReadAllText(path).Trim(), out var key) ? key : throw new CommandProblem("key-malformed", path);
    }
}
