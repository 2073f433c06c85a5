using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <content>Procedure calls, variables of the whole program, and instructions that take or leave as many values as their operand says.</content>
internal sealed partial class Interpreter
{
    private void StoreGlobal(DecodedInstruction instruction)
    {
        if (!TryPop(instruction, out var value))
        {
            return;
        }

        if (instruction.Opcode == Opcode.DefineGlobal)
        {
            GlobalOperations.Define(_context, value, instruction.Slot);
        }
        else
        {
            GlobalOperations.Set(_context, value, instruction.Slot);
        }
    }

    /// <summary>Makes one value of many.</summary>
    private void Gather(DecodedInstruction instruction)
    {
        if (CanTake(instruction.Constant.AsInt))
        {
            var taken = PopAll((int)instruction.Constant.AsInt);
            PushResult(instruction.Opcode switch
            {
                Opcode.MakeCases => ProcedureOperations.MakeCases(_context, taken),
                Opcode.Values => ValuesOperations.Of(taken),
                _ => VectorOperations.Of(taken),
            });
        }
    }

    private void Unpack(DecodedInstruction instruction)
    {
        if (!TryPop(instruction, out var results))
        {
            return;
        }

        int count = (int)Math.Min(unchecked((ulong)instruction.Constant.AsInt), int.MaxValue);
        bool withRest = instruction.Opcode == Opcode.UnpackRest;
        results = withRest ? ValuesOperations.ExpectAtLeast(_context, results, count) : ValuesOperations.Expect(_context, results, count);
        for (int i = 0; i < count && _context.Reductions >= 0; i++)
        {
            Push(ValuesOperations.At(results, i));
        }

        if (withRest)
        {
            PushResult(_context.Reductions < 0 ? default : ValuesOperations.From(results, count));
        }
    }

    private int CallProcedure(DecodedInstruction instruction, int returnAddress) =>
        TryTakeCall(instruction, out var callee, out var arguments) ? Enter(callee, arguments, returnAddress) : Leave;

    private int TailCallProcedure(DecodedInstruction instruction) =>
        TryTakeCall(instruction, out var callee, out var arguments) ? EnterInPlace(callee, arguments) : Leave;

    private int Apply(DecodedInstruction instruction, int returnAddress) =>
        TryTakeApply(instruction, out var callee, out var arguments) ? Enter(callee, arguments, returnAddress) : Leave;

    private int TailApply(DecodedInstruction instruction) =>
        TryTakeApply(instruction, out var callee, out var arguments) ? EnterInPlace(callee, arguments) : Leave;

    private bool TryTakeCall(DecodedInstruction instruction, out Value callee, out Value[] arguments)
    {
        (callee, arguments) = (default, []);
        ulong count = unchecked((ulong)instruction.Constant.AsInt);
        if (!CanTake(unchecked((long)(Math.Min(count, ulong.MaxValue - 1) + 1))))
        {
            return false;
        }

        callee = _stack[--_height];
        arguments = PopAll((int)count);
        return true;
    }

    private bool TryTakeApply(DecodedInstruction instruction, out Value callee, out Value[] arguments)
    {
        (callee, arguments) = (default, []);
        if (!TryTake(instruction))
        {
            return false;
        }

        callee = _stack[_height + 1];
        arguments = ProcedureOperations.ElementsOf(_context, _stack[_height])!;
        return arguments is not null;
    }

    private Value[] PopAll(int count)
    {
        _height -= count;
        return _stack.AsSpan(_height, count).ToArray();
    }

    private int Enter(Value callee, Value[] arguments, int returnAddress)
    {
        if (!ProcedureOperations.TryResolve(_context, callee, arguments, out var function, out var bound))
        {
            PushResult(_context.SpilledResult);
            return returnAddress;
        }

        if (!TryPushFrame(returnAddress))
        {
            return Leave;
        }

        return Begin(function, bound);
    }

    private int EnterInPlace(Value callee, Value[] arguments)
    {
        if (!ProcedureOperations.TryResolve(_context, callee, arguments, out var function, out var bound))
        {
            PushResult(_context.SpilledResult);
            return _context.Reductions < 0 ? Leave : Return();
        }

        _scope.Clear();
        return Begin(function, bound);
    }

    /// <summary>Fills the new frame; from here on the procedure sees nothing of the stack below.</summary>
    private int Begin(FunctionValue function, Value[] bound)
    {
        ref var frame = ref _frames[_frameCount - 1];
        if (!frame.IsProcedure)
        {
            frame.IsProcedure = true;
            _floor = _height;
            frame.Floor = HeightBelow + _height;
        }

        foreach (var value in bound)
        {
            Push(value);
        }

        if (_context.Reductions >= 0)
        {
            Bind(function);
        }

        return function.Prototype.Target;
    }
}
