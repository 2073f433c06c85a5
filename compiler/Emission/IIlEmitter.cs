using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Everything a code generator can say to the IL of one method.</summary>
/// <remarks>
/// <para>
/// Generators name the long form of an instruction (<c>ldloc</c>, <c>ldc.i4</c>, <c>br</c>); the writer at the bottom
/// picks the short encoding. Implementations nest like lenses: <see cref="CecilIlEmitter"/> writes,
/// <see cref="CheckedIlEmitter"/> and <see cref="RecordedIlEmitter"/> each wrap another emitter and look on.
/// </para>
/// <para>
/// The vocabulary has no protected regions on purpose: language errors are ordinary returns, and a method without
/// regions keeps tail calls, resumption by jump and locals in registers.
/// </para>
/// </remarks>
internal interface IIlEmitter
{
    /// <summary>The method being written.</summary>
    MethodDefinition Method { get; }

    /// <summary>How much has been written, for decisions about code size.</summary>
    EmittedSize Size { get; }

    void Emit(OpCode opcode);
    void Emit(OpCode opcode, int operand);
    void Emit(OpCode opcode, long operand);
    void Emit(OpCode opcode, float operand);
    void Emit(OpCode opcode, double operand);
    void Emit(OpCode opcode, string operand);
    void Emit(OpCode opcode, TypeReference operand);
    void Emit(OpCode opcode, MethodReference operand);
    void Emit(OpCode opcode, FieldReference operand);
    void Emit(OpCode opcode, VariableDefinition operand);
    void Emit(OpCode opcode, ParameterDefinition operand);
    void Emit(OpCode opcode, CallSite operand);
    void Emit(OpCode opcode, IlLabel target);

    /// <summary>Writes a <c>switch</c>.</summary>
    void Emit(OpCode opcode, IlLabel[] targets);

    IlLabel DefineLabel(string? name = null);

    /// <summary>Puts a label before the next instruction.</summary>
    void MarkLabel(IlLabel label);

    /// <summary>Adds a local; with a name, debuggers show it in the whole method, or where scopes name it if any does.</summary>
    VariableDefinition DeclareLocal(TypeReference type, string? name = null);

    /// <summary>Gives a local, perhaps shared by several variables in turn, its name in the current scope.</summary>
    void NameLocal(VariableDefinition local, string name);

    /// <summary>Begins a range in which names given to locals are visible; ranges nest.</summary>
    void BeginScope();

    /// <summary>Ends the innermost range.</summary>
    void EndScope();

    /// <summary>Ties the next instruction to a part of a line, or to no line when it is <see cref="DebugSymbols.HiddenLine"/>.</summary>
    /// <param name="document">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">Its first column that matters, from 1.</param>
    /// <param name="endColumn">The column behind the last.</param>
    void MarkSequencePoint(Document document, int line, int column, int endColumn);

    /// <summary>Ends the method: nothing may follow.</summary>
    void Complete();
}
