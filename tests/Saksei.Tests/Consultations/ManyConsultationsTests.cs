using Saksei.Election.Consultations;
using Saksei.Election.Values;
using Saksei.Tests.Election;
using Xunit;

namespace Saksei.Tests.Consultations;

/// <summary>A desk may open as many consultations as it likes: what is shown of one costs what it has, and not what all have.</summary>
public sealed class ManyConsultationsTests
{
    private const int Consultations = 2_000, Opinions = 20_000;
    private readonly CaseRegister _register = ConsultationBookTests.Opened();
    private readonly List<OpinionName> _order = [], _rejected = [];

    public ManyConsultationsTests()
    {
        for (var i = 0; i < Consultations; i++) Take(ConsultationSamples.Open(_register.Header("observers"), _register.Fold.Tick, CodeOf(i), "observers", "party"));
        for (var i = 0; i < Opinions; i += 2) HandIn(i);
        for (var i = 0; i < Opinions; i += 7) Reject(i);
    }

    private static string CodeOf(int i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c-{i % Consultations}");

    private static OpinionName NameOf(int i) => ConsultationSamples.Named(i, CodeOf(i / 2));

    private void Take(ConsultationAct act) => Assert.Equal("", _register.Fold.Apply(act, _register.Identity).VoidCode);

    // Each consultation's come in five parts, far apart.
    private void HandIn(int i)
    {
        Take(ConsultationSamples.Batch(_register.Header("observers"), _register.Fold.Tick, NameOf(i).Opinion, NameOf(i + 1).Opinion) with { Consultation = CodeOf(i / 2) });
        _order.AddRange([NameOf(i), NameOf(i + 1)]);
    }

    private void Reject(int i)
    {
        Take(ConsultationSamples.Reject(_register.Header("observers/moderator", "party/moderator"), NameOf(i).Opinion) with { Consultation = NameOf(i).Consultation });
        _rejected.Add(NameOf(i));
    }

    [Fact]
    public void Each_has_its_own_opinions_and_its_own_log_in_the_order_of_the_register_as_looking_through_all_of_them_finds()
    {
        var (opinions, rejected, records) = (_order.ToLookup(name => name.Consultation), _rejected.ToLookup(name => name.Consultation), _register.Fold.Consultations.Snapshot());
        foreach (var one in records.All)
        {
            Assert.Equal(opinions[one.Code], records.OpinionsOf(one).Select(opinion => opinion.Name));
            Assert.Equal(rejected[one.Code], records.LogOf(one).Select(opinion => opinion.Name));
            Assert.Equal((opinions[one.Code].Count(), rejected[one.Code].Count()), (one.Counts.All, one.Counts.Log));
        }
    }

    [Fact]
    public void The_document_of_all_reads_each_opinion_and_each_rejection_once()
    {
        var (known, counted, book) = (new PagedMap<string, ConsultationState>(), new Counted(), _register.Fold.Consultations);
        foreach (var one in book.All) known.Set(one.Code, one);
        foreach (var name in _order) counted.Map.Set(name, book.Find(name)!);
        var records = new ConsultationSnapshot(known, counted);
        Assert.Equal(ConsultationDocuments.Whole(book, _register.Fold.Tick), ConsultationDocuments.Whole(records, _register.Fold.Tick));
        Assert.Equal(_order.Count + _rejected.Count, counted.Reads);
    }

    private sealed class Counted : IPagedMap<OpinionName, OpinionState>
    {
        internal PagedMap<OpinionName, OpinionState> Map { get; } = new();

        internal int Reads { get; private set; }

        public IReadOnlyList<OpinionState> Frozen => Map.Frozen;

        public int Count => Map.Count;

        public OpinionState this[int ordinal]
        {
            get
            {
                Reads++;
                return Map[ordinal];
            }
        }

        public OpinionState? Find(OpinionName key) => Map.Find(key);
    }
}
