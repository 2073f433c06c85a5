using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>What an instruction takes and gives, read from the stack effect in its row of the table.</summary>
/// <remarks>The words of the effects are for people, so this is a good guess; a wrong guess makes a program that fails, which is a program too.</remarks>
internal static class OperandKinds
{
    private static readonly string[] IntRows =
        ["MOD", "BAND", "BOR", "BXOR", "BNOT", "SHL", "SHR", "USHR", "GT", "LT", "GE", "LE", "SLEEP", "EXIT"];

    /// <summary>Kinds of the values an instruction pops, deepest first.</summary>
    /// <param name="row">The instruction.</param>
    /// <param name="random">Decides where several kinds fit.</param>
    public static ImmutableArray<KnownKind> Taken(InstructionInfo row, Random random)
    {
        var kind = Usual(row, random);
        return [.. Words(row.Effect, before: true).Select(word => OfWord(word, kind))];
    }

    /// <summary>Kinds of the values it pushes.</summary>
    /// <param name="row">The instruction.</param>
    public static ImmutableArray<KnownKind> Given(InstructionInfo row) =>
        [.. Words(row.Effect, before: false).Select(word => OfWord(word, row.Mnemonic.EndsWith("_F", StringComparison.Ordinal) ? KnownKind.Float : KnownKind.Any))];

    /// <summary>The kind that the letters in an effect stand for.</summary>
    private static KnownKind Usual(InstructionInfo row, Random random) => row.Opcode switch
    {
        Opcode.And or Opcode.Or or Opcode.Not => KnownKind.Bool,
        Opcode.Concat => KnownKind.Text,
        Opcode.Len => KnownKind.List,
        _ when row.Mnemonic.EndsWith("_F", StringComparison.Ordinal) => KnownKind.Float,
        _ when IntRows.Contains(row.Mnemonic) => KnownKind.Int,
        _ when row.Opcode is Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Div or Opcode.Neg =>
            random.Percent(70) ? KnownKind.Int : KnownKind.Float,
        _ when row.Opcode is Opcode.Eq or Opcode.Ne =>
            random.Pick([KnownKind.Int, KnownKind.Float, KnownKind.Text, KnownKind.Bool, KnownKind.Null, KnownKind.Function]),
        _ => KnownKind.Any,
    };

    private static KnownKind OfWord(string word, KnownKind usual) => word switch
    {
        "Int" or "from" or "to" or "ts" or "ms" => KnownKind.Int,
        "Float" => KnownKind.Float,
        "Bool" => KnownKind.Bool,
        "Null" => KnownKind.Null,
        "Str" or "name" or "content" or "cmd" or "fmt" or "value" => KnownKind.Text,
        "List" or "args" => KnownKind.List,
        "Object" => KnownKind.Object,
        "Function" or "Closure" => KnownKind.Function,
        "Exception" => KnownKind.Exception,
        _ => usual,
    };

    private static string[] Words(string effect, bool before)
    {
        string[] sides = effect.Trim('(', ')').Split("--");
        return sides[before ? 0 : 1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
