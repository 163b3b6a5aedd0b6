using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Definition;
using Saksei.Node;
using Saksei.Node.Cosigning;
using Saksei.Register.Acts;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Attacks.Setting;

/// <summary>What readers keep outside.</summary>
/// <param name="Pin">The register's name: the log's key and the founding act.</param>
/// <param name="Policy">Who has to have co-signed.</param>
/// <param name="Receipt">The receipt of the last act, which the observers got for it.</param>
/// <param name="Checkpoint">The newest checkpoint.</param>
internal sealed record KeptOutside(RegisterPin Pin, Policy Policy, byte[] Receipt, byte[] Checkpoint);

/// <summary>
/// A small register that is attacked, with everything that an attack or a reader needs of it: founded, filled and co-signed as any
/// other, published twice.
/// </summary>
/// <param name="Workshop">What it was made with.</param>
/// <param name="Definition">The election.</param>
/// <param name="Older">The register as it was published first.</param>
/// <param name="Files">The register as it is published.</param>
/// <param name="Records">Every record, as it stands in the register.</param>
/// <param name="Kept">What readers keep.</param>
internal sealed record AttackedRegister(
    Workshop Workshop, ElectionDefinition Definition, PublishedCopy Older, PublishedCopy Files, ImmutableArray<byte[]> Records, KeptOutside Kept)
{
    /// <summary>The moments of which folders are kept: behind the older publication, and now.</summary>
    internal const string Before = "before", Now = "now";

    /// <summary>The place of the act that is attacked: the party's copy of a posted sheet.</summary>
    internal int Attacked => Records.IndexOf(Records.First(record => IsCopy(Encoding.UTF8.GetString(record))));

    /// <summary>The hand that writes acts of this election, at a desk of its own.</summary>
    internal SmallNight Night(string of) => new(Definition, Workshop.Desk(of), Workshop.Key);

    /// <summary>Founds, fills and publishes one in an empty folder.</summary>
    internal static AttackedRegister Make(string folder)
    {
        var workshop = new Workshop(folder);
        SmallDefinition.WriteTo(workshop.DefinitionFolder);
        using (var log = workshop.Key(Workshop.Origin)) workshop.Cosigners.Make(log.Verifier);
        var plan = workshop.Plan(workshop.Source.KeySeed, workshop.Cosigners.PolicyLines);
        using var host = Founding.Found(workshop.RegisterFolder(Now), workshop.DefinitionFolder, plan, _ => workshop.Desk("register"));
        using var cosigners = workshop.Cosigners.Open();
        using var collector = CosignatureCollector.Start(host, cosigners.Network(), new QuickTime(), failure => throw failure);
        return Fill(workshop, host);
    }

    /// <summary>The identity of a record.</summary>
    internal static Hash IdentityOf(byte[] record) => SignedAct.Parse(record, out var code)?.Identity ?? throw new InvalidDataException(code);

    private static AttackedRegister Fill(Workshop workshop, RegisterHost host)
    {
        QuickTime.Until(() => host.IsWritable);
        host.Store.AddAttachment(SmallNight.Photograph, "image/jpeg");
        var night = new SmallNight(host.Definition, workshop.Desk("night"), workshop.Key);
        Append(host, night.Evening);
        var older = PublishedCopy.Of(new Publisher(host));
        FolderCopy.Make(workshop.RegisterFolder(Now), workshop.RegisterFolder(Before));
        workshop.Cosigners.Keep(Before);
        Append(host, night.Later);
        Append(host, [night.Last]);
        return new AttackedRegister(workshop, host.Definition, older, PublishedCopy.Of(new Publisher(host)), [.. host.Store.ReadEntries(0, host.Head.Size)], KeptOf(host));
    }

    // Everybody signs, and only then the next come: what is published is the same each time.
    private static void Append(RegisterHost host, IEnumerable<Submission> submissions)
    {
        host.Submit([.. submissions]);
        QuickTime.Until(() => host.PublishedSize == host.Head.Size && host.Cosigned?.Standings.All(one => one.Size == host.Head.Size) == true);
    }

    private static KeptOutside KeptOf(RegisterHost host)
    {
        var receipt = host.PublishedReceiptOf(host.Head.Size - 1) ?? throw new InvalidOperationException("no receipt");
        var policy = host.Founding.Policy ?? throw new InvalidOperationException("no policy");
        var founding = IdentityOf(host.Store.ReadEntries(0, 1).Single());
        return new KeptOutside(new RegisterPin(host.Founding.Log, founding), policy, receipt.ToBytes(), host.CheckpointOf(host.Head.Size) ?? []);
    }

    private static bool IsCopy(string text) =>
        text.Contains($"\"station\":\"{SmallNight.Station}\"", StringComparison.Ordinal) && text.Contains("\"posted\"", StringComparison.Ordinal);
}
