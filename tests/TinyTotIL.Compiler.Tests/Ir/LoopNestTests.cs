using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Tests.Ir;

public sealed class LoopNestTests
{
    [Fact]
    public void Blocks_know_the_innermost_loop_they_are_in()
    {
        var loops = Of("""
            func f1 f(n) -> 0 @0 {
              b0: r0 = get n jump b1
              b1: jump b2
              b2: branch r0 ? b2 : b3
              b3: branch r0 ? b1 : b4
              b4: branch r0 ? b4 : b5
              b5: return
            }
            """);
        Assert.Equal([LoopNest.None, 1, 2, 1, 4, LoopNest.None], Enumerable.Range(0, 6).Select(loops.HeaderOf));
    }

    [Fact]
    public void A_loop_contains_itself_and_those_inside_it()
    {
        var loops = Of("""
            func f1 f(n) -> 0 @0 {
              b0: r0 = get n jump b1
              b1: branch r0 ? b2 : b6
              b2: branch r0 ? b3 : b1
              b3: branch r0 ? b3 : b4
              b4: branch r0 ? b4 : b5
              b5: branch r0 ? b2 : b1
              b6: branch r0 ? b6 : b7
              b7: return
            }
            """);
        int[] headers = [1, 2, 3, 4, 6];
        Assert.Equal(
            [(1, 1), (1, 2), (1, 3), (1, 4), (2, 2), (2, 3), (2, 4), (3, 3), (4, 4), (6, 6)],
            from outer in headers from inner in headers where loops.Contains(outer, inner) select (outer, inner));
    }

    [Fact]
    public void Everything_lies_inside_no_loop_and_what_is_in_none_inside_no_other()
    {
        var loops = Of("func f1 f(n) -> 0 @0 { b0: r0 = get n jump b1 b1: branch r0 ? b1 : b2 b2: return }");
        Assert.True(loops.Contains(LoopNest.None, 1));
        Assert.True(loops.Contains(LoopNest.None, LoopNest.None));
        Assert.False(loops.Contains(1, LoopNest.None));
    }

    [Fact]
    public void A_handler_that_tries_again_closes_a_loop()
    {
        var loops = Of("""
            func f1 f(n) -> 0 @0 {
              b0: r0 = get n jump b1
              b1 handler b2: call_operation ConsoleOperations.Print(r0) jump b3
              b2: r1 = catch_exception jump b1
              b3: return
            }
            """);
        Assert.Equal([LoopNest.None, 1, 1, LoopNest.None], Enumerable.Range(0, 4).Select(loops.HeaderOf));
    }

    [Fact]
    public void A_cycle_with_two_ways_in_counts_as_no_loop()
    {
        var loops = Of("""
            func f1 f(n) -> 0 @0 {
              b0: r0 = get n branch r0 ? b1 : b2
              b1: jump b2
              b2: branch r0 ? b1 : b3
              b3: return
            }
            """);
        Assert.All(Enumerable.Range(0, 4), block => Assert.Equal(LoopNest.None, loops.HeaderOf(block)));
    }

    [Fact]
    public void Loops_nest_as_deep_as_a_program_likes()
    {
        const int Depth = 20_000;
        string open = string.Concat(Enumerable.Range(1, Depth).Select(i => $"b{i}: jump b{i + 1}\n"));
        string close = string.Concat(Enumerable.Range(0, Depth).Select(i => $"b{Depth + 1 + i}: branch r0 ? b{Depth - i} : b{Depth + 2 + i}\n"));
        var loops = Of($"func f1 f(n) -> 0 @0 {{ b0: r0 = get n jump b1\n{open}{close}b{(2 * Depth) + 1}: return }}");
        Assert.Equal(Depth, loops.HeaderOf(Depth + 1));
        Assert.Equal(1, loops.HeaderOf(2 * Depth));
        Assert.True(loops.Contains(1, Depth));
        Assert.False(loops.Contains(Depth, 1));
    }

    private static LoopNest Of(string function)
    {
        var flow = new ControlFlow(IrReader.ReadModule(LoweredPrograms.Around(function)).Functions[1]);
        return new LoopNest(flow, new DominatorTree(flow));
    }
}
