using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Register.Acts;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Architecture;

/// <summary>The kinds of acts: none half there.</summary>
public sealed class Kinds
{
    private static readonly ActHeader Header = new(7, new Moment(1_690_000_000, 420), [SmallElection.Key("commission/desk").Verifier.Name]);

    public static TheoryData<string> Names => [.. ActKinds.All.Select(kind => kind.Name)];

    [Fact]
    public void Every_record_of_an_act_is_sealed_and_some_row_is_its_own()
    {
        var records = typeof(Act).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Act)) && !type.IsAbstract).ToList();
        Assert.All(records, type => Assert.True(type.IsSealed, type.Name));
        Assert.Equal(records.ToHashSet(), ActKinds.All.Select(kind => kind.Sample(Header).GetType()).ToHashSet());
    }

    [Fact]
    public void A_kind_is_book_and_verb_in_small_letters_and_no_two_are_called_alike()
    {
        Assert.All(ActKinds.All, kind => Assert.Matches("^[a-z]+/[a-z]+(-[a-z0-9]+)?$", kind.Name));
        Assert.Equal(ActKinds.All.Length, ActKinds.All.DistinctBy(kind => kind.Name).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_kind_writes_it_reads_again_and_the_record_knows_its_row(string name)
    {
        var kind = ActKinds.All.Single(known => known.Name == name);
        var act = kind.Sample(Header);
        Assert.Same(kind, act.Row);
        using var election = new SmallElection();
        var body = act.ToBody();
        var reading = new ActReader(election.Host.Definition).Read(Signed(body));
        Assert.True(reading.Problem is null, reading.Problem?.ToString());
        Assert.Equal(body, reading.Act!.ToBody());
        Assert.All(kind.Fields, field => Assert.Contains($"\"{field.Name}\":", System.Text.Encoding.UTF8.GetString(body), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_has_a_label_in_every_language_or_is_a_step_of_a_case_that_has_one(string name)
    {
        var kind = ActKinds.All.Single(known => known.Name == name);
        var step = Saksei.Election.Cases.CaseRules.Steps.FirstOrDefault(known => known.Kind == name);
        Assert.All(TextBook.Languages, language => Assert.True(
            TextBook.Of(language).ContainsKey(kind.Label)
            || (step is not null && (TextBook.Of(language).ContainsKey("case.step." + step.Verb) || TextBook.Of(language).ContainsKey($"case.step.{step.Book}.{step.Verb}"))), $"{language}: {kind.Label}"));
    }

    private static SignedAct Signed(byte[] body) =>
        SignedAct.Parse(SignedAct.Sign(SmallElection.Origin, body, SmallElection.Key("commission/desk")), out _) ?? throw new InvalidOperationException("a sample isn't an act");
}
