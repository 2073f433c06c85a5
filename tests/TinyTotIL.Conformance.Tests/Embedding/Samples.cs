namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>Scripts that several tests use.</summary>
internal static class Samples
{
    /// <summary>Exports of functions with small bodies.</summary>
    public const string Arithmetic = """
        MAKE_FUNCTION area width height
        STORE area
        EXPORT area
        MAKE_FUNCTION echo x
        STORE echo
        EXPORT echo
        MAKE_FUNCTION divide a b
        STORE divide
        EXPORT divide
        MAKE_FUNCTION leave code
        STORE leave
        EXPORT leave
        MAKE_FUNCTION forever
        STORE forever
        EXPORT forever
        MAKE_FUNCTION wait
        STORE wait
        EXPORT wait
        MAKE_FUNCTION apply f x
        STORE apply
        EXPORT apply
        MAKE_FUNCTION adder n
        STORE adder
        EXPORT adder
        PUSH_STR "metre"
        STORE unit
        EXPORT unit
        PUSH_STR "loaded"
        PRINT
        HALT

        LABEL area
        LOAD width
        LOAD height
        MUL
        RET

        LABEL echo
        LOAD x
        RET

        LABEL divide
        LOAD a
        LOAD b
        DIV
        RET

        LABEL leave
        PUSH_STR "leaving"
        PRINT
        PUSH_INT 7
        EXIT

        LABEL forever
        JMP forever

        LABEL wait
        RECEIVE
        RET

        LABEL apply
        LOAD x
        LOAD f
        CALL_FUNCTION
        RET

        LABEL adder
        CAPTURE n
        MAKE_LAMBDA add x
        RET
        LABEL add
        LOAD x
        LOAD n
        ADD
        RET
        """;

    /// <summary>The same without what needs processes, as a script that runs without them.</summary>
    public static string Sequential { get; } = Arithmetic.Replace("RECEIVE\n", "NULL\n", StringComparison.Ordinal);

    /// <summary>A machine of a script whose output is kept.</summary>
    /// <param name="text">The script.</param>
    /// <param name="output">What it prints.</param>
    public static Machine Start(string text, out StringWriter output)
    {
        output = new StringWriter();
        return new Machine(Script.Compile(text, new ScriptOptions { Name = "sample.ttvm" }), new MachineOptions { Output = output, Error = output });
    }
}
