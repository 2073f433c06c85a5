using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Removes variables that nothing reads or writes any more and numbers the others anew.</summary>
internal static class UnusedVariables
{
    /// <summary>Removes the unused variables; parameters stay, because callers pass them.</summary>
    /// <param name="function">The function.</param>
    /// <returns>The same function when every variable is used.</returns>
    public static IrFunction Remove(IrFunction function)
    {
        var used = new HashSet<IrVariable>(function.Parameters, ReferenceEqualityComparer.Instance);
        foreach (var block in function.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                if (VariableOf(instruction) is { } variable)
                {
                    used.Add(function.Variables[variable.Number]);
                }
            }
        }

        if (used.Count == function.Variables.Length)
        {
            return function;
        }

        var renumbered = new IrVariable[function.Variables.Length];
        var variables = ImmutableArray.CreateBuilder<IrVariable>(used.Count);
        foreach (var variable in function.Variables)
        {
            if (used.Contains(variable))
            {
                var kept = variable with { Number = variables.Count };
                renumbered[variable.Number] = kept;
                variables.Add(kept);
            }
        }

        return function with
        {
            Parameters = [.. variables.Take(function.Parameters.Length)],
            Variables = variables.MoveToImmutable(),
            Blocks = [.. function.Blocks.Select(block => Renumber(block, renumbered))],
        };
    }

    /// <summary>The variable an instruction reads or writes; null for any other.</summary>
    /// <param name="instruction">The instruction.</param>
    public static IrVariable? VariableOf(IrInstruction instruction) => instruction switch
    {
        IrInstruction.GetVariable get => get.Variable,
        IrInstruction.SetVariable set => set.Variable,
        _ => null,
    };

    private static BasicBlock Renumber(BasicBlock block, IrVariable[] renumbered)
    {
        ImmutableArray<IrInstruction>.Builder? instructions = null;
        for (int i = 0; i < block.Instructions.Length; i++)
        {
            if (VariableOf(block.Instructions[i]) is not { } variable || renumbered[variable.Number] == variable)
            {
                continue;
            }

            instructions ??= block.Instructions.ToBuilder();
            instructions[i] = block.Instructions[i] switch
            {
                IrInstruction.GetVariable get => get with { Variable = renumbered[variable.Number] },
                IrInstruction.SetVariable set => set with { Variable = renumbered[variable.Number] },
                var other => other,
            };
        }

        return instructions is null ? block : block with { Instructions = instructions.MoveToImmutable() };
    }
}
