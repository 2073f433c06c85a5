using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Ir;

/// <summary>How a block ends: a closed union.</summary>
/// <param name="Address">Index of the bytecode instruction it comes from.</param>
internal abstract record Terminator(int Address)
{
    /// <summary>Registers read outside the edges.</summary>
    public virtual ImmutableArray<Register> Operands => [];

    /// <summary>Ways to other blocks.</summary>
    public virtual ImmutableArray<IrEdge> Edges => [];

    /// <summary>Continues in a block.</summary>
    public sealed record Jump(IrEdge Target, int Address) : Terminator(Address)
    {
        /// <inheritdoc/>
        public override ImmutableArray<IrEdge> Edges => [Target];
    }

    /// <summary>Continues in one block when the condition is 0, false or null, and in another otherwise.</summary>
    public sealed record Branch(Register Condition, IrEdge IfFalsy, IrEdge Otherwise, int Address) : Terminator(Address)
    {
        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => [Condition];

        /// <inheritdoc/>
        public override ImmutableArray<IrEdge> Edges => [IfFalsy, Otherwise];
    }

    /// <summary>Returns results, deepest first.</summary>
    public sealed record Return(ImmutableArray<Register> Results, int Address) : Terminator(Address)
    {
        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => Results;
    }

    /// <summary>Never reached: the last instruction always raises, halts or exits.</summary>
    public sealed record Unreachable(int Address) : Terminator(Address);

    /// <summary>Calls a direct function in place of this one.</summary>
    public sealed record TailCall(int Callee, ImmutableArray<Register> Arguments, int Address) : Terminator(Address)
    {
        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => Arguments;
    }

    /// <summary>Calls a function value in place of this function.</summary>
    public sealed record TailCallValue(Register Function, ImmutableArray<Register> Arguments, int Results, int Address) : Terminator(Address)
    {
        /// <summary>What is checked before the call.</summary>
        public ProcedureForm Form { get; init; }

        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => [Function, .. Arguments];
    }

    /// <summary>
    /// In a stack-machine segment: continues at the instruction whose index the register holds, in this segment when it
    /// has a block for it, else by returning the index.
    /// </summary>
    public sealed record Dispatch(Register Index, int Address) : Terminator(Address)
    {
        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => [Index];
    }
}
