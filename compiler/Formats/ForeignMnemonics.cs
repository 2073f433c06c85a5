using System.Collections.Frozen;

namespace TinyTotIL.Compiler.Formats;

/// <summary>What other languages call our instructions: words too far from ours for a suggestion by spelling.</summary>
internal static class ForeignMnemonics
{
    private static readonly FrozenDictionary<string, string[]> Ours = new Dictionary<string, string[]>
    {
        ["ADDI"] = ["ADD"],
        ["APPEND"] = ["LIST_APPEND", "CONCAT"],
        ["BEQ"] = ["EQ", "JNZ"],
        ["BR"] = ["JMP"],
        ["BRA"] = ["JMP"],
        ["BRANCH"] = ["JMP"],
        ["BRFALSE"] = ["JZ"],
        ["BRTRUE"] = ["JNZ"],
        ["BRZ"] = ["JZ"],
        ["CALLI"] = ["CALL_FUNCTION"],
        ["CALL_FN"] = ["CALL_FUNCTION"],
        ["CALL_INDIRECT"] = ["CALL_FUNCTION"],
        ["CALL_VALUE"] = ["CALL_FUNCTION"],
        ["CEQ"] = ["EQ"],
        ["CGT"] = ["GT"],
        ["CLOSURE"] = ["MAKE_LAMBDA"],
        ["CLT"] = ["LT"],
        ["CMP"] = ["EQ"],
        ["CONST"] = ["PUSH_INT", "PUSH_STR"],
        ["DISCARD"] = ["POP"],
        ["DISPLAY"] = ["PRINT"],
        ["DIVIDE"] = ["DIV"],
        ["DROP"] = ["POP"],
        ["DUPLICATE"] = ["DUP"],
        ["ECHO"] = ["PRINT"],
        ["END"] = ["HALT"],
        ["ENDTRY"] = ["END_TRY"],
        ["EQUAL"] = ["EQ"],
        ["EQUALS"] = ["EQ"],
        ["FUNC"] = ["LABEL", "MAKE_FUNCTION"],
        ["FUNCTION"] = ["LABEL", "MAKE_FUNCTION"],
        ["GET"] = ["LOAD", "GET_FIELD"],
        ["GET_GLOBAL"] = ["LOAD"],
        ["GET_INDEX"] = ["INDEX"],
        ["GET_LOCAL"] = ["LOAD"],
        ["GOSUB"] = ["CALL"],
        ["GOTO"] = ["JMP"],
        ["IADD"] = ["ADD"],
        ["ICONST"] = ["PUSH_INT"],
        ["IF"] = ["JZ"],
        ["IF_FALSE"] = ["JZ"],
        ["IF_TRUE"] = ["JNZ"],
        ["INCLUDE"] = ["IMPORT"],
        ["INPUT"] = ["READ_LINE"],
        ["INVOKE"] = ["CALL_FUNCTION"],
        ["JF"] = ["JZ"],
        ["JMPF"] = ["JZ"],
        ["JMPT"] = ["JNZ"],
        ["JNE"] = ["NE", "JNZ"],
        ["JT"] = ["JNZ"],
        ["JUMP"] = ["JMP"],
        ["JUMP_IF"] = ["JNZ"],
        ["JUMP_IF_FALSE"] = ["JZ"],
        ["JUMP_IF_TRUE"] = ["JNZ"],
        ["JUMP_IF_ZERO"] = ["JZ"],
        ["LAMBDA"] = ["MAKE_LAMBDA"],
        ["LENGTH"] = ["LEN"],
        ["LIST"] = ["MAKE_LIST"],
        ["LOAD_CONST"] = ["PUSH_INT", "PUSH_STR"],
        ["LOAD_LOCAL"] = ["LOAD"],
        ["MINUS"] = ["SUB"],
        ["MODULO"] = ["MOD"],
        ["MULT"] = ["MUL"],
        ["MULTIPLY"] = ["MUL"],
        ["NEGATE"] = ["NEG"],
        ["NEQ"] = ["NE"],
        ["NIL"] = ["NULL"],
        ["NONE"] = ["NULL"],
        ["OBJECT"] = ["MAKE_OBJECT"],
        ["OUT"] = ["PRINT"],
        ["OUTPUT"] = ["PRINT"],
        ["PLUS"] = ["ADD"],
        ["PRINTLN"] = ["PRINT"],
        ["PUTS"] = ["PRINT"],
        ["QUIT"] = ["HALT"],
        ["RAISE"] = ["THROW"],
        ["READ"] = ["READ_LINE"],
        ["REM"] = ["MOD"],
        ["REQUIRE"] = ["IMPORT"],
        ["RETURN"] = ["RET"],
        ["RTS"] = ["RET"],
        ["SET"] = ["STORE", "SET_FIELD"],
        ["SET_GLOBAL"] = ["STORE"],
        ["SET_LOCAL"] = ["STORE"],
        ["SIZE"] = ["LEN"],
        ["SLICE"] = ["LIST_SLICE"],
        ["STOP"] = ["HALT"],
        ["STORE_LOCAL"] = ["STORE"],
        ["SUBTRACT"] = ["SUB"],
        ["TIMES"] = ["MUL"],
        ["USE"] = ["IMPORT"],
        ["WRITE"] = ["PRINT"],
        ["WRITELN"] = ["PRINT"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> OursBySpan =
        Ours.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every foreign word, and ours for it.</summary>
    public static IReadOnlyDictionary<string, string[]> All => Ours;

    /// <summary>Our words for a foreign one; none when it is not known.</summary>
    /// <param name="mnemonic">The word.</param>
    /// <param name="operand">What follows it, which may say what is meant.</param>
    public static string[] For(ReadOnlySpan<char> mnemonic, ReadOnlySpan<char> operand)
    {
        if (mnemonic.Equals("PUSH", StringComparison.OrdinalIgnoreCase))
        {
            return PushOf(operand.Trim());
        }

        return OursBySpan.TryGetValue(mnemonic, out string[]? words) ? words : [];
    }

    private static string[] PushOf(ReadOnlySpan<char> operand)
    {
        if (operand.StartsWith('"'))
        {
            return ["PUSH_STR"];
        }

        return operand is "true" or "false" ? ["PUSH_BOOL"]
            : TtvmLiterals.TryInteger(operand, out _) ? ["PUSH_INT"]
            : TtvmLiterals.TryFloat(operand, out _) ? ["PUSH_FLOAT"]
            : operand.IsEmpty ? ["PUSH_INT", "PUSH_STR"] : ["LOAD", "PUSH_STR"];
    }
}
