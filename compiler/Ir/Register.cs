namespace TinyTotIL.Compiler.Ir;

/// <summary>A virtual register: defined once, by an instruction or as a block parameter, and used where that definition dominates.</summary>
/// <param name="Number">Its number in the function.</param>
/// <param name="Type">What it holds.</param>
internal readonly record struct Register(int Number, IrType Type)
{
    /// <inheritdoc/>
    public override string ToString() => $"r{Number}";
}
