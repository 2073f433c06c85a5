using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Passes;
using TinyTotIL.Compiler.Tests.Ir;

namespace TinyTotIL.Compiler.Tests.Passes;

/// <summary>What quiet functions may have below them, since none of them looks at the stack.</summary>
public sealed class QuietFunctionsTests
{
    [Fact]
    public void At_most_32_calls_lie_below_a_quiet_function()
    {
        const int Count = 40;
        var functions = Enumerable.Range(1, Count - 1).Select(i => $"func f{i} g{i}() @0 {{ b0: call f{i + 1}() return }}").Append($"func f{Count} last() @0 {{ b0: return }}");
        var module = Run(functions);
        Assert.Equal(Enumerable.Range(Count - 32, 33), module.Functions.Where(function => function.NeverRaises).Select(function => function.Number));
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1100, false)]
    public void A_call_among_many_registers_is_not_quiet(int registers, bool isQuiet)
    {
        string body = string.Join(' ', Enumerable.Range(0, registers).Select(i => $"r{i} = const {i}"));
        var module = Run([$"func f1 leaf() @0 {{ b0: {body} return }}", "func f2 caller() @0 { b0: call f1() return }"]);
        Assert.True(module.Functions[1].NeverRaises);
        Assert.Equal(isQuiet, module.Functions[2].NeverRaises);
    }

    private static IrModule Run(IEnumerable<string> functions)
    {
        var module = IrReader.ReadModule(LoweredPrograms.Around(string.Join('\n', functions)));
        IrVerifier.Verify(module, "test");
        return QuietFunctions.Pass.Run(module);
    }
}
