using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>A primitive procedure that is compiled to instructions of its own.</summary>
/// <param name="Name">Its name in Scheme.</param>
/// <param name="Form">How a call is compiled.</param>
/// <param name="Least">The smallest number of arguments.</param>
/// <param name="Most">The largest; <see cref="int.MaxValue"/> where there is none.</param>
/// <param name="Opcodes">The instructions; for some forms just one.</param>
internal sealed record PrimitiveRow(string Name, PrimitiveForm Form, int Least, int Most, ImmutableArray<Opcode> Opcodes)
{
    /// <summary>Whether it takes a number of arguments.</summary>
    /// <param name="count">The number.</param>
    public bool Takes(int count) => count >= Least && count <= Most;
}
