using System.Text;
using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Verification;

/// <summary>Programs that are large, or made to be hard.</summary>
public sealed class AnalysisLimitTests
{
    private const int LongChain = 100_000;

    [Fact]
    public void A_program_beyond_the_budget_is_wholly_dynamic_and_still_right()
    {
        // Every variable may hold every function: the square of their number.
        const int Count = 600;
        var text = new StringBuilder("CALL main\nHALT\nLABEL main\n");
        for (int i = 0; i < Count; i++)
        {
            text.Append($"MAKE_FUNCTION f{i}\n");
        }

        text.Append($"MAKE_LIST {Count}\nSTORE all\n");
        for (int i = 0; i < Count; i++)
        {
            text.Append($"LOAD all\nPUSH_INT {i}\nINDEX\nSTORE v{i}\n");
        }

        text.Append("LOAD v77\nCALL_FUNCTION\nPRINT\nRET\n");
        for (int i = 0; i < Count; i++)
        {
            text.Append($"LABEL f{i}\nPUSH_INT {i}\nRET\n");
        }

        var program = new AnalysedProgram(text.ToString());
        Assert.Contains("too intricate", program.Main.DynamicReason, StringComparison.Ordinal);
        Assert.All(program.Shape.StackMachineCode, Assert.True);
        Assert.Equal("77\n", BothEngines.Output(text.ToString()));
    }

    [Fact]
    public void The_budget_suffices_for_as_many_functions_in_few_places()
    {
        const int Count = 600;
        var text = new StringBuilder();
        for (int i = 0; i < Count; i++)
        {
            text.Append($"MAKE_FUNCTION f{i}\nCALL apply it\n");
        }

        text.Append("HALT\nLABEL apply\nLOAD it\nCALL_FUNCTION\nRET\n");
        for (int i = 0; i < Count; i++)
        {
            text.Append($"LABEL f{i}\nRET\n");
        }

        Assert.All(new AnalysedProgram(text.ToString()).Shape.Functions, function => Assert.False(function.IsDynamic));
    }

    [Fact]
    public void Many_calls_one_after_the_other_are_looked_at_once()
    {
        const int Callers = 100, Calls = 1000;
        var text = new StringBuilder();
        for (int i = 0; i < Callers; i++)
        {
            text.Append($"CALL all{i}\n");
        }

        text.Append("HALT\n");
        for (int i = 0; i < Callers * Calls; i++)
        {
            text.Append(i % Calls == 0 ? $"LABEL all{i / Calls}\n" : "").Append($"CALL f{i}\n").Append(i % Calls == Calls - 1 ? "RET\n" : "");
        }

        for (int i = 0; i < Callers * Calls; i++)
        {
            text.Append($"LABEL f{i}\nRET\n");
        }

        Assert.False(new AnalysedProgram(text.ToString()).Main.IsDynamic);
    }

    [Fact]
    public void Calls_that_wait_for_their_callees_see_what_is_found_out_meanwhile()
    {
        // f waits for g, then for h; g turns out to take a value, and the value called may be either of two.
        const string Text = """
            PUSH_STR lowest
            PUSH_STR low
            MAKE_FUNCTION quiet
            CALL f it
            MAKE_FUNCTION loud
            CALL f it
            PRINT
            HALT
            LABEL f
            LOAD it
            CALL_FUNCTION
            CALL g
            CALL h
            RET
            LABEL g
            CALL deeper
            POP
            RET
            LABEL h
            CALL deeper
            CALL deeper
            RET
            LABEL deeper
            NULL
            POP
            RET
            LABEL quiet
            PUSH_STR quiet
            RET
            LABEL loud
            PUSH_STR loud
            PRINT
            PUSH_STR loud
            RET
            """;
        var program = new AnalysedProgram(Text);
        Assert.Equal("loud quiet", program.Reached(program["f"]));
        Assert.Equal((0, 0), (program["f"].Takes, program["f"].Results));
        Assert.Equal("loud\nlow\n", BothEngines.Output(Text));
    }

    [Theory]
    [InlineData("NULL\nRET", false)]
    [InlineData("TRUE\nJZ end\nNULL\nLABEL end\nRET", true)]
    [InlineData("TRY end\nRET\nLABEL end\nRET", true)]
    public void A_long_chain_of_functions_needs_no_native_stack(string last, bool isDynamic)
    {
        var text = new StringBuilder("CALL f0\nHALT\n");
        for (int i = 0; i < LongChain; i++)
        {
            text.Append($"LABEL f{i}\nCALL f{i + 1}\nRET\n");
        }

        text.Append($"LABEL f{LongChain}\n{last}");
        OnSmallStack(() =>
        {
            var program = new AnalysedProgram(text.ToString());
            Assert.Equal(isDynamic, program.Main.IsDynamic);
            Assert.Equal(isDynamic, program["f50000"].IsDynamic);
        });
    }

    [Fact]
    public void A_long_chain_of_values_passed_on_needs_no_native_stack()
    {
        var text = new StringBuilder("MAKE_FUNCTION end\nCALL f0 it\nHALT\nLABEL end\nRET\n");
        for (int i = 0; i < LongChain; i++)
        {
            text.Append($"LABEL f{i}\nLOAD it\nCALL f{i + 1} it\nRET\n");
        }

        text.Append($"LABEL f{LongChain}\nLOAD it\nCALL_FUNCTION\nRET");
        OnSmallStack(() =>
        {
            var program = new AnalysedProgram(text.ToString());
            Assert.Equal("end", program.Reached(program[$"f{LongChain}"]));
        });
    }

    [Fact]
    public void A_long_chain_of_handlers_and_one_of_captures_need_no_native_stack()
    {
        var text = new StringBuilder("NULL\nSTORE a\n");
        for (int i = 0; i < 1000; i++)
        {
            text.Append("TRY out\n");
        }

        text.Append("LABEL out\nHALT\n");
        OnSmallStack(() => Assert.True(new AnalysedProgram(text.ToString()).Main.IsDynamic));
        text.Clear().Append("NULL\nSTORE a\n");
        for (int i = 0; i < 3000; i++)
        {
            text.Append("CAPTURE a\n");
        }

        text.Append("MAKE_LAMBDA f\nHALT\nLABEL f\nRET");
        OnSmallStack(() => Assert.Equal(["a"], new AnalysedProgram(text.ToString())["f"].Captured!));
    }

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action), maxStackSize: 256 << 10);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
