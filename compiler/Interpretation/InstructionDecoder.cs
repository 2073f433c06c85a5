using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <summary>Prepares a program for interpretation: resolves targets, makes constants, finds the type of each operation.</summary>
internal sealed class InstructionDecoder
{
    private readonly BytecodeProgram _program;

    /// <summary>One string per distinct name, so that looking up a variable usually compares references.</summary>
    private readonly Dictionary<string, string> _names = [];

    /// <summary>One prototype for each way to make a function, by which values without variables of their own are the same.</summary>
    private readonly Dictionary<(Opcode Opcode, int Module, ulong Address), FunctionPrototype> _prototypes = [];

    /// <summary>One literal for each text.</summary>
    private readonly Dictionary<string, DatumLiteral> _data = [];

    private readonly int _first;

    private InstructionDecoder(BytecodeProgram program, int first) => (_program, _first) = (program, first);

    /// <summary>Prepares every instruction, in the same order.</summary>
    /// <param name="program">The program.</param>
    /// <param name="first">Index by which the first instruction will be known: not 0 for one that joins a program that runs.</param>
    public static DecodedInstruction[] Decode(BytecodeProgram program, int first = 0)
    {
        var decoder = new InstructionDecoder(program, first);
        var code = new DecodedInstruction[program.Instructions.Length];
        for (int module = 0; module < program.Modules.Length; module++)
        {
            // The implicit HALT belongs to its module.
            for (int index = program.Modules[module].Start; index <= program.Modules[module].End; index++)
            {
                code[index] = decoder.Decode(module, index);
            }
        }

        return code;
    }

    private DecodedInstruction Decode(int module, int index)
    {
        var instruction = _program.Instructions[index];
        var row = instruction.Info;
        string[] parameters = instruction.Operand is Operand.Call call ? [.. call.Names.Select(Unique)] : [];
        return new DecodedInstruction
        {
            Opcode = instruction.Opcode,
            Row = row,
            Target = TargetOf(index),
            Constant = ConstantOf(instruction),
            Name = NameOf(index),
            Parameters = parameters,
            Patterns = row.Shape is OperandShape.Patterns or OperandShape.AddressPatterns ? PatternSet.TryParse(instruction.PatternsOperand(), out _) : null,
            Datum = instruction is { Opcode: Opcode.PushDatum, Operand: Operand.Text datum } ? DatumOf(datum.Value) : null,
            Slot = instruction.NamesGlobal ? _program.GlobalOf(instruction.NameOperand()) : -1,
            Operation = row.Operation,
            Native = _program.NativeOf(index) is { } native ? new NativeCall(native) : null,
            Takes = instruction.Operand is Operand.Native { Count: var count } ? (int)count : row.Pops,
            Form = FormOf(row),
            Prototype = PrototypeOf(module, index, parameters),
        };
    }

    /// <summary>Instructions that make the same function share its prototype, as they do in compiled code: that is how a procedure is known to be itself.</summary>
    private FunctionPrototype? PrototypeOf(int module, int index, string[] parameters)
    {
        var instruction = _program.Instructions[index];
        if (!instruction.MakesFunction || instruction.Operand is not Operand.Call call)
        {
            return null;
        }

        int target = _first + _program.TargetOf(index);
        if (!_prototypes.TryGetValue((instruction.Opcode, module, call.Address), out var prototype) || !prototype.Parameters.AsSpan().SequenceEqual(parameters))
        {
            string[]? captured = instruction.Opcode == Opcode.MakeFunction ? null : [];
            prototype = Prototype(module, call.Address, target, parameters, captured, instruction.Opcode == Opcode.MakeVariadic);
            _prototypes[(instruction.Opcode, module, call.Address)] = prototype;
        }

        return prototype;
    }

    /// <summary>The constant part of the values of a function that is interpreted.</summary>
    /// <param name="module">Number of the module.</param>
    /// <param name="address">The address in the module's own numbering.</param>
    /// <param name="target">Index of the first instruction.</param>
    /// <param name="parameters">Parameter names.</param>
    /// <param name="captured">Captured names; null for a plain function.</param>
    /// <param name="isVariadic">Whether procedure calls pass the last parameter a list.</param>
    public static FunctionPrototype Prototype(int module, ulong address, int target, string[] parameters, string[]? captured, bool isVariadic) =>
        new(module, address, target, parameters, captured, code: 0, signature: 0, leavesOne: false, spread: 0, isVariadic);

    private DatumLiteral DatumOf(string text)
    {
        if (!_data.TryGetValue(text, out var datum))
        {
            _data.Add(text, datum = new DatumLiteral(text));
        }

        return datum;
    }

    /// <summary>
    /// Where control goes. Errors enter a structured block one past its CATCH, and the normal path leaves it one past
    /// its END_TRY, so that neither instruction runs on the way.
    /// </summary>
    private int TargetOf(int index)
    {
        int target = _program.TargetOf(index);
        return target < 0 ? target : _first + (_program.Instructions[index].Opcode is Opcode.TryBlock or Opcode.CatchBlock ? target + 1 : target);
    }

    private string? NameOf(int index) => _program.Instructions[index] switch
    {
        { Opcode: Opcode.TryBlock } => _program.Instructions[_program.TargetOf(index)].Operand is Operand.Catch { Name: { } name } ? Unique(name) : null,
        { Operand: Operand.Text text } => Unique(text.Value),
        _ => null,
    };

    private Value ConstantOf(Instruction instruction) => instruction.Opcode switch
    {
        Opcode.True => Value.Bool(true),
        Opcode.False => Value.Bool(false),
        Opcode.Null => Value.Null,
        Opcode.Unspecified => Value.Unspecified,
        _ => instruction.Operand switch
        {
            Operand.Integer integer => Value.Int(integer.Value),
            Operand.Float number => Value.Float(number.Value),
            Operand.Bool boolean => Value.Bool(boolean.Value),
            // Compiled code has one object for equal texts, which EQ? of Lisp shows.
            Operand.Text text => Value.Text(Unique(text.Value)),
            Operand.Number number => Value.Int(unchecked((long)number.Value)),
            _ => Value.Null,
        },
    };

    private static OperationForm FormOf(InstructionInfo row) => row.Operation switch
    {
        null => OperationForm.None,
        Func<ProcessContext, Value> => OperationForm.Function0,
        Func<ProcessContext, Value, Value> => OperationForm.Function1,
        Func<ProcessContext, Value, Value, Value> => OperationForm.Function2,
        Func<ProcessContext, Value, Value, Value, Value> => OperationForm.Function3,
        Func<ProcessContext, Value, Value, Value, Value, Value> => OperationForm.Function4,
        Func<ProcessContext, string, Value> => OperationForm.Function0Text,
        Func<ProcessContext, ulong, Value> => OperationForm.Function0Number,
        Func<ProcessContext, Value, string, Value> => OperationForm.Function1Text,
        Func<ProcessContext, Value, Value, string, Value> => OperationForm.Function2Text,
        Action<ProcessContext> => OperationForm.Action0,
        Action<ProcessContext, Value> => OperationForm.Action1,
        Action<ProcessContext, Value, ulong> => OperationForm.Action1Number,
        Action<ProcessContext, Value, Value> => OperationForm.Action2,
        Action<ProcessContext, Value, Value, Value> => OperationForm.Action3,
        _ => throw new InternalCompilerException("interpret", $"{row.Opcode} binds an operation of a type the interpreter cannot call, {row.Operation.GetType()}."),
    };

    private string Unique(string name)
    {
        if (_names.TryGetValue(name, out string? known))
        {
            return known;
        }

        _names.Add(name, name);
        return name;
    }
}
