using System.Globalization;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Ir;

/// <content>One arm for each kind of instruction and terminator.</content>
internal sealed partial class IrPrinter
{
    /// <summary>Operands are spelled before the target is defined, so that a wrong use of the target itself stays visible.</summary>
    private string Instruction(IrInstruction instruction)
    {
        string text = Operation(instruction);
        return instruction.Target is { } target ? $"{Define(target)} = {text}" : text;
    }

    private string Operation(IrInstruction instruction) => instruction switch
    {
        IrInstruction.Constant constant => $"const {Constant(constant.Value)}",
        IrInstruction.GetVariable get => $"get {Variable(get.Variable)}",
        IrInstruction.SetVariable set => $"set {Variable(set.Variable)} = {Use(set.Value)}",
        IrInstruction.CheckSet check => $"check_set {Use(check.Value)} {IrSpelling.Name(check.Name)}",
        IrInstruction.CallOperation call => $"call_operation {call.Operation.Name}({Arguments(call)}){(call.CanRaise ? " raises" : "")}",
        IrInstruction.Primitive primitive => $"{Primitives.Of(primitive.Operator).Name} {Uses(primitive.Arguments)}",
        IrInstruction.Narrow narrow => $"narrow {Use(narrow.Value)}",
        IrInstruction.LoadCaptured captured => $"captured {captured.Number} of {Use(captured.Function)}",
        IrInstruction.MakeList list => $"make_list({Uses(list.Elements)})",
        IrInstruction.MakeFunction make => $"make_function p{make.Prototype}({Uses(make.Captured)})",
        IrInstruction.Call call => $"call f{call.Callee}({Uses(call.Arguments)})",
        IrInstruction.Gather gather => $"gather {gather.Operation.Name}({Uses(gather.Elements)}){(gather.CanRaise ? " raises" : "")}",
        IrInstruction.CallValue { Form: ProcedureForm.Procedure } call => $"call_procedure {Use(call.Function)}({Uses(call.Arguments)})",
        IrInstruction.CallValue { Form: ProcedureForm.Apply } call => $"apply {Use(call.Function)}({Uses(call.Arguments)})",
        IrInstruction.CallValue call => $"call_value {Use(call.Function)}({Uses(call.Arguments)}) -> {call.Results}",
        IrInstruction.ExtraResult extra => $"extra_result {extra.Number}",
        IrInstruction.CatchException => "catch_exception",
        IrInstruction.CheckPoint check => $"check_point {IrSpelling.Of(check.Place)} {check.Cost}",
        IrInstruction.Step => "step",
        IrInstruction.BeginCount => "begin_count",
        IrInstruction.EndCount => "end_count",
        _ => throw new InternalCompilerException("print", $"{instruction.GetType().Name} has no form in text"),
    };

    private string EndOf(Terminator terminator) => terminator switch
    {
        Terminator.Jump jump => $"jump {Edge(jump.Target)}",
        Terminator.Branch branch => $"branch {Use(branch.Condition)} ? {Edge(branch.Otherwise)} : {Edge(branch.IfFalsy)}",
        Terminator.Return ret => ret.Results.IsEmpty ? "return" : $"return {Uses(ret.Results)}",
        Terminator.Unreachable => "unreachable",
        Terminator.TailCall call => $"tail_call f{call.Callee}({Uses(call.Arguments)})",
        Terminator.TailCallValue { Form: ProcedureForm.Procedure } call => $"tail_call_procedure {Use(call.Function)}({Uses(call.Arguments)})",
        Terminator.TailCallValue { Form: ProcedureForm.Apply } call => $"tail_apply {Use(call.Function)}({Uses(call.Arguments)})",
        Terminator.TailCallValue call => $"tail_call_value {Use(call.Function)}({Uses(call.Arguments)}) -> {call.Results}",
        Terminator.Dispatch dispatch => $"dispatch {Use(dispatch.Index)}",
        _ => throw new InternalCompilerException("print", $"{terminator.GetType().Name} has no form in text"),
    };

    private string Edge(IrEdge edge) => edge.Arguments.IsEmpty ? $"b{edge.Block}" : $"b{edge.Block}({Uses(edge.Arguments)})";

    /// <summary>Registers and immediates in the order of the operation's parameters; what fits no parameter comes last.</summary>
    private string Arguments(IrInstruction.CallOperation call)
    {
        var words = new List<string>();
        int register = 0, immediate = 0;
        foreach (var type in call.Operation.ParameterTypes)
        {
            if (call.Operation.IsRegister(type) && register < call.Arguments.Length)
            {
                words.Add(Use(call.Arguments[register++]));
            }
            else if (!call.Operation.IsRegister(type) && immediate < call.Immediates.Length)
            {
                words.Add(Immediate(call.Immediates[immediate++], type));
            }
        }

        words.AddRange(call.Arguments.Skip(register).Select(Use));
        words.AddRange(call.Immediates.Skip(immediate).Select(value => Immediate(value, typeof(object))));
        return string.Join(", ", words);
    }

    private static string Immediate(object immediate, Type type) => immediate switch
    {
        string text => IrSpelling.Quoted(text),
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "L",
        int number when type == typeof(FunctionPrototype) && number >= 0 => $"p{number}",
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new InternalCompilerException("print", $"an immediate is {immediate.GetType().Name}"),
    };

    private static string Constant(Value value) => value.Kind switch
    {
        ValueKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Float => IrSpelling.Float(value.AsFloat),
        ValueKind.Bool => value.AsBool ? "true" : "false",
        ValueKind.Null => "null",
        ValueKind.Unset => "unset",
        ValueKind.EmptyList => "empty_list",
        ValueKind.Unspecified => "unspecified",
        ValueKind.EndOfFile => "end_of_file",
        ValueKind.Character => $"character {value.Bits.ToString(CultureInfo.InvariantCulture)}",
        ValueKind.Text => IrSpelling.Quoted(value.AsText),
        _ => throw new InternalCompilerException("print", $"a constant is {value.Kind}"),
    };
}
