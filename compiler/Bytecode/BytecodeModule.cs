using System.Collections.Immutable;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>One source file: instructions in order, the labels that name positions among them, and where they came from.</summary>
/// <remarks>
/// Addresses in operands count instructions of this module from 0. Labels are only names of addresses: they matter for
/// reading, printing and stack traces, never for execution.
/// </remarks>
/// <param name="Path">The path as IMPORT or the user wrote it.</param>
/// <param name="Instructions">The code.</param>
/// <param name="Labels">Label names with the address each stands for (at most the number of instructions), in source order.</param>
/// <param name="Source">The text it was read from; null for a binary file.</param>
internal sealed record BytecodeModule(
    string Path,
    ImmutableArray<Instruction> Instructions,
    ImmutableArray<Label> Labels,
    SourceText? Source);
