using System.Collections.Immutable;
using CsCheck;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Store;
using Saksei.Tests.Books;
using Saksei.Tests.Election;
using Saksei.Tests.Seats.Naive;

namespace Saksei.Tests.Verifier;

/// <summary>
/// A random register of a small election: a random seat rule, one contest or two, with procedures or without; random acts of the count,
/// of cases and of what is observed and said, in random batches.
/// </summary>
internal sealed record RandomRegister(string SeatRule, bool HasProcedures, SmallStep[] Steps, (int Step, int Case)[] Cases, VoiceStep[] Voices, int Batch)
{
    private static readonly ImmutableArray<CaseStep> CaseSteps = [.. CaseRules.All.SelectMany(table => table.Steps)];

    private static readonly Gen<string> Rules = Gen.OneOf(
        Gen.OneOf(SmallRules.WithThreshold, SmallRules.WithTies, SmallRules.WithStruckLists, SmallRules.WithExhaustion, SmallRules.OfQuotients)
            .Select(rule => rule.Insert(1, "\"article\":\"art. 135\",").Replace("valid-with-blank", "valid", StringComparison.Ordinal)),
        SmallElections.Among(
            """{"method":"adams","article":"art. 135","ties":[{"by":"fewer-votes"}]}""",
            """{"method":"adams","article":"art. 135","ties":[{"by":"fewer-votes"},{"by":"lot"}],"threshold":{"percent":"10"}}""",
            """{"method":"sainte-lague","article":"art. 135","levelling":{"method":"sainte-lague","perConstituency":1,"threshold":{"percent":"4","level":"national"}}}""",
            """{"method":"dhondt","article":"art. 135","ties":[{"by":"more-votes"}],"levelling":{"method":"dhondt","perConstituency":1,"threshold":{"percent":"4","level":"national"}}}"""),
        Gen.Const(SmallRegister.CambodianRule), Gen.Const(SmallRegister.Several));

    internal static Gen<RandomRegister> Any { get; } = Gen.Select(
        Rules, Gen.Bool,
        Gen.Select(Gen.Int[0, 25], Gen.Int[0, 9], Gen.Int[0, 39], Gen.Int[0, 41], (kind, station, who, what) => new SmallStep(kind, station, who, what)).Array[0, 120],
        Gen.Select(Gen.Int[0, CaseSteps.Length - 1], Gen.Int[0, 5], (step, number) => (step, number)).Array[0, 60],
        Gen.Select(Gen.Int[0, RandomVoices.Kinds - 1], Gen.Int[0, 3], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], (kind, who, to, what, odd) => new VoiceStep(kind, who, to, what, odd)).Array[0, 80],
        Gen.Int[1, 20],
        (rule, procedures, steps, cases, voices, batch) => new RandomRegister(rule, procedures && rule != SmallRegister.Several, steps, cases, voices, batch));

    /// <summary>Publishes it into a folder.</summary>
    internal void PublishTo(string folder, string published)
    {
        var definition = Path.Combine(folder, "definition");
        SmallElection.WriteDefinition(definition, Edit);
        var plan = SmallElection.Plan with { Founders = [.. SmallRegister.Organisations.Select(code => (code, "any", code))] };
        var (seconds, bits) = (1_700_000_000L, (UInt128)1 << 100);
        using var host = Founding.Found(Path.Combine(folder, "register"), definition, plan, origin => new ActDesk(origin, () => new Moment(seconds += 600, 0), () => ++bits));
        foreach (var batch in Signed(host).Chunk(Batch)) host.Submit(batch);
        new Publisher(host).WriteTo(published, _ => { });
    }

    private string Edit(string file, string text) =>
        SmallRegister.Edit(SeatRule)(file, SmallElection.WithFindings(file, HasProcedures ? SmallElection.WithProcedures(file, text) : text));

    private IEnumerable<Submission> Signed(RegisterHost host)
    {
        var register = new SmallRegister(host.Definition);
        foreach (var step in Steps) register.Take(step);
        var cases = HasProcedures ? Cases.Select(one => SignCase(host, CaseSteps[one.Step], $"case-{one.Case}")) : [];
        var voices = new RandomVoices(host);
        return [.. register.Acts.Where(act => act is not ClockTick).Select(act => host.Desk.Sign(act, [.. act.Header.Signers.Select(signer => SmallElection.Key(signer.Name))])), .. cases, .. Voices.Select(voices.Sign)];
    }

    private static Submission SignCase(RegisterHost host, CaseStep step, string id)
    {
        var key = SmallElection.Key("commission/desk");
        var fields = CaseRegister.Fill(host.Definition, step);
        if (fields.Unit.Length > 0) fields = fields with { Unit = "P1" };
        if (!fields.Attachments.IsEmpty) fields = fields with { Attachments = [new Attachment(host.Store.AddAttachment("a paper"u8, "text/plain"), 7, "text/plain")] };
        return host.Desk.Sign(new CaseAct(host.Desk.Header(key), step, id, fields), key);
    }
}
