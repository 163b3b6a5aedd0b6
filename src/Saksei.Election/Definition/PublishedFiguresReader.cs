using System.Collections.Immutable;
using Saksei.Election.Reading;

namespace Saksei.Election.Definition;

/// <summary>Reads the figures that an authority published, which stand in <c>definition.json</c> beside what is counted.</summary>
internal static class PublishedFiguresReader
{
    private static readonly FieldNames Fields = new("date", "registered", "cast", "valid", "invalid", "lists", "winners");
    private static readonly FieldNames ListFields = new("list", "votes", "seats");
    private static readonly FieldNames WinnerFields = new("constituency", "list", "seats");

    internal static PublishedFigures Read(ref StrictJson json)
    {
        FieldsRead read = default;
        var figures = new PublishedFigures(default, 0, 0, 0, 0, []);
        json.EnterObject();
        while (json.NextField(Fields, ref read, out var field))
            figures = field switch
            {
                0 => figures with { Date = DefinitionHeadReader.ReadDate(ref json) },
                1 => figures with { Registered = json.Whole(1L << 40) },
                2 => figures with { Cast = json.Whole(1L << 40) },
                3 => figures with { Valid = json.Whole(1L << 40) },
                4 => figures with { Invalid = json.Whole(1L << 40) },
                5 => figures with { Lists = ReadLists(ref json) },
                _ => SkipWinners(ref json, figures),
            };
        json.Require(Fields, read, 6);
        return figures;
    }

    private static PublishedFigures SkipWinners(ref StrictJson json, PublishedFigures figures)
    {
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            json.EnterObject();
            while (json.NextField(WinnerFields, ref read, out var field))
            {
                if (field < 2) json.CodeText();
                else if (json.Whole(9_999) == 0) json.Fail("seats-zero");
            }

            json.Require(WinnerFields, read, 3);
        }

        return figures;
    }

    private static ImmutableArray<PublishedList> ReadLists(ref StrictJson json)
    {
        var lists = ImmutableArray.CreateBuilder<PublishedList>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var list = new PublishedList("", 0, 0);
            json.EnterObject();
            while (json.NextField(ListFields, ref read, out var field))
                list = field switch
                {
                    0 => list with { List = json.CodeText() },
                    1 => list with { Votes = json.Whole(1L << 40) },
                    _ => list with { Seats = json.Whole(10_000) },
                };
            json.Require(ListFields, read, 3);
            lists.Add(list);
        }

        return lists.DrainToImmutable();
    }
}
