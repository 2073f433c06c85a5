using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <content>Calls by name: of runtime functions, of instructions without an operand, and of methods of .NET.</content>
internal sealed partial class FunctionEmitter
{
    /// <summary>What the name of a method has between its type and itself.</summary>
    private const string MethodMark = "::";

    private LispNode? EmitNative(LispNode.NativeCall call, Destination destination)
    {
        EmitAll(call.Arguments);
        _code.At(call.Place);
        if (InstructionOf(call) is { } row)
        {
            _code.Add(row.Opcode);
            return row.Pushes == 0 ? GiveUnspecified(destination) : Finish(destination);
        }

        string name = call.Name;
        if (name.Contains(MethodMark, StringComparison.Ordinal))
        {
            name = _generator.NameMethod(call.Name, out bool isNew);
            if (isNew)
            {
                _code.Add(Opcode.Extern, new Operand.Extern(name, call.Name));
            }
        }

        _code.Add(Opcode.Native, new Operand.Native(name, (ulong)call.Arguments.Length));
        return Finish(destination);
    }

    /// <summary>The instruction that a name means: one that does nothing but take values and give at most one.</summary>
    private static InstructionInfo? InstructionOf(LispNode.NativeCall call) => InstructionSet.WithSpelling(call.Name).FirstOrDefault(
        row => row is { Shape: OperandShape.None, Operation: not null, Pushes: 0 or 1 } && row.Pops == call.Arguments.Length);
}
