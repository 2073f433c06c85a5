using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Verification;

/// <summary>A program divided into functions, each either direct or left to a stack machine.</summary>
/// <param name="Program">The program.</param>
/// <param name="Leaders">Where basic blocks begin.</param>
/// <param name="Functions">Every function found, by number; those never reached have no blocks.</param>
/// <param name="TopLevels">The top level of each module; null for modules that were not linked or are never imported.</param>
/// <param name="Callees">The function entered by a CALL, TAIL_CALL, MAKE_FUNCTION or MAKE_LAMBDA, as made in one function or, for stack machines, anywhere.</param>
/// <param name="Exports">Names that may be exported while each module runs.</param>
/// <param name="StackMachineCode">Instructions a stack machine may have to run.</param>
internal sealed record ProgramShape(
    BytecodeProgram Program,
    bool[] Leaders,
    IReadOnlyList<FunctionShape> Functions,
    IReadOnlyList<FunctionShape?> TopLevels,
    FunctionIndex Callees,
    IReadOnlyList<IReadOnlyCollection<string>> Exports,
    bool[] StackMachineCode);
