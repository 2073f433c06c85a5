using System.Reflection;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>One row of the instruction table: everything any stage may ask about an instruction.</summary>
internal sealed record InstructionInfo
{
    private const ushort FirstOfLisp = 0x0190;
    private const ushort LastOfLisp = 0x01FF;

    /// <summary>The instruction.</summary>
    public required Opcode Opcode { get; init; }

    /// <summary>Its spelling in text. Two rows may share one: the form with an operand, and the form without.</summary>
    public required string Mnemonic { get; init; }

    /// <summary>Its code in binary files. Codes below 0x0100 are upstream's; none is ever reused.</summary>
    public required ushort WireCode { get; init; }

    /// <summary>Whether it is one of those that Lisp needs, which have codes of their own range.</summary>
    public bool IsOfLisp => WireCode is >= FirstOfLisp and <= LastOfLisp;

    /// <summary>What follows the mnemonic.</summary>
    public required OperandShape Shape { get; init; }

    /// <summary>The stack effect as documentation shows it, such as <c>( a b -- r )</c>.</summary>
    public required string Effect { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Properties.</summary>
    public InstructionTraits Traits { get; init; }

    /// <summary>
    /// Values popped, where that does not depend on the operand or on run-time values; -1 otherwise.
    /// </summary>
    public required int Pops { get; init; }

    /// <summary>Values pushed on success; -1 where that depends on more than the row.</summary>
    public required int Pushes { get; init; }

    /// <summary>
    /// The runtime operation that is the instruction's whole meaning: a static method (context, popped values deepest
    /// first, the operand if there is one) that returns the pushed value or nothing. Null for instructions that move
    /// control, variables or the stack itself.
    /// </summary>
    public Delegate? Operation { get; init; }

    /// <summary>The name used in error texts.</summary>
    public string ErrorName { get; init; } = "";

    /// <summary>Other spellings the parser accepts, from upstream's documents.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether control can pass on to the next instruction, of those that do not branch: not after one that ends a block.</summary>
    public bool MayContinue => !Has(InstructionTraits.EndsBlock);

    /// <summary>What a program must be permitted for it to be of use.</summary>
    public IReadOnlyList<AccessKind> Needs => Operation?.Method.GetCustomAttribute<NeedsAttribute>()?.Kinds ?? [];

    /// <summary>Whether the row has all the given traits.</summary>
    /// <param name="traits">The traits asked for.</param>
    public bool Has(InstructionTraits traits) => (Traits & traits) == traits;
}
