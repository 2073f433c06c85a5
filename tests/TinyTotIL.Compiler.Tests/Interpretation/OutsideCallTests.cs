using TinyTotIL.Compiler.Interpretation;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Interpretation;

/// <summary>Function values called from .NET code.</summary>
public sealed class OutsideCallTests
{
    [Fact]
    public void Arguments_arrive_in_order_and_the_top_value_comes_back()
    {
        var (context, result) = Call(
            """
            MAKE_FUNCTION subtract a b
            STORE f
            EXPORT f
            HALT
            LABEL subtract
            NULL
            LOAD a
            LOAD b
            SUB
            RET
            """,
            10, 3);
        Assert.Equal(0, context.Reductions);
        Assert.Equal(7, (long)result);
    }

    [Fact]
    public void A_function_that_leaves_nothing_gives_null()
    {
        var (context, result) = Call("MAKE_FUNCTION 4\nSTORE f\nEXPORT f\nHALT\nRET");
        Assert.Equal(0, context.Reductions);
        Assert.True(result.IsNull);
    }

    [Fact]
    public void An_error_stays_under_way_and_knows_only_the_calls_inside()
    {
        var (context, _) = Call("""
            MAKE_FUNCTION outer
            STORE f
            EXPORT f
            HALT
            LABEL outer
            CALL inner
            LABEL inner
            LOAD missing
            """);
        Assert.Equal(ProcessContext.Raising, context.Reductions);
        Assert.Equal("Undefined variable: missing", context.Raised!.UncaughtText(context.Image, context.Addresses));
        Assert.Equal([5, 4], context.Raised.Frames);
    }

    [Fact]
    public void A_missing_argument_is_the_count_error()
    {
        var (context, _) = Call("MAKE_FUNCTION 4 a b\nSTORE f\nEXPORT f\nHALT\nRET", 1);
        Assert.Equal("Need 2 stack items but only 1 available", context.Raised!.UncaughtText(context.Image, context.Addresses));
    }

    [Fact]
    public void A_HALT_inside_ends_the_program()
    {
        var (context, result) = Call("MAKE_FUNCTION 4\nSTORE f\nEXPORT f\nHALT\nPUSH_INT 1\nHALT");
        Assert.Equal(ProcessContext.Halting, context.Reductions);
        Assert.True(result.IsNull);
    }

    /// <summary>Runs a program, then calls the function it exports as <c>f</c>.</summary>
    private static (ProcessContext Context, Value Result) Call(string program, params Value[] arguments)
    {
        var image = Interpreter.CreateImage(ProgramRun.Verified(program));
        var context = new ProcessContext(image, ClosedWorld.With(new FakeConsole()));
        image.Modules[0].Body!(context);
        Assert.Equal(ProcessContext.Halting, context.Reductions);
        context.Clear();
        Assert.True(context.Module.Exports.TryGet("f", out var function));
        return (context, image.CallOnStackMachine!(context, (FunctionValue)function.Tag!, arguments));
    }
}
