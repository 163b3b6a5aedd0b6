using Saksei.Election.Values;

namespace Saksei.Election.Consultations;

/// <summary>Consultations and their opinions: in the book that grows, or in a snapshot of it that never changes.</summary>
public abstract class ConsultationRecords
{
    private protected ConsultationRecords()
    {
    }

    private protected abstract IPagedMap<string, ConsultationState> Known { get; }

    private protected abstract IPagedMap<OpinionName, OpinionState> Registered { get; }

    /// <summary>All consultations, in the order of the register.</summary>
    public IEnumerable<ConsultationState> All => Known.All;

    /// <summary>How many there are.</summary>
    public int Count => Known.Count;

    /// <summary>The consultation with a code, or null.</summary>
    public ConsultationState? Find(string code) => Known.Find(code);

    /// <summary>The opinion, or null: nobody registered it in this consultation.</summary>
    public OpinionState? Find(OpinionName opinion) => Registered.Find(opinion);

    /// <summary>All opinions of a consultation, in the order of the register.</summary>
    public IEnumerable<OpinionState> OpinionsOf(ConsultationState consultation) => consultation.Opinions.Select(number => Registered[number]);

    /// <summary>Its rejections, in the order of the register: the log, restored ones among them.</summary>
    public IEnumerable<OpinionState> LogOf(ConsultationState consultation) => consultation.Log.Select(number => Registered[number]);

    /// <summary>Whether a recommendation may rest on an opinion: it is known and published.</summary>
    public bool MayBeNamed(OpinionName opinion) => Find(opinion) is { Status: OpinionStatus.Published };
}

/// <summary>Consultations and opinions as they were when the snapshot was taken.</summary>
internal sealed class ConsultationSnapshot(IPagedMap<string, ConsultationState> known, IPagedMap<OpinionName, OpinionState> registered) : ConsultationRecords
{
    private protected override IPagedMap<string, ConsultationState> Known => known;

    private protected override IPagedMap<OpinionName, OpinionState> Registered => registered;
}
