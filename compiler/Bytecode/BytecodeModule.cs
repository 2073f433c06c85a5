using System.Collections.Immutable;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Processes;

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
    SourceText? Source)
{
    /// <summary>Whether it was read as Lisp: lines of instructions are then those of the program itself, and 0 for code from elsewhere.</summary>
    public bool IsLisp { get; init; }

    /// <summary>In Lisp, instructions at the beginning of functions that stand for nothing in the source; their lines are those of what is before them.</summary>
    public ImmutableHashSet<int> Unplaced { get; init; } = [];

    /// <summary>In Lisp, where instructions come from, from an index on until the next row; empty when it is not known beyond SOURCE and the lines of instructions.</summary>
    public ImmutableArray<SourceRow> Places { get; init; } = [];

    /// <summary>In Lisp, lines of procedures of the program that nothing uses, and so have no instructions, with the name of the procedure.</summary>
    public ImmutableArray<(SourceRow Place, string Function)> LeftOut { get; init; } = [];

    /// <summary>Other texts that SOURCE instructions name, as far as they are known.</summary>
    public ImmutableArray<SourceText> OtherSources { get; init; } = [];
}
