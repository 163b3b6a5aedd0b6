using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Findings;
using Saksei.Election.Organisations;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Verifier;

namespace Saksei.Node;

/// <summary>
/// An earlier register as it was published, put through its own rules: from it findings are taken with all that proves them. Nothing of it
/// is believed by a reader of what is carried; here it is believed, so verify it first.
/// </summary>
public sealed class EarlierBooks
{
    private const int MostEntryBytes = 256 * (EntryBundle.MaximumRecordBytes + 2);
    private readonly List<ReadOnlyMemory<byte>> _records = [];
    private readonly Dictionary<KeyName, long> _givenBy = [];
    private readonly List<(long Index, VoiceAct Act, Hash Identity)> _voices = [];
    private readonly IPublishedFiles _files;
    private readonly ReadOnlyMemory<byte> _checkpoint;
    private readonly TileHashReader _tiles;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="RegisterFolderException">A file is missing or wrong.</exception>
    public EarlierBooks(IPublishedFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        _files = files;
        _checkpoint = Bytes(Publication.Checkpoint, SignedCheckpoint.MaximumBytes);
        Tree = SignedCheckpoint.Parse(_checkpoint, out var code)?.Checkpoint ?? throw new RegisterFolderException(code, Publication.Checkpoint);
        foreach (var (index, width) in TileCoordinate.BundlesOf(Tree.Size))
        {
            var path = TileCoordinate.BundlePath(index, width);
            if (!EntryBundle.TrySplit(Bytes(path, MostEntryBytes), width, out var records)) throw new RegisterFolderException("bundle-malformed", path);
            _records.AddRange(records);
        }

        if (_records.Count == 0) throw new RegisterFolderException("register-empty", "");
        _tiles = new TileHashReader(Tree.Size, tile => Bytes(tile.Path, TileCoordinate.FullWidth * Hash.Length).ToArray());
        Fold();
    }

    /// <summary>A register of this machine, as it would be published.</summary>
    public static EarlierBooks Of(RegisterHost host) => new(new Publisher(host));

    /// <summary>The checkpoint that everything is proven under.</summary>
    public Checkpoint Tree { get; }

    /// <summary>What stands in it.</summary>
    public FindingRecords Findings { get; private set; } = FindingRecords.Empty;

    /// <summary>The identities of a finding or recommendation of which the text is the beginning; all findings and recommendations for <c>all</c>.</summary>
    public IEnumerable<Hash> Find(string beginning) =>
        Findings.Findings.Select(file => file.Identity).Concat(Findings.Recommendations.Select(file => file.Identity))
            .Where(identity => beginning == "all" || identity.ToHex().StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>The identity of one of its findings, recommendations or what was said to them, by its index.</summary>
    public Hash IdentityOf(long index) => _voices.First(voice => voice.Index == index).Identity;

    /// <summary>What is carried with some findings and recommendations: what was said to them, and recommendations that rest on them.</summary>
    public IReadOnlyList<long> With(IReadOnlySet<Hash> chosen)
    {
        var all = chosen.ToHashSet();
        foreach (var file in Findings.Findings.Where(file => chosen.Contains(file.Identity)))
            all.UnionWith(file.Recommendations.Select(number => Findings.Recommendations[number - 1].Identity));
        return [.. _voices.Where(voice => all.Contains(voice.Identity) || (AboutOf(voice.Act) is { } about && all.Contains(about))).Select(voice => voice.Index)];
    }

    /// <summary>The act that carries some records, with the acts that gave out their keys and the files that this has.</summary>
    public FindingCarry Carry(ActHeader header, IReadOnlyList<long> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var files = records.SelectMany(index => _voices.First(voice => voice.Index == index).Act.References).Distinct().Where(file => ReadFile(file) is not null);
        return new FindingCarry(header, Tree.Origin, _checkpoint, [.. KeysOf(records).Select(Record)], [.. records.Select(Record)], [.. files.Take(64)]);
    }

    /// <summary>The bytes of a file that an act names; null where it isn't there.</summary>
    public ReadOnlyMemory<byte>? ReadFile(Attachment file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _files.Read(Publication.Attachment(file.Sha256), file.Length) is { IsRead: true } read && Hash.OfBytes(read.Bytes.Span) == file.Sha256 ? read.Bytes : null;
    }

    private void Fold()
    {
        var founding = SignedAct.Parse(_records[0], out var code) ?? throw new RegisterFolderException(code, "0");
        if (ActReader.ReadFounding(founding).Act is not RegisterFound found) throw new RegisterFolderException("kind-not-found", "0");
        var fold = new ElectionFold(ReadDefinition(found.Definition), Tree.Origin);
        for (var index = 0; index < _records.Count; index++)
        {
            var signed = SignedAct.Parse(_records[index], out _) ?? throw new RegisterFolderException("act-malformed", $"{index}");
            var act = index == 0 ? found : fold.Reader.Read(signed).Act ?? throw new RegisterFolderException("act-malformed", $"{index}");
            if (fold.Apply(act, signed.Identity).IsApplied) Note(index, act, signed.Identity);
        }

        Findings = fold.Findings;
    }

    private void Note(long index, Act act, Hash identity)
    {
        if (act is VoiceAct voice) _voices.Add((index, voice, identity));
        foreach (var key in KeysIn(act)) _givenBy[key] = index;
    }

    private static IEnumerable<KeyName> KeysIn(Act act) => act switch
    {
        RegisterFound found => found.Founders.SelectMany(founder => founder.Keys).Select(key => key.Name),
        OrganisationAccredit accredit => accredit.Keys.Select(key => key.Name),
        OrganisationVouch vouch => vouch.Keys.Select(key => key.Name),
        OrganisationEnrol enrol => enrol.Keys.Select(key => key.Key.Name),
        _ => [],
    };

    // Of each signer the act that gave out its key, of that act's signers likewise, back to the founding act.
    private SortedSet<long> KeysOf(IEnumerable<long> records)
    {
        var (keys, open) = (new SortedSet<long> { 0 }, new Queue<long>(records));
        while (open.TryDequeue(out var index))
            foreach (var signature in SignedAct.Parse(_records[(int)index], out _)?.Signatures ?? [])
                if (_givenBy.TryGetValue(signature.Key, out var given) && keys.Add(given)) open.Enqueue(given);
        return keys;
    }

    private CarriedRecord Record(long index) => new(index, InclusionProof.Prove(_tiles, index, Tree.Size), _records[(int)index]);

    private static Hash? AboutOf(VoiceAct act) => act switch
    {
        FindingAnswer answer => answer.Finding,
        RecommendationWord word => word.Recommendation,
        RecommendationAnswer answer => answer.Recommendation,
        RecommendationStatus status => status.Recommendation,
        _ => null,
    };

    private ElectionDefinition ReadDefinition(Hash identity)
    {
        var bytes = Bytes(Publication.Attachment(identity), DefinitionReader.MaximumFileBytes).ToArray();
        var reading = DefinitionReader.Read(bytes, file => _files.Read(Publication.Attachment(file.Attachment.Sha256), DefinitionReader.MaximumFileBytes) is { IsRead: true } read ? read.Bytes.ToArray() : null);
        return reading.Definition ?? throw new RegisterFolderException("definition-differs", reading.Problems[0].Detail);
    }

    private ReadOnlyMemory<byte> Bytes(string path, long most) =>
        _files.Read(path, most) is { IsRead: true } read ? read.Bytes : throw new RegisterFolderException(_files.Read(path, most).Code, path);
}
