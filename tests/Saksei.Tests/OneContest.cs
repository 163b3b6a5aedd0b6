using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Seats;

namespace Saksei.Tests;

/// <summary>Short words for tests of elections with one contest; where there are several they throw.</summary>
internal static class OneContest
{
    extension(ElectionDefinition definition)
    {
        internal Contest Only => definition.Contests.Single();

        internal FormLayout Form => definition.Only.Form;

        internal ImmutableArray<ElectoralList> Lists => definition.Only.Lists;

        internal ImmutableArray<Constituency> Constituencies => definition.Only.Constituencies;

        internal SeatRule? SeatRule => definition.Only.SeatRule;

        internal int FigureCount => definition.Only.FigureCount;

        internal int FigureOf(ElectoralList list) => definition.Only.FigureOf(list);

        internal string FigureName(int figure) => definition.Only.FigureName(figure);

        internal ElectoralList? FindList(string code) => definition.Only.FindList(code);

        internal ElectoralList ListOf(string code) => definition.Only.ListOf(code);

        internal Constituency? FindConstituency(string code) => definition.Only.FindConstituency(code);
    }

    extension(ElectionFold fold)
    {
        internal ContestBooks Only => fold.Contests.Single();

        internal FormBook Forms => fold.Only.Forms;

        internal ResultBook ResultBook => fold.Only.Results;

        internal HolderBook Holders => fold.Only.Holders;

        internal ElectionResults Results() => fold.Snapshot().Results;

        internal ElectionEvidence Evidence(EvidenceReading reading) => fold.Snapshot().EvidenceIn(reading);
    }

    extension(ElectionBooks books)
    {
        internal ContestAsOf Only => books.Contests.Single();

        internal FormsAsOf Forms => books.Only.Forms;

        internal Declarations Declared => books.Only.Declared;

        internal ElectionResults Results => books.Only.Results;

        internal ElectionEvidence Evidence => books.Only.Evidence;

        internal ImmutableArray<ConstituencyHolders> Holders => books.Only.Holders;

        internal ElectionEvidence EvidenceIn(EvidenceReading reading) => books.Only.EvidenceIn(reading);
    }
}
