using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Store;

namespace Saksei.Server.Registers;

/// <summary>Who founds a register, and under which name.</summary>
/// <param name="Origin">The log's name; begins with <c>simulated.</c> exactly where figures are simulated.</param>
/// <param name="Simulated">Whether figures are simulated.</param>
/// <param name="Founders">Code, category and interest group of each founder; each gets a key <c>code/desk</c>.</param>
/// <param name="Seed">32 secret bytes for the key of a name.</param>
public sealed record FoundingPlan(
    string Origin, bool Simulated, ImmutableArray<(string Code, string Category, string Interest)> Founders, Func<string, byte[]> Seed);

/// <summary>Begins a register in an empty folder: keys, definition as attachments, founding act, first checkpoint.</summary>
public static class Founding
{
    /// <summary>Founds a register with the definition of a folder.</summary>
    /// <exception cref="RegisterFolderException">The folder has a register already, or the definition can't be read.</exception>
    public static RegisterHost Found(string folder, string definitionFolder, FoundingPlan plan, Func<string, ActDesk>? desk = null)
    {
        var path = Path.Combine(folder, RegisterHost.DatabaseName);
        if (File.Exists(path)) throw new RegisterFolderException("register-exists", folder);
        var definition = ReadFolder(definitionFolder);
        Directory.CreateDirectory(folder);
        var keys = KeyRing.Open(Path.Combine(folder, "keys"));
        using (var store = SqliteRegisterStore.Open(path, create: true))
        {
            AddDefinition(store, definitionFolder, definition);
            Append(store, keys, plan, definition, desk?.Invoke(plan.Origin) ?? ActDesk.Live(plan.Origin, TimeProvider.System));
        }

        return RegisterHost.Open(folder, desk);
    }

    /// <summary>Reads the definition of a folder.</summary>
    /// <exception cref="RegisterFolderException">It is missing, or wrong; the first problem is told.</exception>
    public static ElectionDefinition ReadFolder(string folder)
    {
        var path = Path.Combine(folder, DefinitionReader.FileName);
        if (!File.Exists(path)) throw new RegisterFolderException("definition-missing", path);
        var reading = DefinitionReader.Read(File.ReadAllBytes(path), file => ReadFile(folder, file));
        if (reading.Definition is { } definition) return definition;
        var problem = reading.Problems[0];
        throw new RegisterFolderException(problem.Code, $"{Path.Combine(folder, problem.File)}:{problem.Line} {problem.Detail}");
    }

    /// <summary>The bytes of a definition's file, or null; files over the limit are not read.</summary>
    public static byte[]? ReadFile(string folder, DefinitionFile file)
    {
        var info = new FileInfo(Path.Combine(folder, file.Path));
        return info.Exists && info.Length <= DefinitionReader.MaximumFileBytes ? File.ReadAllBytes(info.FullName) : null;
    }

    private static void AddDefinition(SqliteRegisterStore store, string folder, ElectionDefinition definition)
    {
        store.AddAttachment(File.ReadAllBytes(Path.Combine(folder, DefinitionReader.FileName)), "application/json");
        foreach (var file in definition.Head.Files) store.AddAttachment(ReadFile(folder, file), file.Attachment.MediaType);
    }

    private static void Append(SqliteRegisterStore store, KeyRing keys, FoundingPlan plan, ElectionDefinition definition, ActDesk desk)
    {
        var log = keys.Add(plan.Origin, plan.Seed(plan.Origin));
        var clock = keys.Add(plan.Origin + "/clock", plan.Seed(plan.Origin + "/clock"));
        var desks = plan.Founders.Select(founder => keys.Add(founder.Code + "/desk", plan.Seed(founder.Code + "/desk"))).ToArray();
        ImmutableArray<Founder> founders = [.. plan.Founders.Zip(desks, (founder, key) =>
            new Founder(founder.Code, founder.Category, founder.Interest, [key.Verifier], Recovery.None))];
        var act = new RegisterFound(desk.Header(desks), definition.Identity, plan.Simulated, log.Verifier, clock.Verifier, founders);
        var sequencer = Sequencer.Open(store, log, () => RegisterHost.MakeTick(desk, clock), RegisterHost.IdentityOf);
        sequencer.Append([desk.Sign(act, desks)]);
    }
}
