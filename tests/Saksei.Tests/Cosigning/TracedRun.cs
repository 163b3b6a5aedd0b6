using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Saksei.Cosigner;
using Saksei.Cosigner.Keeping;
using Saksei.Election.Clock;
using Saksei.Node;
using Saksei.Node.Cosigning;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Rehearsal;
using Saksei.Store;

namespace Saksei.Tests.Cosigning;

/// <summary>
/// A run of the real code that is drawn from a seed: two nodes over one register's folder, three co-signers with folders of their own,
/// any two of whom count. Nodes are killed before and after a batch is durable, co-signers at every step of their writes; an older copy
/// of the register is put back. What happens is written down in the words of docs/model, batch by batch: 0 is what was founded.
/// </summary>
internal sealed class TracedRun : IDisposable
{
    private const int Steps = 70, MostBatches = 28, Nodes = 2, Cosigners = 3;
    private readonly SeededRandom _random;
    private readonly SmallElection _election;
    private readonly TracedCosigner[] _cosigners;
    private readonly TracedNode?[] _nodes = new TracedNode?[Nodes];
    private readonly Dictionary<Hash, int> _batches = [];
    private readonly List<string> _lines = [];
    private readonly bool _restores;
    private int _kept = -1, _acts;

    internal TracedRun(int seed)
    {
        _random = new RehearsalSeed((ulong)seed).Stream("trace");
        _restores = seed % 2 == 0;
        var folder = Directory.CreateTempSubdirectory("saksei-trace-").FullName;
        _cosigners = [.. Enumerable.Range(0, Cosigners).Select(i => new TracedCosigner(i, Path.Combine(folder, $"c{i}"), this))];
        Folder = folder;
        var members = string.Join(' ', _cosigners.Select(one => one.Name));
        _election = new SmallElection(cosigners: string.Join('\n', [.. _cosigners.Select(one => one.PolicyLine), $"group two 2 {members}", "quorum two", ""]));
        foreach (var cosigner in _cosigners) cosigner.Begin(_election.Host.Founding.Log);
        _batches[_election.Host.Store.ReadHead().Root] = 0;
        _election.Host.Dispose();
    }

    internal string Folder { get; }

    /// <summary>What happened, a line each.</summary>
    internal IReadOnlyList<string> Lines => _lines;

    internal async Task<TracedRun> Go()
    {
        for (var step = 0; step < Steps && _batches.Count < MostBatches; step++) await Step(Draw(Nodes), Draw(100));
        return this;
    }

    internal int Draw(int below) => (int)(_random.Next() % (ulong)below);

    internal void Say(string what, params IEnumerable<int> numbers) => _lines.Add(string.Join(' ', [what, .. numbers.Select(one => one.ToString(CultureInfo.InvariantCulture))]));

    /// <summary>The number of the batch that a checkpoint ends with.</summary>
    internal int Batch(Hash root) => _batches.TryGetValue(root, out var batch) ? batch : throw new InvalidOperationException("a tree that no batch made");

