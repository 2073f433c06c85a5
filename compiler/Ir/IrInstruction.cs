using System.Collections.Immutable;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Ir;

/// <summary>One operation on registers: a closed union.</summary>
/// <param name="Target">The register it defines; null when it defines none.</param>
/// <param name="Address">Index of the bytecode instruction it comes from.</param>
internal abstract record IrInstruction(Register? Target, int Address)
{
    /// <summary>The inlined call it comes from: 0 for the function's own code, otherwise one more than an index into its sites.</summary>
    public int Site { get; init; }

    /// <summary>Registers read, in order.</summary>
    public virtual ImmutableArray<Register> Operands => [];

    /// <summary>Whether control may leave for the block's handler, or for the caller, afterwards.</summary>
    public virtual bool MayRaise => false;

    /// <summary>
    /// Whether it does nothing but define its register or raise, and gives the same whenever its operands and the variables
    /// it reads are the same.
    /// </summary>
    public virtual bool IsPure => true;

    /// <summary>
    /// Whether it makes an object. Lists, objects and long texts are cheap to extend only in their newest version, so one
    /// that is kept for a second use can cost more than the one saved.
    /// </summary>
    public virtual bool MakesObject => false;

    /// <summary>Defines a register as a constant: a number, a boolean, null, text, or the mark of an unset variable.</summary>
    public sealed record Constant(Register Defined, Value Value, int Address) : IrInstruction(Defined, Address);

    /// <summary>Reads a variable, set or not.</summary>
    public sealed record GetVariable(Register Defined, IrVariable Variable, int Address) : IrInstruction(Defined, Address);

    /// <summary>Writes a variable.</summary>
    public sealed record SetVariable(IrVariable Variable, Register Value, int Address) : IrInstruction(null, Address)
    {
        /// <inheritdoc/>
        public override bool IsPure => false;

        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => [Value];
    }

    /// <summary>Raises <c>Undefined variable</c> when a register read from a variable holds the unset mark.</summary>
    public sealed record CheckSet(Register Value, string Name, int Address) : IrInstruction(null, Address)
    {
        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => [Value];

        /// <inheritdoc/>
        public override bool MayRaise => true;
    }

    /// <summary>
    /// Calls a runtime operation. Its parameters are registers, and immediates where they are not values: a string, an
    /// int, a long, the number of a prototype for a parameter that is one, or the name of the field for a place that asks for one.
    /// </summary>
    public sealed record CallOperation(Register? Defined, RuntimeOperation Operation, ImmutableArray<Register> Arguments, ImmutableArray<object> Immediates, bool CanRaise, int Address)
        : IrInstruction(Defined, Address)
    {
        /// <inheritdoc/>
        public override bool IsPure => Operation.IsPure;

        /// <inheritdoc/>
        public override bool MakesObject => Operation.MakesObject;

        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => Arguments;

        /// <inheritdoc/>
        public override bool MayRaise => CanRaise;
    }

    /// <summary>Applies a primitive to unboxed registers.</summary>
    public sealed record Primitive(Register Defined, PrimitiveOperator Operator, ImmutableArray<Register> Arguments, int Address) : IrInstruction(Defined, Address)
    {
        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => Arguments;
    }

    /// <summary>Gives a value known to be of a narrower type that type. Nothing is checked.</summary>
    public sealed record Narrow(Register Defined, Register Value, int Address) : IrInstruction(Defined, Address)
    {
        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => [Value];
    }

    /// <summary>Reads a captured value of a closure whose prototype is known.</summary>
    public sealed record LoadCaptured(Register Defined, Register Function, int Number, int Address) : IrInstruction(Defined, Address)
    {
        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => [Function];
    }

    /// <summary>Makes a list of registers.</summary>
    public sealed record MakeList(Register Defined, ImmutableArray<Register> Elements, int Address) : IrInstruction(Defined, Address)
    {
        /// <inheritdoc/>
        public override bool MakesObject => true;

        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => Elements;
    }

    /// <summary>Calls a runtime operation that takes any number of values, in an array of its own.</summary>
    public sealed record Gather(Register Defined, RuntimeOperation Operation, ImmutableArray<Register> Elements, bool CanRaise, int Address) : IrInstruction(Defined, Address)
    {
        /// <inheritdoc/>
        public override bool IsPure => Operation.IsPure;

        /// <inheritdoc/>
        public override bool MakesObject => true;

        /// <inheritdoc/>
        public override bool MayRaise => CanRaise;

        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => Elements;
    }

    /// <summary>Makes a function value, capturing registers when its prototype is a closure's.</summary>
    public sealed record MakeFunction(Register Defined, int Prototype, ImmutableArray<Register> Captured, int Address) : IrInstruction(Defined, Address)
    {
        /// <inheritdoc/>
        public override bool MakesObject => true;

        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => Captured;
    }

    /// <summary>Calls a direct function. It defines the topmost result; the others follow as <see cref="ExtraResult"/>.</summary>
    public sealed record Call(Register? Defined, int Callee, ImmutableArray<Register> Arguments, int Address) : IrInstruction(Defined, Address)
    {
        /// <inheritdoc/>
        public override bool IsPure => false;

        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => Arguments;

        /// <inheritdoc/>
        public override bool MayRaise => true;
    }

    /// <summary>Calls a function value; the first operand is the function.</summary>
    public sealed record CallValue(Register? Defined, Register Function, ImmutableArray<Register> Arguments, int Results, int Address) : IrInstruction(Defined, Address)
    {
        /// <summary>What is checked before the call.</summary>
        public ProcedureForm Form { get; init; }

        /// <inheritdoc/>
        public override bool IsPure => false;

        /// <inheritdoc/>
        public override ImmutableArray<Register> Operands => [Function, .. Arguments];

        /// <inheritdoc/>
        public override bool MayRaise => true;
    }

    /// <summary>Fetches a result below the topmost of the call just made; number 0 is the deepest.</summary>
    public sealed record ExtraResult(Register Defined, int Number, int Address) : IrInstruction(Defined, Address)
    {
        /// <inheritdoc/>
        public override bool IsPure => false;
    }

    /// <summary>Takes the exception at the beginning of a handler.</summary>
    public sealed record CatchException(Register Defined, int Address) : IrInstruction(Defined, Address)
    {
        /// <inheritdoc/>
        public override bool IsPure => false;
    }

    /// <summary>
    /// Counts reductions, and when the time slice is over lets other processes run. It is written after all passes. No error comes of it
    /// but that of too deep a recursion.
    /// </summary>
    public sealed record CheckPoint(int Cost, CheckPointPlace Place, int Address) : IrInstruction(null, Address)
    {
        /// <inheritdoc/>
        public override bool IsPure => false;

        /// <inheritdoc/>
        public override bool MayRaise => true;
    }

    /// <summary>Marks where the code of a bytecode instruction begins, for debuggers to stop at. Only programs compiled for them have any.</summary>
    public sealed record Step(int Address) : IrInstruction(null, Address)
    {
        /// <inheritdoc/>
        public override bool IsPure => false;
    }

    /// <summary>Takes over the count of reductions before a loop whose check points count locally.</summary>
    public sealed record BeginCount(int Address) : IrInstruction(null, Address)
    {
        /// <inheritdoc/>
        public override bool IsPure => false;
    }

    /// <summary>Gives the count of reductions back behind such a loop.</summary>
    public sealed record EndCount(int Address) : IrInstruction(null, Address)
    {
        /// <inheritdoc/>
        public override bool IsPure => false;
    }
}
