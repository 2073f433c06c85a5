using System.Collections.Frozen;

namespace TinyTotIL.Compiler.Formats;

/// <summary>What other languages, Erlang's relatives among them, call our instructions: words that spelling alone would not, or not rightly, lead to ours.</summary>
internal static class ForeignMnemonics
{
    private static readonly FrozenDictionary<string, string[]> Ours = new Dictionary<string, string[]>
    {
        ["ADDI"] = ["ADD"],
        ["ADD_CHILD"] = ["SUPERVISE_CHILD"],
        ["AFTER"] = ["RECEIVE_AFTER"],
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
        ["CREATE_PROCESS"] = ["SPAWN"],
        ["DELAY"] = ["SLEEP"],
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
        ["EXIT_PID"] = ["EXIT_PROCESS"],
        ["EXIT_REASON"] = ["EXIT_SELF"],
        ["FIND_PROCESS"] = ["WHEREIS"],
        ["FORK"] = ["SPAWN"],
        ["FUNC"] = ["LABEL", "MAKE_FUNCTION"],
        ["FUNCTION"] = ["LABEL", "MAKE_FUNCTION"],
        ["GET"] = ["LOAD", "GET_FIELD"],
        ["GETPID"] = ["SELF"],
        ["GET_GLOBAL"] = ["LOAD"],
        ["GET_INDEX"] = ["INDEX"],
        ["GET_LOCAL"] = ["LOAD"],
        ["GET_MESSAGE"] = ["RECEIVE"],
        ["GET_PID"] = ["SELF"],
        ["GET_PROCESS"] = ["WHEREIS"],
        ["GET_SELF"] = ["SELF"],
        ["GO"] = ["SPAWN"],
        ["GOSUB"] = ["CALL"],
        ["GOTO"] = ["JMP"],
        ["IADD"] = ["ADD"],
        ["ICONST"] = ["PUSH_INT"],
        ["IF"] = ["JZ"],
        ["IF_FALSE"] = ["JZ"],
        ["IF_TRUE"] = ["JNZ"],
        ["INCLUDE"] = ["IMPORT"],
        ["INFO"] = ["PROCESS_INFO"],
        ["INPUT"] = ["READ_LINE"],
        ["INVOKE"] = ["CALL_FUNCTION"],
        ["JMPF"] = ["JZ"],
        ["JMPT"] = ["JNZ"],
        ["JNE"] = ["NE", "JNZ"],
        ["JUMP"] = ["JMP"],
        ["JUMP_IF"] = ["JNZ"],
        ["JUMP_IF_FALSE"] = ["JZ"],
        ["JUMP_IF_TRUE"] = ["JNZ"],
        ["JUMP_IF_ZERO"] = ["JZ"],
        ["KILL"] = ["EXIT_PROCESS"],
        ["KILL_PROCESS"] = ["EXIT_PROCESS"],
        ["LAMBDA"] = ["MAKE_LAMBDA"],
        ["LENGTH"] = ["LEN"],
        ["LIST"] = ["MAKE_LIST"],
        ["LIST_PROCESSES"] = ["PROCESSES"],
        ["LOAD_CONST"] = ["PUSH_INT", "PUSH_STR"],
        ["LOAD_LOCAL"] = ["LOAD"],
        ["LOOKUP"] = ["WHEREIS"],
        ["MINUS"] = ["SUB"],
        ["MODULO"] = ["MOD"],
        ["MULT"] = ["MUL"],
        ["MULTIPLY"] = ["MUL"],
        ["MY_PID"] = ["SELF"],
        ["NEGATE"] = ["NEG"],
        ["NEQ"] = ["NE"],
        ["NEW_PROCESS"] = ["SPAWN"],
        ["NIL"] = ["NULL"],
        ["NONE"] = ["NULL"],
        ["OBJECT"] = ["MAKE_OBJECT"],
        ["OUT"] = ["PRINT"],
        ["OUTPUT"] = ["PRINT"],
        ["PAUSE"] = ["YIELD", "SLEEP"],
        ["PID"] = ["SELF"],
        ["PLUS"] = ["ADD"],
        ["POST"] = ["SEND"],
        ["PRINTLN"] = ["PRINT"],
        ["PROCESS_FLAG"] = ["TRAP_EXIT"],
        ["PROCESS_LIST"] = ["PROCESSES"],
        ["PUTS"] = ["PRINT"],
        ["QUIT"] = ["HALT"],
        ["RAISE"] = ["THROW"],
        ["READ"] = ["READ_LINE"],
        ["RECEIVE_IF"] = ["RECEIVE_MATCH"],
        ["RECEIVE_MATCH_TIMEOUT"] = ["RECEIVE_MATCH_AFTER"],
        ["RECEIVE_MESSAGE"] = ["RECEIVE"],
        ["RECEIVE_MSG"] = ["RECEIVE"],
        ["RECEIVE_OR_TIMEOUT"] = ["RECEIVE_AFTER"],
        ["RECEIVE_PATTERN"] = ["RECEIVE_MATCH"],
        ["RECEIVE_SELECTIVE"] = ["RECEIVE_MATCH"],
        ["RECEIVE_TAG"] = ["RECEIVE_MATCH"],
        ["RECEIVE_TIMEOUT"] = ["RECEIVE_AFTER"],
        ["RECEIVE_WITHIN"] = ["RECEIVE_AFTER"],
        ["RECV"] = ["RECEIVE"],
        ["RECV_TIMEOUT"] = ["RECEIVE_AFTER"],
        ["REGISTER_NAME"] = ["REGISTER"],
        ["REGISTER_PROCESS"] = ["REGISTER"],
        ["REM"] = ["MOD"],
        ["REQUIRE"] = ["IMPORT"],
        ["RESCHEDULE"] = ["YIELD"],
        ["RETURN"] = ["RET"],
        ["RTS"] = ["RET"],
        ["SELECTIVE_RECEIVE"] = ["RECEIVE_MATCH"],
        ["SELF_PID"] = ["SELF"],
        ["SEND_DELAYED"] = ["SEND_AFTER"],
        ["SEND_LATER"] = ["SEND_AFTER"],
        ["SEND_MESSAGE"] = ["SEND"],
        ["SEND_MSG"] = ["SEND"],
        ["SEND_NAME"] = ["SENDNAMED"],
        ["SEND_REGISTERED"] = ["SENDNAMED"],
        ["SEND_TO"] = ["SEND"],
        ["SET"] = ["STORE", "SET_FIELD"],
        ["SET_LOCAL"] = ["STORE"],
        ["SIZE"] = ["LEN"],
        ["SLICE"] = ["LIST_SLICE"],
        ["SPAWN_ARGS"] = ["SPAWN_WITH"],
        ["SPAWN_MON"] = ["SPAWN_MONITOR"],
        ["START"] = ["SPAWN"],
        ["START_CHILD"] = ["SUPERVISE_CHILD"],
        ["START_LINK"] = ["SPAWN_LINK"],
        ["START_PROCESS"] = ["SPAWN"],
        ["START_TIMER"] = ["SEND_AFTER"],
        ["STOP"] = ["HALT"],
        ["STOP_PROCESS"] = ["EXIT_PROCESS"],
        ["STOP_TIMER"] = ["CANCEL_TIMER"],
        ["STORE_LOCAL"] = ["STORE"],
        ["SUBTRACT"] = ["SUB"],
        ["SUPERVISOR"] = ["SUPERVISE", "START_SUPERVISOR"],
        ["TELL"] = ["SEND"],
        ["TERMINATE"] = ["EXIT_PROCESS", "EXIT_SELF"],
        ["TIMER"] = ["SEND_AFTER"],
        ["TIMES"] = ["MUL"],
        ["TRAP"] = ["TRAP_EXIT"],
        ["TRAPEXIT"] = ["TRAP_EXIT"],
        ["TRAP_EXITS"] = ["TRAP_EXIT"],
        ["UNMONITOR"] = ["DEMONITOR"],
        ["UNREGISTER_NAME"] = ["UNREGISTER"],
        ["UNWATCH"] = ["DEMONITOR"],
        ["USE"] = ["IMPORT"],
        ["WAIT"] = ["SLEEP", "RECEIVE"],
        ["WATCH"] = ["MONITOR"],
        ["WHERE_IS"] = ["WHEREIS"],
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