    public void Dispose()
    {
        foreach (var node in _nodes) node?.Host.Dispose();
        foreach (var cosigner in _cosigners) cosigner.Dispose();
        _election.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task Step(int n, int drawn)
    {
        if (_nodes[n] is not { } node) Start(n);
        else if (drawn < 4) Kill(n);
        else if (drawn < 35) Append(node, (Death)(drawn % 12));
        else if (drawn < 86) await Ask(node, _cosigners[Draw(Cosigners)]);
        else if (drawn < 97 && _restores) KeepOrRestore(node, drawn);
        else _cosigners[Draw(Cosigners)].IsAway = Draw(4) == 0;
    }

    private void KeepOrRestore(TracedNode node, int drawn)
    {
        if (drawn < 92) Keep(node);
        else if (_kept >= 0) Restore();
    }

    private void Start(int n)
    {
        var node = _nodes[n] = new TracedNode(n, _election.RegisterFolder, _cosigners, _random);
        Say("start", n, HeadOf(node));
        Say("shows", n, node.Shown = PublishedOf(node));
    }

    private void Kill(int n)
    {
        if (_nodes[n] is not { } node) return;
        node.Host.Dispose();
        _nodes[n] = null;
        Say("kill", n);
    }

    private void Append(TracedNode node, Death death)
    {
        var (before, from) = (node.Host.Store.ReadHead(), HeadOf(node));
        node.Death = death;
        try
        {
            node.Host.Append([_election.SignedCopy("S01", "registered=" + ++_acts, SmallElection.Key("commission/desk"))]);
            SayAppended(node, before, from);
            Say("ack", node.Number, HeadOf(node));
        }
        catch (RegisterFolderException)
        {
            Say("refused", node.Number);
        }
        catch (SequencerStoppedException)
        {
            Say("overtaken", node.Number);
        }
        catch (KilledException)
        {
            SayAppended(node, before, from);
            Kill(node.Number);
        }

        node.Death = Death.None;
    }

    private void SayAppended(TracedNode node, RegisterHead before, int from)
    {
        var head = node.Host.Store.ReadHead();
        if (head.Epoch != before.Epoch) Say("takeOver", node.Number);
        if (head.Size == before.Size) return;
        _batches.Add(head.Root, _batches.Count);
        Say("append", node.Number, from, HeadOf(node));
    }

    // By the code that the node runs, round by round; here one co-signer after the other, so that what happens has an order.
    private async Task Ask(TracedNode node, TracedCosigner cosigner)
    {
        await CosignatureCollector.Ask(node.Host, node.Host.Cosigned!, node.Clients[cosigner.Number], node.Host.Snapshot(), CancellationToken.None);
        if (node.Host.CosignerTroubles[cosigner.Name].Length == 0) Say("heard", node.Number, cosigner.Number);
        var closed = node.Host.WhyClosed;
        if (closed is "register-behind" or "register-forked" && !node.IsClosed)
        {
            node.IsClosed = true;
            Say("contradict", node.Number, cosigner.Number);
        }

        Say(closed.Length == 0 ? "open" : closed == "cosigners-not-asked" ? "unasked" : "closed", node.Number);
        if (PublishedOf(node) is var published && published != node.Shown) Say("publish", node.Number, node.Shown = published);
    }

    private void Keep(TracedNode node)
    {
        SqliteConnection.ClearAllPools();
        File.Delete(Copy);
        using var source = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        source.Open();
        using var statement = source.CreateCommand();
        statement.CommandText = $"VACUUM INTO '{Copy}'";
        statement.ExecuteNonQuery();
        Say("keep", _kept = HeadOf(node));
    }

    private void Restore()
    {
        var head = _nodes.First(node => node is not null) is { } alive ? HeadOf(alive) : 0;
        if (head == _kept) return;
        for (var n = 0; n < Nodes; n++) Kill(n);
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(_election.RegisterFolder, RegisterHost.DatabaseName + "*")) File.Delete(file);
        File.Copy(Copy, Database);
        Say("restore", _kept);
    }

    private string Copy => Path.Combine(Folder, "copy.db");

    private string Database => Path.Combine(_election.RegisterFolder, RegisterHost.DatabaseName);

    private int HeadOf(TracedNode node) => Batch(node.Host.Store.ReadHead().Root);

    private int PublishedOf(TracedNode node) => Batch(SignedCheckpoint.Parse(node.Host.CheckpointOf(node.Host.PublishedSize)!, out _)!.Checkpoint.Root);
}

/// <summary>When a node of a run is killed.</summary>
internal enum Death
{
    None,

    /// <summary>Before anything of the batch is written.</summary>
    Before,

    /// <summary>Once the batch is durable, before its authors have their receipts.</summary>
    After,
}

/// <summary>What is thrown where SIGKILL would come; nothing that catches failures of ours passes on from it.</summary>
internal sealed class KilledException : Exception;

