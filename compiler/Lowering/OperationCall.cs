using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Lowers an instruction whose whole meaning is a runtime operation.</summary>
internal static class OperationCall
{
    /// <summary>Calls the operation; the block ends here when it never continues.</summary>
    /// <param name="builder">The function being built.</param>
    /// <param name="instruction">An instruction with an operation.</param>
    /// <param name="arguments">The values it pops, deepest first.</param>
    /// <param name="usesProcesses">Whether a process may leave the native stack in it, which returns as after an error.</param>
    /// <returns>The value it pushes, or null.</returns>
    public static Register? Add(IrBuilder builder, Instruction instruction, ImmutableArray<Register> arguments, bool usesProcesses)
    {
        var info = instruction.Info;
        bool canRaise = info.Has(InstructionTraits.MayRaise) || (usesProcesses && RuntimeOperation.Of(info.Operation!).Suspends);
        object[] immediates = instruction.Operand switch
        {
            Operand.Text text => [text.Value],
            Operand.Number number => [number.Value],
            _ => [],
        };
        if (info.Pushes == 1)
        {
            return builder.Call(info.Operation!, canRaise, arguments, immediates);
        }

        builder.Run(info.Operation!, canRaise, arguments, immediates);
        if (info.Has(InstructionTraits.EndsBlock))
        {
            builder.End(new Terminator.Unreachable(builder.Address));
        }

        return null;
    }
}
