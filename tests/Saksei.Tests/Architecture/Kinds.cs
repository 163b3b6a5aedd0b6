using System.Reflection;
using System.Runtime.CompilerServices;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Xunit;

namespace Saksei.Tests.Architecture;

/// <summary>The kinds of acts: none half there.</summary>
public sealed class Kinds
{
    [Fact]
    public void Every_kind_has_a_sealed_record_and_every_record_a_kind()
    {
        var types = Records().ToArray();
        Assert.All(types, type => Assert.True(type.IsSealed, type.Name));
        // The steps of cases share one record: their kinds stand in the table of steps.
        var kinds = types.Where(type => type != typeof(CaseAct)).Select(KindOf).Concat(CaseRules.Steps.Select(step => step.Kind));
        Assert.Equal(ActReader.Kinds.Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_kind_is_book_and_verb_in_small_letters() =>
        Assert.All(ActReader.Kinds, kind => Assert.Matches("^[a-z]+/[a-z]+(-[a-z0-9]+)?$", kind));

    [Fact]
    public void The_specification_of_acts_has_a_place_for_every_kind()
    {
        var path = Repository.At("docs", "spec", "act.md");
        Assert.SkipUnless(File.Exists(path), "docs/spec/act.md isn't written yet");
        var text = File.ReadAllText(path);
        Layout.None(ActReader.Kinds.Where(kind => !text.Contains(kind, StringComparison.Ordinal)));
    }

    private static IEnumerable<Type> Records() => typeof(Act).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Act)) && !type.IsAbstract);

    // The kind is a constant of the type, so an instance without fields tells it.
    private static string KindOf(Type type) =>
        (string)type.GetProperty(nameof(Act.Kind), BindingFlags.Public | BindingFlags.Instance)!.GetValue(RuntimeHelpers.GetUninitializedObject(type))!;
}