/// <summary>One process of a run.</summary>
internal sealed class TracedNode
{
    private readonly SeededRandom _random;
    private long _seconds = 1_700_100_000;

    internal TracedNode(int number, string folder, TracedCosigner[] cosigners, SeededRandom random)
    {
        (Number, _random) = (number, random);
        Host = RegisterHost.Open(folder, origin => new ActDesk(origin, Now, () => new UInt128(_random.Next(), _random.Next())));
        Host.Moved += () => Die(Death.After);
        var nodes = new RegisterReader(Host.Store, () => Host.Head.Size).Nodes;
        Clients = [.. Host.Founding.Policy!.Cosigners.Select((one, i) => new CosignerClient(new HttpClient(cosigners[i]), one, nodes))];
    }

    internal int Number { get; }

    internal RegisterHost Host { get; }

    internal CosignerClient[] Clients { get; }

    internal Death Death { get; set; }

    internal bool IsClosed { get; set; }

    internal int Shown { get; set; }

    private Moment Now()
    {
        Die(Death.Before);
        return new Moment(_seconds++, 0);
    }

    private void Die(Death when)
    {
        if (Death == when) throw new KilledException();
    }
}

/// <summary>A co-signer of a run: the one that is handed out, in a folder of its own, begun anew where it is killed.</summary>
internal sealed class TracedCosigner : HttpMessageHandler
{
    private readonly string _folder;
    private readonly TracedRun _run;
    private readonly string _key;
    private CheckpointDesk? _desk;
    private int _stepsLeft;

    internal TracedCosigner(int number, string folder, TracedRun run)
    {
        (Number, _folder, _run) = (number, folder, run);
        using var printed = JsonDocument.Parse(CosignerFolder.Init(folder, $"{Name}.test/w"));
        _key = printed.RootElement.GetProperty("key").GetString()!;
    }

    internal int Number { get; }

    internal string Name => $"c{Number}";

    internal string PolicyLine => $"witness {Name} {_key} http://{Name}.test/";

    internal bool IsAway { get; set; }

    internal void Begin(VerifierKey log)
    {
        CosignerFolder.AddLog(_folder, log.Text);
        _desk = Open();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsAway) throw new HttpRequestException("nobody is there");
        if (request.Method == HttpMethod.Get) return Message(_desk!.Latest(_desk.Logs.Single().Hash));
        return Message(Sign(await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
    }

    protected override void Dispose(bool disposing)
    {
        _desk?.Dispose();
        base.Dispose(disposing);
    }

    private int Known => _desk!.Logs.Single().Checkpoint is { } held ? _run.Batch(held.Root) : 0;

    private Answer Sign(byte[] body)
    {
        var asked = SignedCheckpoint.Parse(AddCheckpoint.Parse(body)!.CheckpointNote, out _)!.Checkpoint;
        var before = Known;
        _stepsLeft = _run.Draw(6) == 0 ? 1 + _run.Draw(Enum.GetValues<WriteStep>().Length) : 0;
        try
        {
            var answer = _desk!.AddCheckpoint(body);
            if (answer.Status == 200) _run.Say("cosign", Number, _run.Batch(asked.Root));
            if (answer.Status == 422 || (answer.Status == 409 && _desk.Logs.Single().Checkpoint!.Size > asked.Size)) _run.Say("decline", Number, _run.Batch(asked.Root));
            return answer;
        }
        catch (KilledException)
        {
            _desk!.Dispose();
            _desk = Open();
            if (Known != before) _run.Say("remember", Number, Known);
            _run.Say("restart", Number, Known);
            throw new HttpRequestException("it was killed");
        }
    }

    private CheckpointDesk Open() => CheckpointDesk.Open(_folder, TimeProvider.System, null, _ =>
    {
        if (_stepsLeft > 0 && --_stepsLeft == 0) throw new KilledException();
    });

    private static HttpResponseMessage Message(Answer answer) => new((HttpStatusCode)answer.Status) { Content = new ReadOnlyMemoryContent(answer.Body) };
}
