using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Ir;

/// <summary>A whole program in register form.</summary>
/// <param name="Functions">The functions by number.</param>
/// <param name="Prototypes">Constant parts of function values and of calls on the stack machine.</param>
/// <param name="Modules">The modules; number 0 is the main program.</param>
/// <param name="Exports">Functions and values the main program may export.</param>
/// <param name="SegmentLength">Instructions covered by one stack-machine segment; segment k covers those from k times this on.</param>
internal sealed record IrModule(
    ImmutableArray<IrFunction> Functions,
    ImmutableArray<IrPrototype> Prototypes,
    ImmutableArray<IrProgramModule> Modules,
    ImmutableArray<IrExport> Exports,
    int SegmentLength)
{
    /// <summary>
    /// Whether the program has process instructions: its functions then run in processes, take turns, and must be able to leave the
    /// native stack. Nothing in the code of other programs provides for that.
    /// </summary>
    public bool UsesProcesses { get; init; }

    /// <summary>Whether the program may have values that can be changed, as Lisp has.</summary>
    public bool UsesLisp { get; init; }

    /// <summary>Whether this is code that joins a program which runs, and may do what is not to be seen here.</summary>
    public bool JoinsProgram { get; init; }

    /// <summary>What counts its instructions at once, and must take back those that do not run after an error; null when nothing is counted.</summary>
    public IInstructionPieces? Pieces { get; init; }

    /// <summary>How many variables of the whole program there are.</summary>
    public int Globals { get; init; }
}
