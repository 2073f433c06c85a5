using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Keeps the parts of values in registers, so that closures, objects and lists that never leave a function are never made.</summary>
/// <remarks>
/// <code>
/// b0:                                                       b0:
///   r0 = call_operation ObjectOperations.New()
///   r1: int = const 0                                         r1: int = const 0
///   r2 = call_operation ObjectOperations.SetField(r0, r1, "x")
///   jump b1(r2)                                               jump b1(r1)
/// b1(r3):                                                   b1(r8):
///   r4 = call_operation ObjectOperations.GetField(r3, "x")
///   r5 = call f2(r4)                                          r5 = call f2(r8)
///   r6 = call_operation ObjectOperations.SetField(r3, r5, "x")
///   branch r5 ? b1(r6) : b2                                   branch r5 ? b1(r5) : b2
/// </code>
/// <para>Values cannot be changed and have no identity, so nobody can tell one from another made of the same parts: a value
/// can always be taken apart, and put together where it is needed whole. The registers that hold a value at different
/// times, from where it is made through block parameters and SET_FIELD, form a web. When all of them have the same kind
/// and the same fields in order, each part gets a register, or a block parameter, of its own. It fires for webs that are only
/// read part by part (captured values, fields, elements at constant places, lengths), and for those that change in a
/// loop and are needed whole outside it only. In webs that stay whole, parts are still read from where they came from
/// where that is plain.</para>
/// <para>The idea is scalar replacement of aggregates, as in Muchnick, "Advanced Compiler Design and Implementation" (1997),
/// 12.2; immutable values need none of its analysis of aliases and escapes.</para>
/// </remarks>
internal static class MemoryLayout
{
    /// <summary>Values inside values come to light one level a round.</summary>
    private const int MostRounds = 4;

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "memory-layout", "Keeps the parts of closures, objects and lists that stay in a function in registers.", 1, (_, function) => Run(function));

    private static IrFunction Run(IrFunction function)
    {
        for (int round = 0; round < MostRounds && function.Blocks.Any(block => block.Instructions.Any(AggregateStep.Makes)); round++)
        {
            var flow = new ControlFlow(function);
            var layouts = new LayoutAnalysis(flow);
            var result = PartRewriter.Run(flow, layouts, new AggregateWebs(flow, layouts));
            if (result == function)
            {
                break;
            }

            function = result;
        }

        return function;
    }
}
