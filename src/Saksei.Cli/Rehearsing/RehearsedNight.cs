using System.Globalization;
using System.Net.Sockets;
using Saksei.Cli.Commands;
using Saksei.Cli.Served;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Served;
using Saksei.Verifier;

namespace Saksei.Cli.Rehearsing;

/// <summary>What is rehearsed.</summary>
/// <param name="Folder">Where the register will be.</param>
/// <param name="DefinitionFolder">Of which election.</param>
/// <param name="Unit">The code of the part; empty for the whole.</param>
/// <param name="Speed">How fast.</param>
/// <param name="Seed">All chance comes from it.</param>
/// <param name="Restarts">Whether the server is killed in the busiest minute.</param>
internal sealed record RehearsalOrder(string Folder, string DefinitionFolder, string Unit, Speed Speed, ulong Seed, bool Restarts);

/// <summary>One rehearsal from founding the register to the report.</summary>
internal sealed class RehearsedNight
{
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);
    private readonly RehearsalOrder _order;
    private readonly ServedNight _night;
    private readonly ReceiptBook _book;
    private readonly List<RehearsedFault> _faults = [];
    private readonly List<RehearsedAct> _handedIn;
    private readonly string _begun = RehearsedServer.Now();
    private int _notIncluded;

    private RehearsedNight(RehearsalOrder order, ServedNight night) =>
        (_order, _night, _book, _handedIn) = (order, night, new ReceiptBook(night.Acts.All.Length + 1), [.. night.Acts.All]);

    internal static async Task<RehearsalReport> Run(RehearsalOrder order)
    {
        var night = ServedNight.Found(order.Folder, order.DefinitionFolder, definition => UnitChoice.Of(definition, order.Unit), order.Seed, Terminal.Progress);
        var rehearsed = new RehearsedNight(order, night);
        await rehearsed.Serve();
        return rehearsed.Report();
    }

    private async Task Serve()
    {
        using var server = await RehearsedServer.Start(_order.Folder);
        Terminal.Progress($"served at http://127.0.0.1:{server.Port}; {_handedIn.Count} acts to hand in");
        using var over = new CancellationTokenSource();
        var saying = Say(over.Token);
        try
        {
            await Play(server);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            throw new CommandProblem("target-unreachable", $"127.0.0.1:{server.Port}");
        }
        finally
        {
            await over.CancelAsync();
            await saying;
        }
    }

    private async Task Play(RehearsedServer server)
    {
        var people = new People(_night.Register, server.Port, _order.Speed, _book);
        await people.InLine(_night.Acts.OfMorning.ToArray());
        var faults = _order.Restarts ? new[] { server.KillAt(_night.Acts.BusiestMoment(), _book) } : [];
        _faults.AddRange(await Through(people.AllAtOnce(_night.Acts.OfNight.ToArray()), _book, faults));
        await people.InLine(_night.Acts.OfEvening.ToArray());
        await people.InLine([await Declare(server.Port)]);
        var later = await LaterCheckpoint.Read(server.Port, _night.Register);
        _notIncluded = _book.Receipts.Count(receipt => !later.Includes(receipt.Answer));
        Terminal.Progress($"{_book.Count} receipts checked, {_book.Count - _notIncluded} acts in the checkpoint of {later.Checkpoint.Size}");
    }

    /// <summary>The night with what goes wrong in it: where the server doesn't come back there is nothing to wait for.</summary>
    internal static async Task<RehearsedFault[]> Through(Task night, ReceiptBook book, Task<RehearsedFault>[] faults)
    {
        if (faults.Length > 0 && await Task.WhenAny([night, .. faults]) != night) await Task.WhenAll(faults);
        await night;
        book.End();
        return await Task.WhenAll(faults);
    }

    // The commission asks the register what it sums up to, and declares just that.
    private async Task<RehearsedAct> Declare(int port)
    {
        var later = await LaterCheckpoint.Read(port, _night.Register);
        using var client = new LoopbackClient(0, port);
        var tally = await client.Ask(LoopbackClient.Get(string.Create(CultureInfo.InvariantCulture, $"/results/tally.json?at={later.Checkpoint.Size}")), keepBody: true);
        if (tally.Status != 200) throw new CommandProblem("target-unreachable", "/results/tally.json");
        _handedIn.Add(_night.Declare(Hash.OfBytes(tally.Body)));
        return _handedIn[^1];
    }

    private async Task Say(CancellationToken over)
    {
        var before = 0;
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(SayEvery, over).ContinueWith(_ => { }, TaskScheduler.Default);
            var count = _book.Count;
            if (!over.IsCancellationRequested) Terminal.Progress($"{count} of {_handedIn.Count} acts, {(count - before) / SayEvery.TotalSeconds:0} a second");
            before = count;
        }
    }

    private RehearsalReport Report()
    {
        Terminal.Progress("opening the register again");
        using var host = RegisterHost.Open(_order.Folder);
        var found = RegisterAfterwards.Of(host, _night, [.. _book.Receipts.Select(receipt => new ReceiptedAct(_handedIn[receipt.Number].Identity, receipt.Answer.Index))]);
        Terminal.Progress("verifying");
        var verified = Verify(host);
        return Describe(found, verified) with { Ended = RehearsedServer.Now() };
    }

    private VerificationReport Verify(RegisterHost host)
    {
        var kept = new Kept([.. _book.Kept.Select((receipt, i) => new KeptFile($"receipt {i + 1}", receipt))], []);
        return SetAside.Run(() => Verification.Run(new Publisher(host), new Pin(_night.Register.Log.Text, _night.Register.Founding.ToHex()), kept: kept));
    }

    private RehearsalReport Describe(RegisterAfterwards found, VerificationReport verified)
    {
        var (register, acts) = (_night.Register, _night.Acts);
        var (first, count) = (acts.Morning, acts.OfNight.Length);
        var part = new RehearsedPart(register.Definition.Head.Code, register.Definition.Identity.ToHex(), register.Unit.Code, register.Unit.Kind, register.Unit.Names.In("en"), register.Stations);
        return new RehearsalReport(
            IsWhole(found, verified), true, register.Origin, register.Log.Text, register.Founding.ToHex(), part, _order.Seed, _order.Speed.ToString(), _faults, _begun, "",
            Machine.This, RehearsedActs.Of(_handedIn, _book.Again), _book.Rates(first, count), _book.Waits(first, count),
            new CheckedReceipts(_book.Count, _notIncluded, _book.Refused),
            new FoundAfterwards(found.Lost, found.Twice, found.Foreign, found.StationsDiffering, _night.VoidPlanned, found.Void),
            Verified.Of(verified), new NamedCheckpoint(verified.Size, verified.Root));
    }

    private bool IsWhole(RegisterAfterwards found, VerificationReport verified) =>
        verified.Passed && _notIncluded == 0 && _book.Refused.Count == 0 && _book.Count == _handedIn.Count
        && found is { Lost: 0, Twice: 0, Foreign: 0, StationsDiffering: 0 } && found.Void.Values.Sum() == _night.VoidPlanned;
}
