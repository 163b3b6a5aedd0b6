using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Saksei.Tests.Architecture;

/// <summary>The instructions of a method body, one after the other, with the token where there is one.</summary>
internal static class Il
{
    private static readonly ImmutableDictionary<int, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToImmutableDictionary(code => (int)unchecked((ushort)code.Value));

    public static IEnumerable<(OpCode Code, int Token)> Read(MethodBodyBlock body)
    {
        var bytes = body.GetILContent();
        for (var at = 0; at < bytes.Length;)
        {
            int first = bytes[at++];
            var code = Codes[first == 0xfe ? first << 8 | bytes[at++] : first];
            var token = HasToken(code) ? BitConverter.ToInt32(bytes.AsSpan(at, 4)) : 0;
            at += code.OperandType == OperandType.InlineSwitch ? 4 + 4 * BitConverter.ToInt32(bytes.AsSpan(at, 4)) : Size(code);
            yield return (code, token);
        }
    }

    private static bool HasToken(OpCode code) =>
        code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig;

    private static int Size(OpCode code) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
