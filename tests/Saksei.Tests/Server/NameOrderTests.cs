using System.Text.RegularExpressions;
using Saksei.Election.Definition;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Where readers look for a name, names stand as their language orders them.</summary>
public sealed partial class NameOrderTests
{
    private const string Provinces =
        "កណ្តាល កែប កំពង់ចាម កំពង់ឆ្នាំង កំពង់ធំ កំពង់ស្ពឺ កំពត កោះកុង ក្រចេះ តាកែវ ត្បូងឃ្មុំ បន្ទាយមានជ័យ បាត់ដំបង ប៉ៃលិន ពោធិ៍សាត់ ព្រៃវែង ព្រះវិហារ ព្រះសីហនុ ភ្នំពេញ មណ្ឌលគិរី រតនគិរី សៀមរាប ស្ទឹងត្រែង ស្វាយរៀង ឧត្តរមានជ័យ";

    [GeneratedRegex("<th scope=\"row\"><a [^>]*>([^<]*)</a></th>")]
    private static partial Regex Row();

    [Fact]
    public void Provinces_stand_as_a_Khmer_dictionary_has_them()
    {
        var provinces = Definition("cambodia-2023").Units.Where(unit => unit.Kind == "province").Select(unit => unit.Names.In("km")!).ToList();
        var ordered = new Speech("km", "UTC").ByName(provinces);
        Assert.Equal(Provinces.Split(' '), ordered);
        Assert.NotEqual(provinces.Order(StringComparer.Ordinal), ordered);
    }

    [Theory]
    [InlineData("es", "Ávila Avilés chile Coruña Cuba León Lérida Luarca Nuévalos Nuez Nzz Ñuñoa Oñate Oslo Zamora")]
    [InlineData("en", "Ávila Avilés chile Coruña Cuba León Lérida Luarca Nuévalos Nuez Ñuñoa Nzz Oñate Oslo Zamora")]
    public void Spanish_has_a_letter_more_and_accents_do_not_count(string language, string ordered) =>
        Assert.Equal(ordered.Split(' '), new Speech(language, "UTC").ByName(ordered.Split(' ').Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("en", "District 2", "District 10")]
    [InlineData("km", "សង្កាត់ ២", "សង្កាត់ ១០")]
    public void Numbers_in_names_stand_by_their_value(string language, string first, string second) =>
        Assert.Equal([first, second], new Speech(language, "UTC").ByName([second, first]));

    [Fact]
    public void Things_of_one_name_stay_as_they_stood() =>
        Assert.Equal([1, 3, 2], new Speech("es", "UTC").ByName([(2, "b"), (1, "a"), (3, "a")], thing => thing.Item2).Select(thing => thing.Item1));

    [Fact]
    public void A_name_as_long_as_a_book_has_a_place_too_and_a_script_stands_before_others_in_its_language()
    {
        var name = new string('ក', 100_000);
        Assert.Equal([name, "a"], new Speech("km", "UTC").ByName(["a", name]));
        Assert.Equal(["a", name], new Speech("en", "UTC").ByName([name, "a"]));
    }

    [Fact]
    public void Without_ICU_all_stand_as_they_stood()
    {
        Assert.True(TextBook.OrdersNames);
        Assert.Null(Icu.Find("libnothing.so."));
        var order = new NameOrder("es", null);
        Assert.False(order.Exists);
        Assert.Equal(["b", "a"], order.Sort(["b", "a"], name => name));
    }

    [Theory]
    [InlineData("/es/places")]
    [InlineData("/es/seats")]
    public async Task Places_stand_in_the_definition_s_order_and_by_name_where_that_is_asked_for(string path)
    {
        using var election = new SmallElection(Spanish);
        election.Copy("S01", "A=60 B=60");
        await using var server = await RunningServer.Start(election.Host);
        var page = await server.Page(path);
        Assert.Equal(["Nuez", "Ávila"], Row().Matches(page).Select(row => System.Net.WebUtility.HtmlDecode(row.Groups[1].Value)));
        Assert.Contains("order=name\">por nombre</a>", page, StringComparison.Ordinal);
        var ordered = await server.Page(path + "?order=name");
        Assert.Equal(["Ávila", "Nuez"], Row().Matches(ordered).Select(row => System.Net.WebUtility.HtmlDecode(row.Groups[1].Value)));
        Assert.Contains("hreflang=\"en\" href=\"/en" + path[3..] + "?order=name\"", ordered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_search_finds_stands_by_name()
    {
        using var election = new SmallElection(Spanish);
        await using var server = await RunningServer.Start(election.Host);
        var page = await server.Page("/es/find?q=p");
        Assert.True(page.IndexOf("vila</a>", StringComparison.Ordinal) < page.IndexOf("Nuez</a>", StringComparison.Ordinal), page);
    }

    private static ElectionDefinition Definition(string name) => Saksei.Node.Founding.ReadFolder(Repository.At("elections", name));

    private static string Spanish(string role, string text) => role switch
    {
        "definition" => text.Replace("[\"en\",\"km\"]", "[\"es\",\"en\"]", StringComparison.Ordinal),
        "units" => text.Replace("\"One\"", "\"Nuez\"", StringComparison.Ordinal).Replace("\"Two\"", "\"Ávila\"", StringComparison.Ordinal),
        _ => text,
    };
}
