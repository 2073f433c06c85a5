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

    /// <summary>Bytes of the frames below this one.</summary>
    public long BytesBelow;

    /// <summary>The lowest value on the operand stack that the call may take.</summary>
    public int Floor;

    /// <summary>Whether it must leave one value above that.</summary>
    public bool IsProcedure;
}
