using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Store;
using Saksei.Verifier;

namespace Saksei.Node;

/// <summary>Who founds a register, and under which name.</summary>
/// <param name="Origin">The log's name; begins with <c>simulated.</c> exactly where figures are simulated.</param>
/// <param name="Simulated">Whether figures are simulated.</param>
/// <param name="Founders">Code, category and interest group of each founder; each gets a key <c>code/desk</c>.</param>
/// <param name="Seed">32 secret bytes for the key of a name.</param>
public sealed record FoundingPlan(
    string Origin, bool Simulated, ImmutableArray<(string Code, string Category, string Interest)> Founders, Func<string, byte[]> Seed)
{
    /// <summary>A policy without its log: who has to co-sign a checkpoint; nobody where it is empty.</summary>
    public ReadOnlyMemory<byte> Cosigners { get; init; }
}

/// <summary>Begins a register in an empty folder: keys, definition as attachments, founding act, first checkpoint.</summary>
public static class Founding
{
    /// <summary>What the policy is called in a register's folder, for those who verify; the founding act has it too.</summary>
    public const string PolicyFileName = "register.policy";

    /// <summary>Founds a register with the definition of a folder.</summary>
    /// <exception cref="RegisterFolderException">The folder has a register already, or the definition can't be read.</exception>
    public static RegisterHost Found(string folder, string definitionFolder, FoundingPlan plan, Func<string, ActDesk>? desk = null)
    {
        if (RegisterStore.Exists(folder)) throw new RegisterFolderException("register-exists", folder);
        var definition = ReadFolder(definitionFolder);
        var made = Make(plan, definition, desk?.Invoke(plan.Origin) ?? ActDesk.Live(plan.Origin, TimeProvider.System));
        Directory.CreateDirectory(folder);
        var keys = KeyRing.Open(Path.Combine(folder, "keys"));
        foreach (var key in made.Keys) keys.Add(key);
        using (var store = RegisterStore.Create(folder))
        {
            AddDefinition(store, definitionFolder, definition);
            Sequencer.Open(store, made.Log, () => RegisterHost.MakeTick(made.Desk, made.Clock), new StoredPlaces(store, RegisterHost.IdentityOf)).Append([made.Act]);
        }

        if (!made.Cosigning.IsNone && made.Cosigning.For(made.Log.Verifier, out _) is { } policy) File.WriteAllBytes(Path.Combine(folder, PolicyFileName), policy.ToBytes());
        File.WriteAllBytes(Path.Combine(folder, RegisterPin.FileName), new RegisterPin(made.Log.Verifier, made.Act.Identity).ToBytes());
        return RegisterHost.Open(folder, desk);
    }

    /// <summary>Reads the definition of a folder.</summary>
    /// <exception cref="RegisterFolderException">It is missing, or wrong; it names the first problem.</exception>
    public static ElectionDefinition ReadFolder(string folder)
    {
        var path = Path.Combine(folder, DefinitionReader.FileName);
        var head = ReadFile(folder, DefinitionReader.FileName) ?? throw new RegisterFolderException("definition-missing", path);
        var reading = ProceduresCheck.Read(head, file => ReadFile(folder, file));
        if (reading.Definition is { } definition) return definition;
        var problem = reading.Problems[0];
        throw new RegisterFolderException(problem.Code, $"{Path.Combine(folder, problem.File)}:{problem.Line} {problem.Detail}");
    }

    /// <summary>The bytes of a definition's file, or null; files over the limit are not read.</summary>
    /// <exception cref="RegisterFolderException">It is a link, or no file at all: nothing outside the folder becomes a part of it.</exception>
    public static byte[]? ReadFile(string folder, DefinitionFile file) => ReadFile(folder, file.Path);

    /// <summary>The bytes of a file in a definition's folder, by its name.</summary>
    /// <exception cref="RegisterFolderException">It is a link, or no file at all.</exception>
    public static byte[]? ReadFile(string folder, string name)
    {
        var read = RegularFile.Read(folder, name, DefinitionReader.MaximumFileBytes);
        if (read.State is ReadState.NotRegular or ReadState.NotRead) throw new RegisterFolderException(read.Code, Path.Combine(folder, name));
        return read.IsRead ? read.Bytes.ToArray() : null;
    }

    private static void AddDefinition(IRegisterStore store, string folder, ElectionDefinition definition)
    {
        store.AddAttachment(ReadFile(folder, DefinitionReader.FileName), "application/json");
        foreach (var file in definition.Head.Files) store.AddAttachment(ReadFile(folder, file), file.Attachment.MediaType);
    }

    /// <summary>What founding writes, made and tried before anything is written.</summary>
    private sealed record Made(ActDesk Desk, SignerKey Log, SignerKey Clock, ImmutableArray<SignerKey> Keys, Submission Act, CosigningRule Cosigning);

    private static Made Make(FoundingPlan plan, ElectionDefinition definition, ActDesk desk)
    {
        var (log, clock) = (KeyOf(plan, plan.Origin), KeyOf(plan, plan.Origin + "/clock"));
        SignerKey[] desks = [.. plan.Founders.Select(founder => KeyOf(plan, founder.Code + "/desk"))];
        ImmutableArray<Founder> founders = [.. plan.Founders.Zip(desks, (founder, key) =>
            new Founder(founder.Code, founder.Category, founder.Interest, [key.Verifier], Recovery.None))];
        var cosigning = RuleOf(plan, log.Verifier);
        var act = new RegisterFound(desk.Header(desks), definition.Identity, plan.Simulated, log.Verifier, clock.Verifier, founders, cosigning);
        var signed = desk.Sign(act, desks);
        if (new ElectionFold(definition, plan.Origin).Preview(act, signed.Identity) is { IsApplied: false } outcome)
            throw new RegisterFolderException(outcome.VoidCode, outcome.Detail);
        return new Made(desk, log, clock, [log, clock, .. desks], signed, cosigning);
    }

    private static CosigningRule RuleOf(FoundingPlan plan, VerifierKey log)
    {
        if (plan.Cosigners.IsEmpty) return CosigningRule.None;
        if (PolicyReader.ReadFor(log, plan.Cosigners.Span, out var problem) is not { } policy) throw new RegisterFolderException(problem.Code, $"{problem.Line}");

        // A policy that asks for nobody is none: its co-signers would be collected from and stand nowhere.
        return policy.Quorum.Length > 0 ? CosigningRule.Of(policy) : throw new RegisterFolderException("policy-without-quorum", "");
    }

    private static SignerKey KeyOf(FoundingPlan plan, string name) =>
        VerifierKey.IsName(name) ? SignerKey.FromSeed(name, plan.Seed(name)) : throw new RegisterFolderException("key-name-malformed", name);
}
