#pragma warning disable CS0169, CA1812, CA1823, IDE0051, IDE0052, IDE0060, CA1852 // Looked at in the assembly, never run.
namespace Saksei.Tests.Architecture.Samples;

/// <summary>Uses each of the types below in one way, so that the reader of assemblies can be held against it.</summary>
internal sealed class User : InBase
{
    private readonly InField? _field;

    public static object Body() => InBody.Make();

    public static object Generic(List<Dictionary<string, InGeneric>> list) => list;

    public static void Signature(ref InSignature? value) => value = null;

    public static void Constraint<T>() where T : InConstraint => Console.Write(typeof(InTypeof));

    public static object Array() => new InArray[1, 2];

    public static object Lambda() => new Func<object>(() => new InLambda());

    public static object MethodGeneric() => System.Array.Empty<InMethodGeneric>();

    public static bool Pattern(object value) => value is InPattern;

    public static long Floating(long value) => (long)(value * 1.5);

    public static void Catch()
    {
        try
        {
            Body();
        }
        catch (InCatch)
        {
            Body();
        }
    }
}

internal class InBase;

internal sealed class InField;

internal sealed class InBody
{
    public static object Make() => "";
}

internal sealed class InGeneric;

internal sealed class InSignature;

internal class InConstraint;

internal sealed class InTypeof;

internal sealed class InArray;

internal sealed class InLambda;

internal sealed class InMethodGeneric;

internal sealed class InPattern;

internal sealed class InCatch : Exception;
