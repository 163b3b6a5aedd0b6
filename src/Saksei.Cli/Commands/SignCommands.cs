using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saksei.Cli.Checklists;
using Saksei.Election.Acts;
using Saksei.Node;
using Saksei.Register.Notes;

namespace Saksei.Cli.Commands;

/// <summary>Keys, and acts signed by them: how somebody without the register's folder takes part.</summary>
internal static class SignCommands
{
    private static readonly Argument<string> Act = new("ACT") { Description = "A JSON file: the kind of act and its fields (docs/spec/act.md), without nonce, time and signers; or a note that others signed." };
    private static readonly Option<string[]> Keys = new("--key") { Description = "The file of a private key; several where several sign.", Required = true };
    private static readonly Option<string[]> With = new("--with") { Description = "The public key (as `key` prints it) of somebody who signs after you, at another machine." };
    private static readonly Option<string[]> Files = new("--file") { Description = "A file that goes with the act, such as a photo." };
    private static readonly Option<string?> To = new("--to") { Description = "The address of a served register: the act is handed in there." };
    private static readonly Option<string?> Origin = new("--origin") { Description = "The register's name, where nothing is handed in: the note is written." };
    private static readonly Option<string?> Checklist = new("--checklist") { Description = "Of answers to a checklist: it, as .json, .xlsx or a folder of CSV tables; they are held against it first. A served register gives it by itself." };
    private static readonly Option<string?> Words = new("--words") { Description = "Where texts of answers are written, salted, if nothing is handed in; they go with the note." };
    private static readonly Option<bool> Preview = new("--preview") { Description = "Says what would become of it; nothing is appended." };

    internal static Command Sign()
    {
        var command = new Command("sign", "Signs an act for a register that you name, and hands it in with its files.") { Act, Keys, With, Files, To, PinOptions.LogKey, PinOptions.Pin, Origin, Preview, Checklist, Words };
        command.Validators.Add(result =>
        {
            var isNote = result.GetValue(Act) is { } act && UnfinishedNote.Read(act) is not null;
            if (!isNote && result.GetValue(To) is null == result.GetValue(Origin) is null) result.AddError("Either --to or --origin.");
            if (result.GetValue(With) is { Length: > 0 } && result.GetValue(To) is not null) result.AddError("--with goes with --origin: it is handed in once all have signed.");
            if (result.GetValue(To) is not null && result.GetValue(PinOptions.LogKey) is null && result.GetValue(PinOptions.Pin) is null)
                result.AddError("--to needs --log-key or --register-pin: a server could name any register.");
        });
        command.SetAction(parsed =>
        {
            SignerKey[] keys = [.. parsed.GetRequiredValue(Keys).Select(ReadKey)];
            if (UnfinishedNote.Read(parsed.GetRequiredValue(Act)) is { } unfinished) return AddTo(unfinished, keys, parsed);
            var draft = ActDraft.Read(parsed.GetRequiredValue(Act), parsed.GetValue(Files) ?? []);
            using var door = parsed.GetValue(To) is { } to ? new RegisterDoor(to, PinOptions.Log(parsed)) : null;
            return AnswersToSign.Of(parsed.GetRequiredValue(Act), draft, parsed.GetValue(Checklist), door, parsed.InvocationConfiguration.Error) is { } held ? Sign(held, keys, door, parsed) : 2;
        });
        return command;
    }

    private static int Sign(ActDraft draft, SignerKey[] keys, RegisterDoor? door, ParseResult parsed)
    {
        var origin = door?.Origin ?? parsed.GetRequiredValue(Origin)!;
        SayFor(origin, parsed);
        var note = draft.Sign(Header(origin, keys, door is null ? parsed.GetValue(With) ?? [] : []), origin, keys);
        if (door is not null) return door.HandIn(parsed.GetRequiredValue(Act), note, draft.Files, parsed.GetValue(Preview), parsed.InvocationConfiguration);
        draft.KeepWords(parsed.GetValue(Words));
        return Write(note, parsed.InvocationConfiguration.Output);
    }

    private static void SayFor(string origin, ParseResult parsed) => parsed.InvocationConfiguration.Error.WriteLine($"signing for the register {origin}");

    internal static Command Key()
    {
        var name = new Argument<string>("NAME") { Description = "ORGANISATION/DESK, such as party-01/agent-7." };
        var file = new Argument<string>("FILE") { Description = "Where the private key is kept; it must not exist yet." };
        var command = new Command("key", "Makes a key and prints its public half, for the organisation that enrols it.") { name, file };
        command.SetAction(parsed =>
        {
            if (File.Exists(parsed.GetRequiredValue(file))) throw new CommandProblem("file-exists", parsed.GetRequiredValue(file));
            if (!IsDesk(parsed.GetRequiredValue(name))) throw new CommandProblem("key-malformed", "NAME", $"{parsed.GetValue(name)}, not ORGANISATION/DESK such as party-01/agent-7");
            var key = SignerKey.FromSeed(parsed.GetRequiredValue(name), RandomNumberGenerator.GetBytes(32));
            KeyRing.Write(key, parsed.GetRequiredValue(file));
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(new { key = key.Verifier.Text }, Json));
            return 0;
        });
        return command;
    }

    // Both parts are there, and it is a name: a key of another form is enrolled nowhere.
    private static bool IsDesk(string name) => VerifierKey.IsName(name) && name.IndexOf('/') is > 0 and var slash && slash < name.Length - 1;

    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Signs what others signed before; once all have, it can be handed in.
    private static int AddTo(UnfinishedNote note, SignerKey[] keys, ParseResult parsed)
    {
        // Before anything is signed: the note, the server and the pin are of one register.
        using var door = parsed.GetValue(To) is { } to ? new RegisterDoor(to, PinOptions.Log(parsed)) : null;
        var wanted = door?.Origin ?? (PinOptions.HasLog(parsed) ? PinOptions.Log(parsed).Name.Name : note.Origin);
        if (wanted != note.Origin) throw new CommandProblem("origin-differs", parsed.GetRequiredValue(Act), note.Origin);
        SayFor(note.Origin, parsed);
        foreach (var key in keys) note.Sign(key);
        foreach (var missing in note.Missing) Terminal.Progress($"{missing} hasn't signed yet");
        if (door is null) return Write(note.ToBytes(), parsed.InvocationConfiguration.Output);
        return door.HandIn(parsed.GetRequiredValue(Act), note.ToBytes(), [.. (parsed.GetValue(Files) ?? []).Select(DraftFile.Read)], parsed.GetValue(Preview), parsed.InvocationConfiguration);
    }

    private static ActHeader Header(string origin, SignerKey[] keys, string[] with)
    {
        var header = ActDesk.Live(origin, TimeProvider.System).Header(keys);
        return header with { Signers = [.. header.Signers, .. with.Select(text => VerifierKey.TryParse(text, out var key) ? key.Name : throw new CommandProblem("key-malformed", "--with", text))] };
    }

    private static int Write(byte[] note, TextWriter output)
    {
        output.Write(Encoding.UTF8.GetString(note));
        return 0;
    }

    /// <summary>The private key of a file.</summary>
    internal static SignerKey ReadKey(string path)
    {
        if (!File.Exists(path)) throw new CommandProblem("file-missing", path);
        return SignerKey.TryParse(File.ReadAllText(path).Trim(), out var key) ? key : throw new CommandProblem("key-malformed", path);
    }
}
