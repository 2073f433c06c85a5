using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>One instruction of a program.</summary>
/// <param name="Opcode">What it does.</param>
/// <param name="Operand">With what.</param>
/// <param name="Line">Source line, from 1; 0 when unknown.</param>
internal readonly record struct Instruction(Opcode Opcode, Operand Operand, int Line)
{
    /// <summary>The row of the instruction table.</summary>
    public InstructionInfo Info => InstructionSet.Of(Opcode);

    /// <summary>The name in an operand that is text. A method, because a record's properties are read to display it.</summary>
    public string NameOperand() => ((Operand.Text)Operand).Value;

    /// <summary>The parameter names in an operand that is an address and names.</summary>
    public ImmutableArray<string> ParameterNames() => ((Operand.Call)Operand).Names;
}
