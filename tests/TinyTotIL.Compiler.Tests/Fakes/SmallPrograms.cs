namespace TinyTotIL.Compiler.Tests.Fakes;

/// <summary>Programs that are shown in more than one form.</summary>
internal static class SmallPrograms
{
    /// <summary>Prints the tenth Fibonacci number; the function calls itself.</summary>
    public const string Fibonacci = """
        PUSH_INT 10
        CALL fib n
        PRINT
        HALT
        LABEL fib
        LOAD n
        PUSH_INT 2
        LT
        JNZ base
        LOAD n
        PUSH_INT 1
        SUB
        CALL fib n
        LOAD n
        PUSH_INT 2
        SUB
        CALL fib n
        ADD
        RET
        LABEL base
        LOAD n
        RET
        """;

    /// <summary>Makes a closure over one variable and calls it.</summary>
    public const string Closure = """
        PUSH_INT 10
        STORE base
        CAPTURE base
        MAKE_LAMBDA add n
        STORE f
        PUSH_INT 5
        LOAD f
        CALL_FUNCTION
        PRINT
        HALT
        LABEL add
        LOAD n
        LOAD base
        ADD
        RET
        """;
}
