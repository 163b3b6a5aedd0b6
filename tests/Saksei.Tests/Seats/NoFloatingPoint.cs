using System.Reflection;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>Reads the assembly of the counting: no field, parameter, result or local is a floating-point or decimal number.</summary>
public sealed class NoFloatingPoint
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Anywhere_in_the_counting()
    {
        var types = typeof(SeatAllocation).Assembly.GetTypes();
        var used = types.SelectMany(type => type.GetFields(Everything).Select(field => (field.FieldType, Where: $"{type.Name}.{field.Name}")))
            .Concat(types.SelectMany(type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything))).SelectMany(Of));
        Assert.Empty(used.Where(use => IsFloating(use.Item1)).Select(use => use.Item2));
    }

    private static IEnumerable<(Type, string)> Of(MethodBase method)
    {
        var where = $"{method.DeclaringType!.Name}.{method.Name}";
        foreach (var parameter in method.GetParameters()) yield return (parameter.ParameterType, where);
        if (method is MethodInfo info) yield return (info.ReturnType, where);
        foreach (var local in method.GetMethodBody()?.LocalVariables ?? []) yield return (local.LocalType, where);
    }

    private static bool IsFloating(Type type)
    {
        if (type.HasElementType) return IsFloating(type.GetElementType()!);
        return type == typeof(double) || type == typeof(float) || type == typeof(decimal) || type == typeof(Half)
            || (type.IsGenericType && type.GetGenericArguments().Any(IsFloating));
    }
}
