using System.Text;
using static Saksei.Tests.Vectors.Implementation;
using static Saksei.Tests.Vectors.VectorFolder;

namespace Saksei.Tests.Vectors;

/// <summary>Acts by which the policy of co-signers is stated and changed.</summary>
internal static class PolicyActVectors
{
    private const string Kind = "register/cosigning", Desk = "observers/desk";

    private static readonly string Two = Stated(["a", "b", "c"], 2), Three = Stated(["a", "b", "c"], 3), Other = Stated(["a", "b", "d"], 2);

    internal static IEnumerable<VectorRegister> All => [Adopted(), Founded()];

    private static VectorRegister Adopted()
    {
        var script = new Script("cosigning stated later");
        Setting.Found(script);
        script.Void("not signed by every founder", "founder-missing", Desk, Kind, Two);
        script.Void("approved, where nobody is to approve", "approval-unknown", Setting.Desks, Kind, With(Two, Approval("a", new string('0', 64), Two)));
        script.Void("a quorum that isn't there", "policy-member-unknown", Setting.Desks, Kind, Two.Replace("\"quorum\":\"all\"", "\"quorum\":\"some\"", StringComparison.Ordinal));
        var first = script.Applied("by every founder", Setting.Desks, Kind, Two);
        script.Void("what is in force", "policy-unchanged", Setting.Desks, Kind, Two);
        script.Void("by every founder and nobody of those who co-sign", "approvals-too-few", Setting.Desks, Kind, Other);
        Change(script, first);
        return script.Register;
    }

    private static void Change(Script script, string first)
    {
        var (a, b, c) = (Approval("a", first, Other), Approval("b", first, Other), Approval("c", first, Other));
        script.Void("approved by too few", "approvals-too-few", Desk, Kind, With(Other, b));
        script.Void("approved twice by one", "approval-twice", Desk, Kind, With(Other, a, a));
        script.Void("approved by one of the new ones", "approval-unknown", Desk, Kind, With(Other, a, Approval("d", first, Other)));
        script.Void("another change approved", "approval-wrong", Desk, Kind, With(Other, a, Approval("b", first, Three)));
        script.Void("approved at another time than signed", "approval-wrong", Desk, Kind, With(Other, a, b.Replace("1690000000", "1690000001", StringComparison.Ordinal)));
        var second = script.Whole("approved by two of three", Desk, Kind, With(Other, b, c));
        script.Void("approved by one who has to co-sign no more", "approval-unknown", Desk, Kind, With(Two, Approval("a", second, Two), Approval("c", second, Two)));
        var back = script.Applied("and back", Desk, Kind, With(Two, Approval("a", second, Two), Approval("d", second, Two)));
        script.Void("the same change again by the approvals of before", "approval-wrong", Desk, Kind, With(Other, b, c));
        script.Applied("by approvals of its own", Desk, Kind, With(Other, Approval("a", back, Other), Approval("b", back, Other)));
    }

    // The policy of the founding act is the first that is in force.
    private static VectorRegister Founded()
    {
        var script = new Script("cosigning stated by the founding act");
        var founding = script.Applied("founding", Setting.Desks, "register/found", Setting.Founding() + "," + Two);
        script.Tick();
        script.Void("by every founder and nobody of those who co-sign", "approvals-too-few", Setting.Desks, Kind, Other);
        script.Applied("approved", Desk, Kind, With(Other, Approval("a", founding, Other), Approval("b", founding, Other)));
        return script.Register;
    }

    private static string Name(string cosigner) => $"{cosigner}.test/cosigner";

    private static string Stated(string[] cosigners, int threshold)
    {
        var keys = string.Join(',', cosigners.Select(one => $$"""{"name":"{{one}}","key":"{{CosignerKeyText(Name(one))}}"}"""));
        var names = string.Join(',', cosigners.Select(one => $"\"{one}\""));
        return $"\"cosigning\":{{\"cosigners\":[{keys}],\"quorum\":\"all\",\"groups\":[{{\"name\":\"all\",\"threshold\":{threshold},\"members\":[{names}]}}]}}";
    }

    private static string With(string stated, params string[] approvals) => $"{stated},\"approvals\":[{string.Join(',', approvals)}]";

    // The text of docs/spec/cosigning.md, "Changing it", put together here anew.
    private static string Approval(string cosigner, string inForce, string next)
    {
        const long time = 1_690_000_000;
        var text = $"saksei/policy-change/v1\n{Origin}\n{inForce}\n{HashOf(Encoding.UTF8.GetBytes(PolicyText(next)))}\n";
        return $$"""{"cosigner":"{{cosigner}}","time":{{time}},"signature":"{{Cosignature(text, time, Name(cosigner))}}"}""";
    }

    private static string PolicyText(string stated)
    {
        var (cosigners, threshold) = stated == Two ? ("abc", 2) : stated == Three ? ("abc", 3) : ("abd", 2);
        var lines = cosigners.Select(one => $"witness {one} {CosignerKeyText(Name(one.ToString()))}\n");
        return $"log {KeyText(Origin)}\n{string.Concat(lines)}group all {threshold} {string.Join(' ', cosigners.ToCharArray())}\nquorum all\n";
    }
}
