namespace TinyTotIL.Compiler.Bytecode;

/// <summary>A module's place in a linked program.</summary>
/// <param name="Path">The path as IMPORT writes it; for the main program, as the user wrote it.</param>
/// <param name="Start">Index of its first instruction in the linked program.</param>
/// <param name="Length">Number of its instructions, without the implicit HALT that follows them.</param>
/// <param name="Module">The module; null when it could not be linked.</param>
/// <param name="LoadError">The text IMPORT raises when it could not be linked; null otherwise.</param>
internal sealed record LinkedModule(string Path, int Start, int Length, BytecodeModule? Module, string? LoadError)
{
    /// <summary>Index of the implicit HALT after the last instruction: where code ends, and where wild addresses lead.</summary>
    public int End => Start + Length;
}
