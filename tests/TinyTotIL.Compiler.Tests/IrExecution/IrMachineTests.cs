using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Tests.IrExecution;

/// <summary>What the machine for register form does at its edges; what programs do in it, every other test of programs says too.</summary>
public sealed class IrMachineTests
{
    private static readonly CompilationOptions Options = new()
    {
        RuntimeAssembly = File.ReadAllBytes(typeof(ProgramHost).Assembly.Location),
        Check = true,
    };

    /// <summary>Function b has no static height, so that a stack machine runs it; a calls it through a value, and is called by it.</summary>
    private const string ThroughStackMachine = """
        MAKE_FUNCTION b n
        CALL a n f
        PRINT
        HALT
        LABEL a
        LOAD n
        JZ zero
        LOAD n
        PUSH_INT 1
        SUB
        LOAD f
        CALL_PROCEDURE 1
        PUSH_INT 1
        ADD
        RET
        LABEL zero
        PUSH_INT 0
        RET
        LABEL b
        PUSH_INT 3
        STORE k
        LABEL more
        PUSH_INT 7
        LOAD k
        PUSH_INT 1
        SUB
        STORE k
        LOAD k
        JNZ more
        POP
        POP
        POP
        LOAD n
        MAKE_FUNCTION b n
        CALL a n f
        RET
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Calls_through_a_stack_machine_and_back_go_on_upon_other_stacks(int level) =>
        Assert.Equal("8000\n", Run("PUSH_INT 8000\n" + ThroughStackMachine, Options with { OptimizationLevel = level }));

    [Fact]
    public void Such_calls_without_end_overflow_the_call_stack() =>
        Assert.StartsWith("Error: Call stack overflow\n  at ", Run("PUSH_INT -1\n" + ThroughStackMachine, Options), StringComparison.Ordinal);

    [Fact]
    public void Recursion_takes_no_native_stack()
    {
        const string Program = "PUSH_INT 100000\nCALL count n\nPRINT\nHALT\nLABEL count\nLOAD n\nJZ done\nLOAD n\nPUSH_INT 1\nSUB\nCALL count n\nPUSH_INT 1\nADD\nRET\nLABEL done\nPUSH_INT 0\nRET";
        string output = "";
        var thread = new Thread(() => output = Run(Program, Options), maxStackSize: 512 << 10);
        thread.Start();
        thread.Join();
        Assert.Equal("100000\n", output);
    }

    [Fact]
    public void A_call_of_more_arguments_than_the_runtime_passes_one_by_one() => Assert.Equal("45\n", BothEngines.Output("""
        MAKE_FUNCTION sum a b c d e f g h i
        STORE s
        PUSH_INT 1
        PUSH_INT 2
        PUSH_INT 3
        PUSH_INT 4
        PUSH_INT 5
        PUSH_INT 6
        PUSH_INT 7
        PUSH_INT 8
        PUSH_INT 9
        LOAD s
        CALL_PROCEDURE 9
        PRINT
        HALT
        LABEL sum
        LOAD a
        LOAD b
        LOAD c
        LOAD d
        LOAD e
        LOAD f
        LOAD g
        LOAD h
        LOAD i
        ADD
        ADD
        ADD
        ADD
        ADD
        ADD
        ADD
        ADD
        RET
        """));

    private static string Run(string program, CompilationOptions options) => Run(Compilation.ExecuteIr(Load(program), options));

    private static LoadedProgram Load(string program) =>
        Compilation.Load(ProgramRun.MainPath, new MemoryModuleSource().Add(ProgramRun.MainPath, program)).Program!;

    private static string Run(ProgramImage image)
    {
        var console = new FakeConsole();
        ProgramHost.Run(image, ClosedWorld.With(console), new RuntimeLimits { StackBytes = 64L << 20 });
        return console.Output + console.Errors;
    }
}
