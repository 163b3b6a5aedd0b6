using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Consultations;

/// <summary>Consultations and their opinions: in the book that grows, or in a snapshot of it that never changes.</summary>
public abstract class ConsultationRecords
{
    private protected ConsultationRecords()
    {
    }

    private protected abstract IPagedMap<string, ConsultationState> Known { get; }

    private protected abstract IPagedMap<Hash, OpinionState> Registered { get; }

    private protected abstract IReadOnlyList<int> Log { get; }

    /// <summary>All consultations, in the order of the register.</summary>
    public IEnumerable<ConsultationState> All => Known.All;

    /// <summary>How many there are.</summary>
    public int Count => Known.Count;

    /// <summary>The consultation with a code, or null.</summary>
    public ConsultationState? Find(string code) => Known.Find(code);

    /// <summary>The opinion with a hash, or null: nobody registered it.</summary>
    public OpinionState? Find(Hash opinion) => Registered.Find(opinion);

    /// <summary>The consultation of an opinion.</summary>
    public ConsultationState Of(OpinionState opinion)
    {
        ArgumentNullException.ThrowIfNull(opinion);
        return Known[opinion.Consultation];
    }

    /// <summary>All opinions of a consultation, in the order of the register.</summary>
    public IEnumerable<OpinionState> OpinionsOf(ConsultationState consultation) => Registered.All.Where(opinion => Of(opinion).Code == consultation.Code);

    /// <summary>Its rejections, in the order of the register: the log, restored ones among them.</summary>
    public IEnumerable<OpinionState> LogOf(ConsultationState consultation) => Log.Select(place => Registered[place]).Where(opinion => Of(opinion).Code == consultation.Code);

    /// <summary>Whether a recommendation may rest on an opinion: it is known and published.</summary>
    public bool MayBeNamed(Hash opinion) => Find(opinion) is { Status: OpinionStatus.Published };
}

/// <summary>Consultations and opinions as they were when the snapshot was taken.</summary>
internal sealed class ConsultationSnapshot(IPagedMap<string, ConsultationState> known, IPagedMap<Hash, OpinionState> registered, IReadOnlyList<int> log) : ConsultationRecords
{
    private protected override IPagedMap<string, ConsultationState> Known => known;

    private protected override IPagedMap<Hash, OpinionState> Registered => registered;

    private protected override IReadOnlyList<int> Log => log;
}
