using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Verification;

/// <summary>A program whose operands are known to be in range: the only input of lowering and interpretation.</summary>
/// <remarks>Only <see cref="Verifier"/> makes one.</remarks>
internal sealed class VerifiedProgram
{
    /// <summary>Vouches for a program.</summary>
    /// <param name="program">The program.</param>
    internal VerifiedProgram(BytecodeProgram program) => Program = program;

    /// <summary>The program.</summary>
    public BytecodeProgram Program { get; }
}
