using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TinyTotIL.Compiler.Passes;
using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Emission;

/// <summary>The IL of small programs, for a reader to judge.</summary>
public sealed class EmittedListingTests
{
    [Fact]
    public void Hello() => Show("main", "PUSH_STR \"Hello, world!\"\nPRINT");

    [Fact]
    public void A_counting_loop() => Show("main", """
        PUSH_INT 0
        STORE i
        LABEL next
        LOAD i
        PUSH_INT 10
        LT
        JZ done
        LOAD i
        PUSH_INT 1
        ADD
        STORE i
        JMP next
        LABEL done
        LOAD i
        PRINT
        """);

    [Fact]
    public void A_recursive_function() => Show("fib fib$segment", SmallPrograms.Fibonacci);

    /// <summary>The process leaves the stack at the check point and after each call; a second method goes on from there.</summary>
    [Fact]
    public void Fibonacci_in_a_program_with_processes() => ShowWithProcesses("fib fib$resume", SmallPrograms.Fibonacci + "\nSELF\nPOP");

    /// <summary>RECEIVE is done again when the process goes on, a local counts the loop, and a frame holds what is live.</summary>
    [Fact]
    public void A_receive_and_a_loop() => ShowWithProcesses("main main$resume Measure", """
        RECEIVE
        STORE n
        PUSH_FLOAT 0.5
        STORE x
        LABEL next
        LOAD x
        PUSH_FLOAT 1.5
        ADD
        STORE x
        LOAD x
        PUSH_FLOAT 9.0
        LT
        JNZ next
        LOAD n
        PRINT
        """);

    /// <summary>What a C# compiler writes for <c>long</c>, apart from the look at the stack and the one for an error after each call.</summary>
    [Fact]
    public void Fibonacci_optimized_but_for_inlining() => ShowOptimized("fib", "fib", "inlining");

    /// <summary>What a C# compiler writes for a loop over <c>long</c>.</summary>
    [Fact]
    public void A_loop_over_integers_optimized() => ShowOptimized("main", "loop");

    [Fact]
    public void A_closure() => Show("main add add$value", SmallPrograms.Closure);

    [Fact]
    public void A_handler_in_a_caller() => Show("main fails", """
        PUSH_STR kept
        TRY caught
        CALL fails
        END_TRY
        HALT
        LABEL caught
        PRINT
        PRINT
        HALT
        LABEL fails
        LOAD missing
        RET
        """);

    [Fact]
    public void An_import() => Show("main $image", new MemoryModuleSource()
        .Add(ProgramRun.MainPath, "IMPORT part.ttvm\nLOAD one\nPRINT")
        .Add("part.ttvm", "PUSH_INT 1\nSTORE one\nEXPORT one"));

    [Fact]
    public void A_program_on_a_stack_machine() => Show("segment0 $image", """
        TRUE
        CALL maybe c
        HALT
        LABEL maybe
        LOAD c
        JZ on
        NULL
        LABEL on
        RET
        """);

    [Fact]
    public void Tail_calls() => Show("down other", """
        PUSH_INT 3
        PUSH_INT 4
        CALL down n m
        HALT
        LABEL down
        LOAD n
        JZ zero
        LOAD m
        LOAD n
        TAIL_CALL down n m
        LABEL zero
        LOAD m
        TAIL_CALL other x
        LABEL other
        LOAD x
        PRINT
        RET
        """);

    private static void ShowOptimized(string method, string benchmark, string? disabledPass = null, [CallerMemberName] string name = "")
    {
        string program = File.ReadAllText(RepositoryFiles.Find($"examples/benchmarks/{benchmark}.ttvm"));
        var source = new MemoryModuleSource().Add(ProgramRun.MainPath, program);
        ImmutableHashSet<string> disabled = disabledPass is null ? [] : [disabledPass];
        var listings = EmittedProgramTests.Emit(source, withListings: true, module => PassRunner.Run(module, level: 1, disabled, check: true)).Listings;
        Snapshot.Verify(listings[method], name);
    }

    private static void ShowWithProcesses(string methods, string program, [CallerMemberName] string name = "")
    {
        var source = new MemoryModuleSource().Add(ProgramRun.MainPath, program);
        var listings = EmittedProgramTests.Emit(source, withListings: true, module => PassRunner.Run(module, level: 1, ["inlining"], check: true)).Listings;
        Snapshot.Verify(string.Join('\n', methods.Split(' ').Select(method => listings[method])), name);
    }

    private static void Show(string methods, string program, [CallerMemberName] string name = "") =>
        Show(methods, new MemoryModuleSource().Add(ProgramRun.MainPath, program), name);

    private static void Show(string methods, MemoryModuleSource source, [CallerMemberName] string name = "")
    {
        var listings = EmittedProgramTests.Emit(source, withListings: true).Listings;
        Snapshot.Verify(string.Join('\n', methods.Split(' ').Select(method => listings[method])), name);
    }
}
