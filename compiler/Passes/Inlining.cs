using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Puts the bodies of small functions in place of their calls.</summary>
/// <remarks>
/// <code>
/// func f1 twice(n) -> 1 @3 {
///   b0:
///     r0 = get n
///     r1 = call_operation ArithmeticOperations.Add(r0, r0) raises @4
///     return r1
/// }
///
///                                site s1 @12
/// b1:                          b1:
///   r7 = call f1(r6)     @12     jump b2
///   return r7              =>  b2:
///                                r8 = call_operation ArithmeticOperations.Add(r6, r6) raises in s1 @4
///                                jump b3(r8)
///                              b3(r7):
///                                return r7
/// </code>
/// <para>What it spares is not only the call: the types of the arguments and whatever they are made of are known inside.
/// Callees come first, so a chain of small functions ends in the outermost. A callee must be small, not recursive, and of a
/// kind that can stand in another function; a caller takes bodies until it is large. Code of a top level outside
/// loops runs once, and takes only bodies that are hardly larger than the call. Every instruction keeps the site it came
/// from, so a stack trace shows the calls as if they were there.</para>
/// <para>A function that calls itself takes one copy of its own body in place of each such call: half of the calls or more are
/// gone, and calls of small bodies cost more than what they do.</para>
/// </remarks>
internal static class Inlining
{
    /// <summary>A body of this size is worth copying anywhere: a call with its check for errors is hardly smaller.</summary>
    private const int TinySize = 12;

    private const int SmallSize = 40;

    private const int MediumSize = 120;

    /// <summary>
    /// A caller takes no more bodies beyond this. The JIT compiler gives up its optimizations for very large methods, and tracks
    /// a limited number of values.
    /// </summary>
    private const int MostCallerSize = 4_000;

    /// <summary>Calls of itself up to which a function takes its own body.</summary>
    private const int MostSelfCalls = 4;

    /// <summary>What a function may grow by when it takes its own body.</summary>
    private const int MostSelfGrowth = 200;

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = new("inlining", Summary, 1, module => Run(module, SmallSize));

    /// <summary>The pass once more with larger bodies, for the level that trades the size of the output for speed.</summary>
    public static Pass OfLargerBodies { get; } = new("inlining", Summary, 2, module => Run(module, MediumSize));

    private const string Summary = "Puts the bodies of small functions in place of their calls.";

    private static IrModule Run(IrModule module, int mostSize)
    {
        var calls = new CallGraph(module);
        var functions = module.Functions.ToBuilder();
        var bodies = new InlineBody?[functions.Count];
        bool changed = false;
        foreach (int number in calls.BottomUp)
        {
            var function = functions[number];
            if (function.Kind != IrFunctionKind.StackMachineSegment)
            {
                var inlined = InlineCallees(function, BodyOf, mostSize);
                functions[number] = calls.CalleesOf(number).Contains(number) ? InlineItself(inlined) : inlined;
                changed |= functions[number] != function;
            }
        }

        return changed ? module with { Functions = functions.MoveToImmutable() } : module;

        InlineBody? BodyOf(int callee) => calls.IsRecursive(callee) ? null : bodies[callee] ??= new InlineBody(functions[callee]);
    }

    private static IrFunction InlineCallees(IrFunction function, Func<int, InlineBody?> bodyOf, int mostSize)
    {
        var chosen = new Dictionary<(int Block, int Position), InlineBody>();
        var once = function.Kind == IrFunctionKind.TopLevel ? new Lazy<LoopNest>(() => LoopsOf(function)) : null;
        int size = InlineBody.SizeOf(function);
        foreach (var (block, position, call) in CallsOf(function))
        {
            if (bodyOf(call.Callee) is not { IsPossible: true } body)
            {
                continue;
            }

            bool isTiny = body.Size <= TinySize && body.IsLeaf;
            bool isWorth = isTiny || (body.Size <= mostSize && once?.Value.HeaderOf(block) != LoopNest.None);
            if (isWorth && size + body.Size <= MostCallerSize)
            {
                chosen.Add((block, position), body);
                size += body.Size;
            }
        }

        return chosen.Count == 0 ? function : CallReplacement.Run(function, chosen);
    }

    private static LoopNest LoopsOf(IrFunction function)
    {
        var flow = new ControlFlow(function);
        return new LoopNest(flow, new DominatorTree(flow));
    }

    /// <summary>Only the function's own calls of itself: those that a copy brought along stay calls.</summary>
    private static IrFunction InlineItself(IrFunction function)
    {
        var body = new InlineBody(function);
        var own = CallsOf(function).Where(found => found.Call.Callee == function.Number).ToList();
        bool isWorth = body.IsPossible && body.Size <= SmallSize && own.Count <= MostSelfCalls
            && own.Count * body.Size <= MostSelfGrowth && own.TrueForAll(found => found.Call.Site == 0);
        return isWorth
            ? CallReplacement.Run(function, own.ToDictionary(found => (found.Block, found.Position), _ => body))
            : function;
    }

    /// <summary>The calls after which their function goes on.</summary>
    private static IEnumerable<(int Block, int Position, IrInstruction.Call Call)> CallsOf(IrFunction function)
    {
        foreach (var block in function.Blocks)
        {
            // What follows a call that never returns is its end and its results.
            int end = block.Instructions.Length;
            while (block.Terminator is Terminator.Unreachable && end > 0 && block.Instructions[end - 1] is IrInstruction.ExtraResult)
            {
                end--;
            }

            int last = block.Terminator is Terminator.Unreachable ? end - 1 : end;
            for (int i = 0; i < last; i++)
            {
                if (block.Instructions[i] is IrInstruction.Call call)
                {
                    yield return (block.Number, i, call);
                }
            }
        }
    }
}
