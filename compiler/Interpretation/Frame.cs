using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <summary>The variables of one active call and where its RET continues.</summary>
/// <remarks>
/// A frame that was left keeps its emptied scope for the next call at the same depth: no value refers to a scope, so
/// nothing can see the reuse.
/// </remarks>
internal struct Frame
{
    /// <summary>The variables.</summary>
    public Scope Scope;

    /// <summary>Index of the instruction after the call; <see cref="Interpreter.Leave"/> when .NET code made the call.</summary>
    public int ReturnAddress;

    /// <summary>Values on the operand stack when the call was made, its arguments not counted; where captured stacks may be cut.</summary>
    public int OperandsBelow;

    /// <summary>Bytes of the frames below this one.</summary>
    public long BytesBelow;

    /// <summary>The lowest value on the operand stack that the call may take, those under captured stacks counted.</summary>
    public int Floor;

    /// <summary>Whether it must leave one value above that.</summary>
    public bool IsProcedure;
}
