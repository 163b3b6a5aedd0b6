using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Consultations;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Node.Imports;

/// <summary>What opinions are registered as.</summary>
/// <param name="Consultation">The consultation's code.</param>
/// <param name="Key">The name of the key that signs batches and receipts, such as <c>observers-a/desk</c>.</param>
/// <param name="Channel">Page or paper.</param>
/// <param name="Workshop">Where, if at a workshop; empty else.</param>
/// <param name="Files">Tables, files and folders.</param>
public sealed record OpinionOrder(string Consultation, string Key, OpinionChannel Channel, string Workshop, IReadOnlyList<string> Files);

/// <summary>What was registered, in so many batches; or problems, and then nothing was.</summary>
public sealed record OpinionResult(int Registered, int Batches, long ProblemCount, IReadOnlyList<ImportProblem> Problems);

/// <summary>
/// Registers opinions that were handed in: all or none. Each gets its file and its receipt in a folder that there wasn't before, which is
/// written before anything is registered, so that no opinion is in the register whose salt is lost.
/// </summary>
public static class OpinionImport
{
    /// <summary>Registers.</summary>
    /// <param name="host">The register.</param>
    /// <param name="order">What, and as what.</param>
    /// <param name="output">A folder that doesn't exist yet.</param>
    public static OpinionResult Run(RegisterHost host, OpinionOrder order, string output)
    {
        if (host.Keys.Find(order.Key) is not { } key) return Refused(new ImportProblem("", 0, "organisation-key-missing", order.Key));
        if (host.Read(fold => fold.Organisations.FindKey(key.Verifier.Name)) is { } known && !PromiseFinding.MayPromise(known.Role)) return Refused(new ImportProblem("", 0, "promise-role", order.Key));
        var files = new OpinionFiles(host.Origin, order.Consultation, host.Desk.Now, host.Desk.Bits, (receipt, signature) => host.Read(fold => Check(fold, receipt, signature)));
        files.Collect(order.Files);
        if (files.ProblemCount > 0) return new OpinionResult(0, 0, files.ProblemCount, files.Problems);
        if (host.Read(fold => Twice(fold.Consultations, files.Opinions)) is { Count: > 0 } twice) return Refused([.. twice]);
        if (host.Read(fold => fold.Consultations.Find(order.Consultation)) is not { } consultation) return Refused(new ImportProblem("", 0, "consultation-unknown", order.Consultation));
        var batches = OpinionBatch.Of(consultation.Opened.Phases, host.Desk.Now(), files.Opinions).ToList();
        var acts = batches.Select(batch => (Batch: batch, Act: ActOf(host, order, key, batch))).ToList();
        var now = host.Read(fold => AtThisTime(host, fold));
        var problems = acts.Select(one => (one.Batch, Outcome: now.Preview(one.Act, default))).Where(one => !one.Outcome.IsApplied)
            .Select(one => new ImportProblem(Path.GetFileName(one.Batch.Opinions[0].File), one.Batch.Opinions[0].Line, one.Outcome.VoidCode, one.Outcome.Detail)).ToArray();
        if (batches.Count == 0) return Refused(new ImportProblem("", 0, "opinions-missing", ""));
        if (problems.Length > 0) return Refused(problems);
        Write(host.Origin, order.Consultation, key, files.Opinions, output);
        var submitted = host.Submit([.. acts.Select(one => host.Desk.Sign(one.Act, key))]);
        return new OpinionResult(submitted.All(one => one.Outcome.IsApplied) ? files.Opinions.Count : 0, acts.Count, 0, []);
    }

    private static Outcome Check(ElectionFold fold, OpinionReceipt receipt, NoteSignature signature) => fold.Consultations.Find(receipt.Consultation) is { } consultation
        ? PromiseFinding.Check(fold.Organisations, consultation, receipt, signature.Key, signature.Signature.Span) : Outcome.Void("consultation-unknown", receipt.Consultation);

    /// <summary>The promise to somebody whose opinion is registered later: its file and receipt, in a folder.</summary>
    public static OpinionReceipt Promise(OpinionText text, Election.Clock.Moment received, SignerKey key, string output)
    {
        Directory.CreateDirectory(output);
        var receipt = new OpinionReceipt(text.Origin, text.Consultation, text.Opinion, received);
        File.WriteAllBytes(Path.Combine(output, receipt.Number + ".opinion"), text.ToBytes());
        File.WriteAllBytes(Path.Combine(output, receipt.Number + ".receipt"), receipt.Sign(key));
        return receipt;
    }

    // The batch comes behind a tick of its own: in a quiet register the last one may be of long ago.
    private static ElectionFold AtThisTime(RegisterHost host, ElectionFold fold)
    {
        var fork = fold.Fork();
        var tick = new ClockTick(new ActHeader(host.Desk.Bits(), host.Desk.Now(), [host.Founding.Clock.Name]));
        fork.Apply(tick, Hash.OfBytes(tick.ToBody()));
        return fork;
    }

    private static ConsultationBatch ActOf(RegisterHost host, OpinionOrder order, SignerKey key, OpinionBatch batch) => new(
        host.Desk.Header(key), order.Consultation, order.Channel, order.Workshop, batch.From, batch.Until, [.. batch.Opinions.Select(one => one.Text.Opinion)]);

    // A batch would pass over what is known; its typist should hear of it.
    private static List<ImportProblem> Twice(ConsultationRecords records, IReadOnlyList<CollectedOpinion> opinions)
    {
        var (seen, problems) = (new HashSet<Hash>(), new List<ImportProblem>());
        foreach (var one in opinions)
            if (!seen.Add(one.Text.Opinion)) problems.Add(new ImportProblem(Path.GetFileName(one.File), one.Line, "opinion-twice", one.Text.Opinion.ToHex()));
            else if (records.Find(new OpinionName(one.Text.Consultation, one.Text.Opinion)) is not null and not { Channel: OpinionChannel.Promise }) problems.Add(new ImportProblem(Path.GetFileName(one.File), one.Line, "opinion-known", one.Text.Opinion.ToHex()));
        return problems;
    }

    private static void Write(string origin, string consultation, SignerKey key, IReadOnlyList<CollectedOpinion> opinions, string output)
    {
        Directory.CreateDirectory(output);
        foreach (var one in opinions)
        {
            if (one.Receipt is null) Promise(one.Text, one.Received, key, output);
            else File.WriteAllBytes(Path.Combine(output, new OpinionReceipt(origin, consultation, one.Text.Opinion, one.Received).Number + ".receipt"), one.Receipt);
        }
    }

    private static OpinionResult Refused(params ImportProblem[] problems) => new(0, 0, problems.Length, [.. problems.Take(100)]);
}
