using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>An instruction or terminator with everything the machine needs looked up in advance. Registers and variables are slots of a frame.</summary>
internal sealed class IrStep
{
    /// <summary>What it does.</summary>
    public required IrOpcode Opcode { get; init; }

    /// <summary>Index of the bytecode instruction it comes from.</summary>
    public int Address { get; init; }

    /// <summary>The inlined call it comes from: 0 for the function's own code, otherwise one more than an index into its sites.</summary>
    public int Site { get; init; }

    /// <summary>The slot it writes; -1 when it writes none.</summary>
    public int Target { get; init; } = -1;

    /// <summary>The first slot it reads.</summary>
    public int A { get; init; }

    /// <summary>The second slot it reads.</summary>
    public int B { get; init; }

    /// <summary>All slots it reads, when there may be any number.</summary>
    public int[] Operands { get; init; } = [];

    /// <summary>The constant it gives.</summary>
    public Value Constant { get; init; }

    /// <summary>A number that belongs to it: of a captured value, of a result, the cost of a check point.</summary>
    public int Number { get; init; }

    /// <summary>The name in its error.</summary>
    public string Text { get; init; } = "";

    /// <summary>The operation it calls.</summary>
    public OperationBody? Operation { get; init; }

    /// <summary>What the operation is given besides slots.</summary>
    public object?[] Immediates { get; init; } = [];

    /// <summary>Whether something may be under way afterwards.</summary>
    public bool MayRaise { get; init; }

    /// <summary>Whether the process leaves the stack in it without a frame of its function, which has nothing more to do.</summary>
    public bool IsLast { get; init; }

    /// <summary>The prototype of the function it makes.</summary>
    public FunctionPrototype? Prototype { get; init; }

    /// <summary>The function it calls.</summary>
    public IrCode? Callee { get; init; }

    /// <summary>Where a check point stands.</summary>
    public CheckPointPlace Place { get; init; }

    /// <summary>The handler of its block; null when errors leave the function.</summary>
    public IrHandler? Handler { get; init; }

    /// <summary>What is done on the way to <see cref="Next"/>.</summary>
    public SlotMoves Moves { get; init; } = SlotMoves.None;

    /// <summary>What is done on the way to <see cref="Otherwise"/>.</summary>
    public SlotMoves OtherMoves { get; init; } = SlotMoves.None;

    /// <summary>Where it goes on; of a branch when the condition is 0, false or null.</summary>
    public int Next { get; set; }

    /// <summary>Where a branch goes on else.</summary>
    public int Otherwise { get; set; }
}
