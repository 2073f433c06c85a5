using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Functions that nothing refers to go away, and the others are numbered anew.</summary>
/// <remarks>
/// What refers to a function is a module whose top level it is, a prototype, or a call in a function that stays. Segments of
/// the stack machine are entered by index, so they stay.
/// <code>
/// top_level f0 main() { ... call f2() }          top_level f0 main() { ... call f1() }
/// func f1 f() { ... call f1() }             =>   func f1 g() { ... }
/// func f2 g() { ... }
/// </code>
/// </remarks>
internal static class DeadFunctions
{
    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = new("dead-functions", "Removes functions that nothing refers to.", Level: 1, Run);

    private static IrModule Run(IrModule module)
    {
        bool[] isReferred = FindReferred(module);
        if (!isReferred.Contains(false))
        {
            return module;
        }

        int[] numbers = new int[module.Functions.Length];
        int count = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = isReferred[i] ? count++ : -1;
        }

        return module with
        {
            Functions = [.. module.Functions.Where(function => isReferred[function.Number]).Select(function => Renumber(function, numbers))],
            Prototypes = [.. module.Prototypes.Select(prototype => prototype with { Function = NumberOf(prototype.Function) })],
            Modules = [.. module.Modules.Select(source => source with { TopLevel = NumberOf(source.TopLevel) })],
        };

        int NumberOf(int function) => function < 0 ? function : numbers[function];
    }

    private static bool[] FindReferred(IrModule module)
    {
        var calls = new CallGraph(module);
        bool[] isReferred = new bool[module.Functions.Length];
        var pending = new Stack<int>();
        foreach (var function in module.Functions.Where(function => function.Kind == IrFunctionKind.StackMachineSegment))
        {
            Refer(function.Number);
        }

        foreach (int function in module.Modules.Select(source => source.TopLevel).Concat(module.Prototypes.Select(prototype => prototype.Function)))
        {
            Refer(function);
        }

        while (pending.TryPop(out int number))
        {
            foreach (int callee in calls.CalleesOf(number))
            {
                Refer(callee);
            }
        }

        return isReferred;

        void Refer(int function)
        {
            if (function >= 0 && !isReferred[function])
            {
                isReferred[function] = true;
                pending.Push(function);
            }
        }
    }

    private static IrFunction Renumber(IrFunction function, int[] numbers) =>
        function with { Number = numbers[function.Number], Blocks = [.. function.Blocks.Select(block => Renumber(block, numbers))] };

    private static BasicBlock Renumber(BasicBlock block, int[] numbers)
    {
        ImmutableArray<IrInstruction>.Builder? instructions = null;
        for (int i = 0; i < block.Instructions.Length; i++)
        {
            if (block.Instructions[i] is IrInstruction.Call call && numbers[call.Callee] != call.Callee)
            {
                instructions ??= block.Instructions.ToBuilder();
                instructions[i] = call with { Callee = numbers[call.Callee] };
            }
        }

        var terminator = block.Terminator is Terminator.TailCall tail ? tail with { Callee = numbers[tail.Callee] } : block.Terminator;
        return instructions is null && ReferenceEquals(terminator, block.Terminator)
            ? block
            : block with { Instructions = instructions?.MoveToImmutable() ?? block.Instructions, Terminator = terminator };
    }
}
