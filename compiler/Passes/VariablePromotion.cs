using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Variables become registers, with block parameters where paths join.</summary>
/// <remarks>
/// <code>
/// b0:                                     b0:
///   r0: int = const 0                       r0: int = const 0
///   set i = r0                              jump b1(r0)
///   jump b1                               b1(r5):
/// b1:                                =>
///   r1 = get i                              branch r5 ? b2 : b3
///   branch r1 ? b2 : b3                   b2:
/// b2:                                       r4 = call f2(r5)
///   r2 = get i                              jump b1(r4)
///   r4 = call f2(r2)                      b3:
///   set i = r4                              return
///   jump b1
/// b3:
///   return
/// </code>
/// A parameter of the function is read once, in the entry block. A variable that a handler reads stays one when it may hold
/// different values on the ways there, because a handler takes no parameters. So does one that is read where nothing may
/// have written it. Reads of what the same block has read or written before go away in any case.
/// </remarks>
internal static class VariablePromotion
{
    /// <summary>Above this many pairs of a block and a variable a function keeps its variables.</summary>
    private const long MostPairs = 3_000_000;

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "variable-promotion", "Keeps variables in registers.", level: 1, (_, function) => Run(function));

    private static IrFunction Run(IrFunction function)
    {
        if (function.Variables.IsEmpty || (long)function.Blocks.Length * function.Variables.Length > MostPairs)
        {
            return function;
        }

        function = UnreachableBlocks.Remove(function);
        var promotion = new FunctionPromotion(function);
        foreach (var variable in function.Variables)
        {
            promotion.TryPromote(variable);
        }

        return promotion.Result();
    }
}
