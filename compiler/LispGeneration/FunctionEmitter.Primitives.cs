using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.LispGeneration;

/// <content>Calls of what the runtime has: instructions and runtime functions.</content>
internal sealed partial class FunctionEmitter
{
    private LispNode? EmitPrimitive(string name, LispNode.Call call, Destination destination)
    {
        if (PrimitiveTable.Find(name) is { } row && row.Takes(call.Arguments.Length))
        {
            return EmitRow(row, call, destination);
        }

        EmitAll(call.Arguments);
        _code.At(call.Place);
        _code.Add(Opcode.Native, new Operand.Native(PrimitiveTable.Subject + name, (ulong)call.Arguments.Length));
        return Finish(destination);
    }

    private LispNode? EmitRow(PrimitiveRow row, LispNode.Call call, Destination destination)
    {
        var arguments = call.Arguments;
        switch (row.Form)
        {
            case PrimitiveForm.Result when row.Opcodes is [Opcode.IsFalse] && destination.Kind == DestinationKind.Test:
                Emit(arguments[0], destination with { True = destination.False, False = destination.True });
                return null;
            case PrimitiveForm.Result or PrimitiveForm.Effect:
                EmitAll(arguments);
                _code.At(call.Place);
                foreach (var opcode in row.Opcodes)
                {
                    _code.Add(opcode);
                }

                return row.Form == PrimitiveForm.Effect ? GiveUnspecified(destination) : Finish(destination);
            case PrimitiveForm.AgainstZero:
                Emit(arguments[0], Destination.Push);
                return Operate(row, Value.Int(0), call, destination);
            case PrimitiveForm.Fold or PrimitiveForm.Inverse:
                return EmitFold(row, call, destination);
            case PrimitiveForm.Chain:
                return EmitChain(row, call, destination);
            case PrimitiveForm.List:
                EmitList(arguments.AsSpan());
                return Finish(destination);
            case PrimitiveForm.ListWithTail:
                EmitAll(arguments);
                AddCons(arguments.Length - 1);
                return Finish(destination);
            case PrimitiveForm.Counted:
                return EmitVector(row, call, destination);
            case PrimitiveForm.Values:
                return EmitValues(row, call, destination);
            default:
                EmitAll(arguments.RemoveAt(0));
                AddCons(arguments.Length - 2);
                Emit(arguments[0], Destination.Push);
                _code.At(call.Place);
                return EmitApply(destination);
        }
    }

    private void AddCons(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _code.Add(Opcode.Cons);
        }
    }

    /// <summary>The value on top with a constant.</summary>
    private LispNode? Operate(PrimitiveRow row, Value constant, LispNode.Call call, Destination destination)
    {
        PushConstant(constant);
        _code.At(call.Place);
        _code.Add(row.Opcodes[0]);
        return Finish(destination);
    }

    private LispNode? EmitFold(PrimitiveRow row, LispNode.Call call, Destination destination)
    {
        var arguments = call.Arguments;
        var opcode = row.Opcodes[0];
        switch (arguments.Length)
        {
            case 0:
                return Give(new LispNode.Constant(Value.Int(opcode == Opcode.NumAdd ? 0 : 1), call.Place), destination);
            case 1 when opcode == Opcode.NumSub:
                Emit(arguments[0], Destination.Push);
                _code.At(call.Place);
                _code.Add(Opcode.NumNeg);
                return Finish(destination);
            case 1 when opcode == Opcode.NumDiv:
                PushConstant(Value.Int(1));
                Emit(arguments[0], Destination.Push);
                _code.At(call.Place);
                _code.Add(opcode);
                return Finish(destination);
            case 1:
                // A sum with the exact zero would lose the sign of a negative zero; a product with the exact one is what it was.
                Emit(arguments[0], Destination.Push);
                return Operate(PrimitiveTable.Find("*")!, Value.Int(1), call, destination);
        }

        Emit(arguments[0], Destination.Push);
        for (int i = 1; i < arguments.Length; i++)
        {
            Emit(arguments[i], Destination.Push);
            _code.At(call.Place);
            _code.Add(opcode);
        }

        return Finish(destination);
    }

    private LispNode? EmitChain(PrimitiveRow row, LispNode.Call call, Destination destination)
    {
        var arguments = call.Arguments;
        if (arguments.Length == 2)
        {
            EmitAll(arguments);
            _code.At(call.Place);
            _code.Add(row.Opcodes[0]);
            return Finish(destination);
        }

        if (arguments.Length == 1)
        {
            // True, but only of a number.
            Emit(arguments[0], Destination.Push);
            Operate(row, Value.Int(0), call, Destination.Drop);
            return Give(new LispNode.Constant(Value.Bool(true), call.Place), destination);
        }

        string[] names = [.. arguments.Select(_ => MakeTemporary())];
        for (int i = 0; i < names.Length; i++)
        {
            Emit(arguments[i], Destination.Push);
            _code.Add(Opcode.Store, new Operand.Text(names[i]));
        }

        var (no, end) = (new JumpLabel(), new JumpLabel());
        bool isTest = destination.Kind == DestinationKind.Test;
        _code.At(call.Place);
        for (int i = 1; i < names.Length; i++)
        {
            _code.Add(Opcode.Load, new Operand.Text(names[i - 1]));
            _code.Add(Opcode.Load, new Operand.Text(names[i]));
            _code.Add(row.Opcodes[0]);
            if (i < names.Length - 1)
            {
                _code.Jump(Opcode.Jf, isTest ? destination.False! : no);
            }
        }

        if (isTest)
        {
            return Finish(destination);
        }

        _code.Jump(Opcode.Jmp, end);
        _code.Place(no);
        _code.Add(Opcode.False);
        _code.Place(end);
        return Finish(destination);
    }

    private LispNode? EmitVector(PrimitiveRow row, LispNode.Call call, Destination destination)
    {
        if (call.Arguments.Length > MostArguments)
        {
            EmitList(call.Arguments.AsSpan());
            _code.Add(Opcode.Native, new Operand.Native("scheme.list->vector", 1));
        }
        else
        {
            EmitAll(call.Arguments);
            _code.Add(row.Opcodes[0], new Operand.Number((ulong)call.Arguments.Length));
        }

        return Finish(destination);
    }

    private LispNode? EmitValues(PrimitiveRow row, LispNode.Call call, Destination destination)
    {
        int count = call.Arguments.Length;
        if (count == 1)
        {
            return EmitLast(call.Arguments[0], destination);
        }

        if (destination.Kind == DestinationKind.Spread && (destination.HasRest ? count >= destination.Count : count == destination.Count))
        {
            for (int i = 0; i < destination.Count; i++)
            {
                Emit(call.Arguments[i], Destination.Push);
            }

            if (destination.HasRest)
            {
                EmitList(call.Arguments.AsSpan()[destination.Count..]);
            }

            return null;
        }

        if (destination.Kind == DestinationKind.Drop)
        {
            foreach (var argument in call.Arguments)
            {
                Emit(argument, Destination.Drop);
            }

            return null;
        }

        EmitAll(call.Arguments);
        _code.At(call.Place);
        _code.Add(row.Opcodes[0], new Operand.Number((ulong)count));
        return Finish(destination);
    }

    /// <summary>The argument of (values x) is evaluated where one value is expected, so it is not in tail position.</summary>
    private LispNode? EmitLast(LispNode node, Destination destination)
    {
        Emit(node, Destination.Push);
        return Finish(destination);
    }

    private string MakeTemporary() => _form.MakeFrameName("%t");
}
