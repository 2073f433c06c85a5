using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Finds functions that never raise, halt or exit, so that their callers need not look after each call.</summary>
/// <remarks>
/// <code>
/// Before:  func f1 twice(n: int) -> 1 int @3 { b0: r0: int = get n  r1: int = add_int r0, r0  return r1 }
/// After:   func f1 twice(n: int) -> 1 int @3 never_raises { ... }
/// </code>
/// It fires for a direct function in which no instruction may raise, apart from calls of functions for which the same is
/// known. Recursion may exhaust the native stack and never qualifies, nor does anything above it. A quiet function does
/// not look at the stack either, so all that can be under way below it must fit the part of the stack that is kept in
/// reserve: at most <see cref="StackChecks.MostCalls"/> calls with <see cref="StackChecks.MostRegisters"/> registers and variables among them. In a
/// program with processes a loop may have to let others run, and is not quiet either. One walk over the call graph, callees first.
/// </remarks>
internal static class QuietFunctions
{
    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = new("quiet-functions", "Marks functions that never raise.", 1, Run);

    private static IrModule Run(IrModule module)
    {
        var calls = new CallGraph(module);
        var isQuiet = new bool[module.Functions.Length];
        var registers = new int[module.Functions.Length];
        var functions = module.Functions.ToBuilder();
        bool changed = false;
        foreach (int number in calls.BottomUp)
        {
            var function = functions[number];
            var callees = calls.CalleesOf(number);
            registers[number] = StackChecks.RegistersOf(function) + callees.Select(callee => registers[callee]).DefaultIfEmpty().Max();
            isQuiet[number] = function.Kind == IrFunctionKind.Direct
                && calls.HeightOf(number) <= StackChecks.MostCalls
                && (callees.IsEmpty || registers[number] <= StackChecks.MostRegisters)
                && callees.All(callee => isQuiet[callee])
                && function.Blocks.All(IsQuiet)
                && !(module.UsesProcesses && CheckPoints.HasLoop(function));
            if (isQuiet[number] != function.NeverRaises)
            {
                functions[number] = function with { NeverRaises = isQuiet[number] };
                changed = true;
            }
        }

        return changed ? module with { Functions = functions.MoveToImmutable() } : module;
    }

    /// <summary>Whether nothing in a block may raise, its direct calls left out of account.</summary>
    private static bool IsQuiet(BasicBlock block)
    {
        foreach (var instruction in block.Instructions)
        {
            if (instruction is not IrInstruction.Call && instruction.MayRaise)
            {
                return false;
            }
        }

        return block.Terminator is not Terminator.TailCallValue;
    }
}
