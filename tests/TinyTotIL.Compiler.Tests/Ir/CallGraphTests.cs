using System.Text;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Tests.Ir;

public sealed class CallGraphTests
{
    [Fact]
    public void Callees_are_found_once_each_in_order_tail_calls_included()
    {
        var graph = Graph("""
            func f1 f() @0 { b0: call f3() call f2() call f3() tail_call f4() }
            func f2 g() @0 { b0: return }
            func f3 h() @0 { b0: return }
            func f4 i() @0 { b0: jump b1 b1: tail_call f2() }
            """);
        Assert.Equal<int>([3, 2, 4], graph.CalleesOf(1));
        Assert.Equal<int>([2], graph.CalleesOf(4));
        Assert.Empty(graph.CalleesOf(2));
    }

    [Fact]
    public void Each_function_comes_after_those_it_calls()
    {
        var graph = Graph("""
            func f1 f() @0 { b0: call f2() call f4() return }
            func f2 g() @0 { b0: call f3() return }
            func f3 h() @0 { b0: return }
            func f4 i() @0 { b0: call f2() return }
            """);
        Assert.Equal([0, 3, 2, 4, 1], graph.BottomUp);
    }

    [Fact]
    public void Recursion_is_found_through_any_number_of_functions()
    {
        var graph = Graph("""
            func f1 above() @0 { b0: call f2() return }
            func f2 itself() @0 { b0: call f2() call f3() return }
            func f3 even() @0 { b0: call f4() return }
            func f4 odd() @0 { b0: tail_call f5() }
            func f5 more() @0 { b0: call f6() call f3() return }
            func f6 below() @0 { b0: return }
            """);
        Assert.Equal([false, false, true, true, true, true, false], Enumerable.Range(0, 7).Select(graph.IsRecursive));
        Assert.Equal([0, null, null, null, null, null, 0], Enumerable.Range(0, 7).Select(graph.HeightOf));
        Assert.Equal([6, 2, 1], graph.BottomUp.Where(number => number is 1 or 2 or 6));
    }

    [Fact]
    public void The_height_is_that_of_the_longest_chain()
    {
        var graph = Graph("""
            func f1 f() @0 { b0: call f4() call f2() return }
            func f2 g() @0 { b0: call f3() return }
            func f3 h() @0 { b0: tail_call f4() }
            func f4 i() @0 { b0: return }
            """);
        Assert.Equal([0, 3, 2, 1, 0], Enumerable.Range(0, 5).Select(graph.HeightOf));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chain_of_any_length_is_followed(bool isClosed)
    {
        const int Count = 100_000;
        var text = new StringBuilder();
        for (int i = 1; i < Count; i++)
        {
            text.Append($"func f{i} f{i}#() @0 {{ b0: call f{i + 1}() return }}\n");
        }

        text.Append(isClosed ? $"func f{Count} last() @0 {{ b0: call f1() return }}" : $"func f{Count} last() @0 {{ b0: return }}");
        var graph = Graph(text.ToString());
        Assert.Equal(isClosed ? null : Count - 1, graph.HeightOf(1));
        Assert.Equal(isClosed, graph.IsRecursive(Count / 2));
    }

    private static CallGraph Graph(string functions) => new(IrReader.ReadModule(LoweredPrograms.Around(functions)));
}
