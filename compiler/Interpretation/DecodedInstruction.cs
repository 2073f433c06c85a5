using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <summary>An instruction with everything the interpreter needs looked up in advance.</summary>
internal sealed class DecodedInstruction
{
    /// <summary>What it does.</summary>
    public required Opcode Opcode { get; init; }

    /// <summary>Its row of the instruction table.</summary>
    public required InstructionInfo Row { get; init; }

    /// <summary>Index where it leads, or the number of the module an IMPORT names.</summary>
    public int Target { get; init; } = -1;

    /// <summary>The value a literal pushes; for MAKE_LIST the number of elements.</summary>
    public Value Constant { get; init; }

    /// <summary>The variable or field it names; for a structured TRY the variable of its CATCH, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Parameter names of a call.</summary>
    public string[] Parameters { get; init; } = [];

    /// <summary>The patterns of the messages it takes, or null.</summary>
    public PatternSet? Patterns { get; init; }

    /// <summary>The literal of Lisp it pushes, or null.</summary>
    public DatumLiteral? Datum { get; init; }

    /// <summary>The variable of the whole program it names.</summary>
    public int Slot { get; init; } = -1;

    /// <summary>The operation of its row, or null.</summary>
    public Delegate? Operation { get; init; }

    /// <summary>The function a NATIVE calls, or null.</summary>
    public NativeCall? Native { get; init; }

    /// <summary>Values it takes from the stack, as far as its row or its operand say.</summary>
    public int Takes { get; init; }

    /// <summary>The type of <see cref="Operation"/>.</summary>
    public OperationForm Form { get; init; }

    /// <summary>
    /// What the function values made here share. MAKE_LAMBDA replaces it when it runs with other captured names; machines
    /// on several threads may do so at once, which costs only a repeated allocation.
    /// </summary>
    public FunctionPrototype? Prototype { get; set; }
}
