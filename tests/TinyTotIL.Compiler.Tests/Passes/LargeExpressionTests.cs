using System.Text;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Passes;
using TinyTotIL.Compiler.Tests.Ir;

namespace TinyTotIL.Compiler.Tests.Passes;

/// <summary>Passes over single instructions, on functions of a size at which anything quadratic would not end while somebody waits.</summary>
public sealed class LargeExpressionTests
{
    public static TheoryData<string> Passes() => ["constant-folding", "instruction-combining", "peephole", "common-subexpressions", "loop-invariants"];

    [Theory]
    [MemberData(nameof(Passes))]
    public void A_long_chain_of_arithmetic(string pass)
    {
        const int Length = 40_000;
        var text = new StringBuilder("func f1 f(a: int) -> 1 int @20 { b0: r0: int = get a r1: int = const 3 r2: int = add_int r0, r1\n");
        for (int i = 3; i < Length; i++)
        {
            text.Append($"r{i}: int = {(i % 3 == 0 ? "mul_int" : "add_int")} r{(i % 5 == 0 ? 0 : i - 1)}, r1\n");
        }

        Run(pass, text.Append($"return r{Length - 1} }}").ToString());
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Many_branches_side_by_side(string pass)
    {
        const int Count = 8_000;
        var text = new StringBuilder("func f1 f(a: int) -> 1 int @20 { b0: r0: int = get a jump b1\n");
        for (int i = 0; i < Count; i++)
        {
            (int head, int register) = (1 + (2 * i), 1 + (3 * i));
            text.Append($"b{head}: r{register}: int = const 0 r{register + 1}: bool = ne_int r0, r{register} branch r{register + 1} ? b{head + 1} : b{head + 2}\n");
            text.Append($"b{head + 1}: r{register + 2}: int = mul_int r0, r0 jump b{head + 2}\n");
        }

        Run(pass, text.Append($"b{1 + (2 * Count)}: return r0 }}").ToString());
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Products_in_loops_in_loops(string pass)
    {
        const int Depth = 500;
        string open = string.Concat(Enumerable.Range(1, Depth).Select(i => $"b{i}: r{i}: int = mul_int r0, r{i - 1} jump b{i + 1}\n"));
        string close = string.Concat(Enumerable.Range(0, Depth).Select(i => $"b{Depth + 1 + i}: branch r0 ? b{Depth - i} : b{Depth + 2 + i}\n"));
        Run(pass, $"func f1 f(a: int) -> 1 int @20 {{ b0: r0: int = get a jump b1\n{open}{close}b{(2 * Depth) + 1}: return r{Depth} }}");
    }

    private static void Run(string pass, string function)
    {
        var module = IrReader.ReadModule(LoweredPrograms.Around(function));
        IrVerifier.Verify(module, "test");
        IrVerifier.Verify(PassPipeline.Passes.Single(found => found.Name == pass).Run(module), pass);
    }
}
