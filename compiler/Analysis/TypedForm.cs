using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Analysis;

/// <summary>What a call of a runtime operation becomes when the kinds of its operands are known.</summary>
/// <param name="Result">What it gives.</param>
internal readonly record struct TypedForm(TypeFact Result)
{
    /// <summary>The primitive that does the same; null when the operation is called as before.</summary>
    public PrimitiveOperator? Primitive { get; init; }

    /// <summary>Another operation to call with the same operands, which gives a boolean in place of a value, or needs no tests; null otherwise.</summary>
    public RuntimeOperation? Condition { get; init; }

    /// <summary>Whether it gives its only operand as it is.</summary>
    public bool IsOperand { get; init; }

    /// <summary>Whether integer operands are converted to floats first.</summary>
    public bool ConvertsToFloat { get; init; }

    /// <summary>Whether the primitive or condition gives a boolean where the language has 1 or 0.</summary>
    public bool GivesOneOrZero { get; init; }

    /// <summary>Whether the primitive compares the only operand with integer 0.</summary>
    public bool ComparesWithZero { get; init; }

    /// <summary>Whether it cannot raise with these operands although the operation can with others.</summary>
    public bool NeverRaises { get; init; }
}
