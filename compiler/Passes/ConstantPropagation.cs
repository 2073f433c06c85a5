using System.Collections.Immutable;
using TinyTotIL.Compiler.Analysis;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Replaces registers that always hold the same value by constants, and branches that always go one way by jumps.</summary>
/// <remarks>
/// <code>
/// r0: int = const 10                              r0: int = const 10
/// r1: bool = gt_int r0, r9                        r1: bool = const true
/// branch r1 ? b1(r0) : b2                         jump b1(r0)
/// b1(r2: int):                                    b1(r2: int):
///   r3: int = add_int r2, r2                        r4: int = const 10
///                                                   r3: int = const 20
/// </code>
/// The values come from <see cref="FunctionFlow"/>, which follows only edges that can be taken, so that a constant is
/// found even where a path that never runs would bring another value. Blocks that are no longer reached are left to
/// dead-code elimination.
/// </remarks>
internal sealed class ConstantPropagation
{
    private readonly FunctionFlow _flow;
    private readonly Dictionary<int, Register> _constants = [];
    private int _registerCount;

    private ConstantPropagation(FunctionFlow flow) => (_flow, _registerCount) = (flow, flow.Function.RegisterCount);

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "constant-propagation",
        "Replaces what always has the same value by a constant, and conditional jumps that always go one way by jumps.",
        1,
        static (_, function) => Run(function));

    private static IrFunction Run(IrFunction function)
    {
        var flow = new FunctionFlow(
            function, [.. function.Parameters.Select(parameter => TypeFact.Of(parameter.Type))], LocalCallFacts.Instance, followsConstants: true);
        flow.Run();
        return new ConstantPropagation(flow).Rewrite();
    }

    private IrFunction Rewrite()
    {
        var function = _flow.Function;
        foreach (var block in function.Blocks)
        {
            foreach (var parameter in block.Parameters)
            {
                if (_flow.IsExecutable(block.Number) && _flow[parameter].Constant is not null)
                {
                    _constants.Add(parameter.Number, parameter with { Number = _registerCount++ });
                }
            }
        }

        bool changed = false;
        var blocks = ImmutableArray.CreateBuilder<BasicBlock>(function.Blocks.Length);
        foreach (var block in function.Blocks)
        {
            var rewritten = _flow.IsExecutable(block.Number) ? Rewrite(block) : block;
            changed |= rewritten != block;
            blocks.Add(rewritten);
        }

        return changed ? function with { Blocks = blocks.MoveToImmutable(), RegisterCount = _registerCount } : function;
    }

    private BasicBlock Rewrite(BasicBlock block)
    {
        var instructions = ImmutableArray.CreateBuilder<IrInstruction>(block.Instructions.Length);
        foreach (var parameter in block.Parameters)
        {
            if (_constants.TryGetValue(parameter.Number, out var constant))
            {
                int address = block.Instructions.IsEmpty ? block.Terminator.Address : block.Instructions[0].Address;
                instructions.Add(new IrInstruction.Constant(constant, _flow[parameter].Constant!.Value, address));
            }
        }

        bool changed = instructions.Count > 0;
        foreach (var instruction in block.Instructions)
        {
            var rewritten = Rewrite(instruction);
            changed |= rewritten != instruction;
            instructions.Add(rewritten);
        }

        var terminator = block.Terminator is Terminator.Branch branch && _flow.OnlyEdge(branch) is { } edge
            ? new Terminator.Jump(edge, branch.Address)
            : block.Terminator;
        terminator = IrRewriter.MapOperands(terminator, Map);
        return changed || terminator != block.Terminator
            ? block with { Instructions = instructions.ToImmutable(), Terminator = terminator }
            : block;
    }

    /// <summary>Operations have a constant result only where their operands are of kinds that never make them raise.</summary>
    private IrInstruction Rewrite(IrInstruction instruction) =>
        instruction is IrInstruction.Primitive or IrInstruction.Narrow or IrInstruction.CallOperation
        && instruction.Target is { } target
        && _flow[target].Constant is { } constant
            ? new IrInstruction.Constant(target, constant, instruction.Address) { Site = instruction.Site }
            : IrRewriter.MapOperands(instruction, Map);

    private Register Map(Register register) => _constants.GetValueOrDefault(register.Number, register);
}
