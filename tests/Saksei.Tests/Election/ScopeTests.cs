using CsCheck;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Election;

/// <summary>A key with a scope signs about the places of its scope and about nothing else.</summary>
public sealed class ScopeTests : IDisposable
{
    private static readonly string[] Stations = [.. Enumerable.Range(1, 10).Select(number => $"S{number:00}")], Units = ["P1", "P2", "R"];
    private static readonly Gen<KeyScope> Scope = Gen.Select(
        Gen.Int[0, 2].Select(i => Units[i]).Array[0, 2], Gen.Int[0, 9].Select(i => Stations[i]).Array[0, 3], (units, stations) => new KeyScope([.. units], [.. stations]));

    private readonly SmallElection _election = new();
    private int _keys;

    public void Dispose() => _election.Dispose();

    [Fact]
    public void A_copy_takes_effect_exactly_where_its_station_lies_in_the_scope_of_every_signer() =>
        Gen.Select(Scope, Scope, Gen.Int[0, 9]).Sample((author, behind, index) =>
        {
            var (station, first, second) = (Stations[index], Agent(author), Agent(behind));
            var outcome = _election.Submit(header => new FormCopy(
                header, "1102", station, CopySource.Tally, "tally", CopyMethod.Seen, _election.Entry("A=1"), [], Last(station)), first, second).Outcome;
            var stray = !Lies(station, author) ? first : Lies(station, behind) ? null : second;
            Assert.Equal(stray is null ? Outcome.Applied : Outcome.Void("outside-scope", SmallElection.Key(stray).Verifier.Name.ToString()), outcome with { Detail = stray is null ? "" : outcome.Detail });
        }, iter: 200, threads: 1);

    [Fact]
    public void Whatever_names_no_place_is_outside_of_every_scope_and_inside_of_none()
    {
        var (scoped, free) = (Agent(new KeyScope(["R"], []), KeyRole.Desk), Agent(KeyScope.Everywhere, KeyRole.Desk));
        foreach (var act in (Func<ActHeader, Act>[])
            [
                header => new OrganisationEnrol(header, "party", [new EnrolledKey(SmallElection.Key("party/another").Verifier, KeyRole.Agent, default)]),
                header => new OrganisationRevoke(header, "party", [SmallElection.Key("party/desk").Verifier.Name], RevokeReason.Stolen),
                header => new RegisterRules(header, 2),
                header => new CaseAct(header, CaseRules.Steps.Single(step => step.Kind == "complaints/hear"), "case-1", new CaseFields()),
            ])
        {
            Assert.Equal("outside-scope", Preview(act, scoped).VoidCode);
            Assert.NotEqual("outside-scope", Preview(act, free).VoidCode);
        }
    }

    [Fact]
    public void A_case_is_about_its_stations_and_where_it_has_none_about_its_unit()
    {
        var file = CaseRules.Steps.Single(step => step.Kind == "complaints/file");
        var (one, two) = (Agent(new KeyScope(["P1"], []), KeyRole.Desk), Agent(new KeyScope([], ["S06"]), KeyRole.Desk));
        string Code(string key, CaseFields fields) => Preview(header => new CaseAct(header, file, "case-1", fields with { Complaint = "result" }), key).VoidCode;
        Assert.NotEqual("outside-scope", Code(one, new CaseFields { Unit = "P1" }));
        Assert.Equal("outside-scope", Code(two, new CaseFields { Unit = "P2" }));
        Assert.NotEqual("outside-scope", Code(two, new CaseFields { Unit = "P2", Stations = ["S06"] }));
        Assert.Equal("outside-scope", Code(one, new CaseFields { Unit = "P1", Stations = ["S01", "S06"] }));
    }

    [Fact]
    public void A_key_without_a_scope_has_the_bytes_that_it_had()
    {
        var act = new OrganisationEnrol(_election.Header(SmallElection.Key("party/desk")), "party", [new EnrolledKey(SmallElection.Key("party/agent").Verifier, KeyRole.Agent, default)]);
        Assert.EndsWith($"\"role\":\"agent\",\"person\":\"{new string('0', 64)}\"}}]}}", System.Text.Encoding.UTF8.GetString(act.ToBody()), StringComparison.Ordinal);
    }

    private static bool Lies(string station, KeyScope scope) => scope.IsEverywhere || scope.Stations.Contains(station) || scope.Units.Contains("R")
        || scope.Units.Contains(string.CompareOrdinal(station, "S05") <= 0 ? "P1" : "P2");

    private Hash? Last(string station) =>
        _election.Host.Journal(0, _election.Host.Head.Size).Where(line => line is { Outcome.IsApplied: true, Act: FormCopy copy } && copy.Station == station).Select(line => (Hash?)line.Identity).LastOrDefault();

    private Outcome Preview(Func<ActHeader, Act> act, string key) =>
        _election.Host.Read(fold => fold.Preview(act(_election.Header(SmallElection.Key(key))), Hash.OfBytes(BitConverter.GetBytes(_keys++))));

    private string Agent(KeyScope scope, KeyRole role = KeyRole.Agent)
    {
        var name = $"party/key-{_keys++}";
        Assert.True(_election.Submit(header => new OrganisationEnrol(header, "party", [new EnrolledKey(SmallElection.Key(name).Verifier, role, default) { Scope = scope }]), "party/desk").Outcome.IsApplied);
        return name;
    }
}
