using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Ir;

/// <summary>Copies instructions with other registers and blocks in them: the one place that knows where each kind keeps its own.</summary>
internal static class IrRewriter
{
    /// <summary>An instruction that reads other registers.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="map">What to read in place of a register.</param>
    /// <returns>The same instruction when nothing changes.</returns>
    public static IrInstruction MapOperands(IrInstruction instruction, Func<Register, Register> map)
    {
        if (!Changes(instruction.Operands, map))
        {
            return instruction;
        }

        return instruction switch
        {
            IrInstruction.SetVariable set => set with { Value = map(set.Value) },
            IrInstruction.CheckSet check => check with { Value = map(check.Value) },
            IrInstruction.CallOperation call => call with { Arguments = Map(call.Arguments, map) },
            IrInstruction.Primitive primitive => primitive with { Arguments = Map(primitive.Arguments, map) },
            IrInstruction.Narrow narrow => narrow with { Value = map(narrow.Value) },
            IrInstruction.LoadCaptured captured => captured with { Function = map(captured.Function) },
            IrInstruction.MakeList list => list with { Elements = Map(list.Elements, map) },
            IrInstruction.Gather gather => gather with { Elements = Map(gather.Elements, map) },
            IrInstruction.MakeFunction make => make with { Captured = Map(make.Captured, map) },
            IrInstruction.Call call => call with { Arguments = Map(call.Arguments, map) },
            IrInstruction.CallValue call => call with { Function = map(call.Function), Arguments = Map(call.Arguments, map) },
            _ => throw new InternalCompilerException("optimizer", $"{instruction.GetType().Name} has no rule for its operands"),
        };
    }

    /// <summary>An instruction that defines another register.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="target">The register; null for an instruction whose result nobody reads.</param>
    public static IrInstruction WithTarget(IrInstruction instruction, Register? target) => instruction switch
    {
        IrInstruction.CallOperation call => call with { Target = target, Defined = target },
        IrInstruction.Call call => call with { Target = target, Defined = target },
        IrInstruction.CallValue call => call with { Target = target, Defined = target },
        _ when target is { } defined => WithTarget(instruction, defined),
        _ when instruction.Target is null => instruction,
        _ => throw new InternalCompilerException("optimizer", $"{instruction.GetType().Name} always defines a register"),
    };

    private static IrInstruction WithTarget(IrInstruction instruction, Register target) => instruction switch
    {
        IrInstruction.Constant constant => constant with { Target = target, Defined = target },
        IrInstruction.GetVariable get => get with { Target = target, Defined = target },
        IrInstruction.Primitive primitive => primitive with { Target = target, Defined = target },
        IrInstruction.Narrow narrow => narrow with { Target = target, Defined = target },
        IrInstruction.LoadCaptured captured => captured with { Target = target, Defined = target },
        IrInstruction.MakeList list => list with { Target = target, Defined = target },
        IrInstruction.Gather gather => gather with { Target = target, Defined = target },
        IrInstruction.MakeFunction make => make with { Target = target, Defined = target },
        IrInstruction.ExtraResult extra => extra with { Target = target, Defined = target },
        IrInstruction.CatchException caught => caught with { Target = target, Defined = target },
        _ => throw new InternalCompilerException("optimizer", $"{instruction.GetType().Name} has no rule for its target"),
    };

    /// <summary>A terminator that reads other registers.</summary>
    /// <param name="terminator">The terminator.</param>
    /// <param name="map">What to read in place of a register.</param>
    public static Terminator MapOperands(Terminator terminator, Func<Register, Register> map) =>
        MapEdges(terminator, map, edge => edge with { Arguments = Map(edge.Arguments, map) });

    /// <summary>A terminator that leads elsewhere; registers outside the edges stay.</summary>
    /// <param name="terminator">The terminator.</param>
    /// <param name="map">What to put in place of an edge.</param>
    public static Terminator MapEdges(Terminator terminator, Func<IrEdge, IrEdge> map) => MapEdges(terminator, static register => register, map);

    private static Terminator MapEdges(Terminator terminator, Func<Register, Register> register, Func<IrEdge, IrEdge> edge) => terminator switch
    {
        Terminator.Jump jump => jump with { Target = edge(jump.Target) },
        Terminator.Branch branch => branch with
        {
            Condition = register(branch.Condition),
            IfFalsy = edge(branch.IfFalsy),
            Otherwise = edge(branch.Otherwise),
        },
        Terminator.Return ret => ret with { Results = Map(ret.Results, register) },
        Terminator.TailCall call => call with { Arguments = Map(call.Arguments, register) },
        Terminator.TailCallValue call => call with { Function = register(call.Function), Arguments = Map(call.Arguments, register) },
        Terminator.Dispatch dispatch => dispatch with { Index = register(dispatch.Index) },
        Terminator.Unreachable => terminator,
        _ => throw new InternalCompilerException("optimizer", $"{terminator.GetType().Name} has no rule"),
    };

    private static bool Changes(ImmutableArray<Register> registers, Func<Register, Register> map)
    {
        foreach (var register in registers)
        {
            if (map(register) != register)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<Register> Map(ImmutableArray<Register> registers, Func<Register, Register> map)
    {
        if (!Changes(registers, map))
        {
            return registers;
        }

        var mapped = ImmutableArray.CreateBuilder<Register>(registers.Length);
        foreach (var register in registers)
        {
            mapped.Add(map(register));
        }

        return mapped.MoveToImmutable();
    }
}
