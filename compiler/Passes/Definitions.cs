using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Which instruction defines each register of a function.</summary>
internal sealed class Definitions
{
    private readonly Dictionary<int, IrInstruction> _instructions = [];

    /// <summary>Notes an instruction that defines a register, in place of what defined it before.</summary>
    /// <param name="instruction">The instruction; one that defines nothing is ignored.</param>
    public void Add(IrInstruction instruction)
    {
        if (instruction.Target is { } target)
        {
            _instructions[target.Number] = instruction;
        }
    }

    /// <summary>The instruction that defines a register; null for a block parameter, and while none has been noted.</summary>
    /// <param name="register">The register.</param>
    public IrInstruction? this[Register register] => _instructions.GetValueOrDefault(register.Number);

    /// <summary>The value of a register that is defined as a constant; null for any other.</summary>
    /// <param name="register">The register.</param>
    public Value? ConstantOf(Register register) => (this[register] as IrInstruction.Constant)?.Value;

    /// <summary>The primitive with a certain operator that defines a register; null when something else does.</summary>
    /// <param name="register">The register.</param>
    /// <param name="primitive">The operator.</param>
    public IrInstruction.Primitive? PrimitiveOf(Register register, PrimitiveOperator primitive) =>
        this[register] is IrInstruction.Primitive found && found.Operator == primitive ? found : null;
}
