using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <content>Calls, returns and errors. Each method gives the step to go on with in the frame that is then current, or <see cref="Left"/>.</content>
internal sealed partial class IrMachine
{
    private static FunctionValue NewClosure(IrStep step, Value[] slots) => step.Operands switch
    {
        [int only] => new FunctionValue(step.Prototype!, slots[only]),
        [int first, int second] => new FunctionValue(step.Prototype!, slots[first], slots[second]),
        var operands => new FunctionValue(step.Prototype!, OperationAdapter.Collect(slots, operands)),
    };

    /// <summary>Parameters are the first slots: what the closure captured, then the arguments.</summary>
    private static void Bind(Value[] slots, FunctionValue? function, ReadOnlySpan<Value> arguments)
    {
        int captured = function?.CapturedCount ?? 0;
        for (int i = 0; i < captured; i++)
        {
            slots[i] = function!.CapturedAt(i);
        }

        arguments.CopyTo(slots.AsSpan(captured));
    }

    private int Enter(IrStep step, int position)
    {
        var caller = _frame;
        if (!TryPush(step.Callee!.Body, position))
        {
            return Fail(position);
        }

        for (int i = 0; i < step.Operands.Length; i++)
        {
            _frame.Slots[i] = caller.Slots[step.Operands[i]];
        }

        return 0;
    }

    /// <summary>What never raises is not refused either: there is nothing its caller could do about it.</summary>
    private bool TryPush(IrBody callee, int position)
    {
        long below = _frame.BytesBelow + _frame.Body.FrameBytes;
        if (!callee.NeverRaises && !_context.Limits.AllowHeapFrame(below, operands: 0))
        {
            _context.Raise(ErrorText.CallStackOverflow);
            return false;
        }

        _frame.Position = position;
        _frame = new IrFrame(callee, callee.NewSlots(), _frame, below);
        return true;
    }

    /// <summary>The stack machine that drives a segment goes on behind the call by itself when the process has left the stack in it.</summary>
    private int EnterNested(IrStep step, int position)
    {
        var result = IrEntries.Call(_context, step.Callee!, function: null, OperationAdapter.Collect(_frame.Slots, step.Operands));
        return TakeResult(step, position, result);
    }

    private int EnterValue(IrStep step, int position)
    {
        if (!TryFind(step, "CALL_FUNCTION", out var function))
        {
            return Fail(position);
        }

        var arguments = OperationAdapter.Collect(_frame.Slots, step.Operands.AsSpan(1));
        if (function.Prototype.Execution is not IrCode code)
        {
            return TakeResult(step, position, CompiledCode.Invoke(_context, function, arguments));
        }

        if (!TryPush(code.Body, position))
        {
            return Fail(position);
        }

        Bind(_frame.Slots, function, arguments);
        return 0;
    }

    private int EnterValueInPlace(IrStep step, int position)
    {
        if (!TryFind(step, "TAIL_CALL_FUNCTION", out var function))
        {
            return Fail(position);
        }

        var arguments = OperationAdapter.Collect(_frame.Slots, step.Operands.AsSpan(1));
        return function.Prototype.Execution is IrCode code
            ? EnterInPlace(code.Body, function, arguments)
            : LeaveFor(() => CompiledCode.Invoke(_context, function, arguments));
    }

    /// <summary>Finds the function that a call of a known shape calls; raises when the value is none, or has another shape.</summary>
    private bool TryFind(IrStep step, string operation, out FunctionValue function)
    {
        var callee = _frame.Slots[step.A];
        int arity = step.Operands.Length - 1;
        function = (callee.Tag as FunctionValue)!;
        if (function?.Prototype is { } prototype
            && (prototype.Execution is IrCode ? prototype.Parameters.Length == arity : prototype.Parameters.Length == arity && CompiledCode.AcceptsPlainCalls(prototype)))
        {
            return true;
        }

        ControlOperations.RaiseNotCallable(_context, callee, arity, operation);
        return false;
    }

    private int EnterProcedure(IrStep step, int position)
    {
        if (!TryResolve(step, out var arguments, out var function, out var bound))
        {
            return TakeResult(step, position, _context.SpilledResult);
        }

        if (function.Prototype is not { Execution: IrCode code, LeavesOne: true })
        {
            return TakeResult(step, position, CallOutside(function, _frame.Slots[step.A], arguments));
        }

        if (!TryPush(code.Body, position))
        {
            return Fail(position);
        }

        Bind(_frame.Slots, function, bound);
        return 0;
    }

    private int EnterProcedureInPlace(IrStep step, int position)
    {
        if (!TryResolve(step, out var arguments, out var function, out var bound))
        {
            return _context.Reductions < 0 ? Fail(position) : Leave(_context.SpilledResult);
        }

        var callee = _frame.Slots[step.A];
        return function.Prototype is { Execution: IrCode code, LeavesOne: true }
            ? EnterInPlace(code.Body, function, bound)
            : LeaveFor(() => CallOutside(function, callee, arguments));
    }

    /// <summary>Calls a procedure that is not executed here: machine code that takes just these arguments, or whatever the runtime has a way for.</summary>
    private Value CallOutside(FunctionValue function, Value callee, Value[] arguments) =>
        function.Prototype.Arity == arguments.Length && CompiledCode.AcceptsPlainCalls(function.Prototype)
            ? CompiledCode.Invoke(_context, function, arguments)
            : ProcedureOperations.Call(_context, callee, arguments);

    /// <summary>Finds the function that a procedure call reaches. Without one an error is under way, or the context has the result.</summary>
    private bool TryResolve(IrStep step, out Value[] arguments, out FunctionValue function, out Value[] bound)
    {
        var slots = _frame.Slots;
        (function, bound) = (null!, []);
        if (step.Opcode is IrOpcode.Apply or IrOpcode.TailApply)
        {
            arguments = ProcedureOperations.ElementsOf(_context, slots[step.Operands[1]])!;
            if (arguments is null)
            {
                return false;
            }
        }
        else
        {
            arguments = OperationAdapter.Collect(slots, step.Operands.AsSpan(1));
        }

        return ProcedureOperations.TryResolve(_context, slots[step.A], arguments, out function, out bound);
    }

    private int EnterInPlace(IrBody callee, FunctionValue? function, Value[] arguments)
    {
        _frame = new IrFrame(callee, callee.NewSlots(), _frame.Caller, _frame.BytesBelow);
        Bind(_frame.Slots, function, arguments);
        return 0;
    }

    /// <summary>Makes a call outside this machine in place of the current frame, which is gone when the callee runs.</summary>
    private int LeaveFor(Func<Value> call)
    {
        if (!TryDrop())
        {
            _result = call();
            return Left;
        }

        int position = _frame.Position;
        return TakeResult(_frame.Body.Steps[position], position, call());
    }

    private int Return(IrStep step)
    {
        var (slots, results) = (_frame.Slots, step.Operands);
        for (int i = 0; i < results.Length - 1; i++)
        {
            _context.Results[i] = slots[results[i]];
        }

        return Leave(results.Length > 0 ? slots[results[^1]] : Value.Null);
    }

    private int Leave(Value result)
    {
        if (TryDrop())
        {
            return Accept(result);
        }

        _result = result;
        return Left;
    }

    /// <summary>Drops the current frame; false when nothing is below it.</summary>
    private bool TryDrop()
    {
        if (_frame.Caller is not { } caller)
        {
            return false;
        }

        _frame = caller.IsShared ? caller.Copy() : caller;
        return true;
    }

    private int TakeResult(IrStep step, int position, Value result)
    {
        if (_context.Reductions < 0)
        {
            return Fail(position);
        }

        _frame.Position = position;
        return Accept(result);
    }

    /// <summary>Takes the result of the call that the current frame waits for.</summary>
    private int Accept(Value result)
    {
        int position = _frame.Position;
        int target = _frame.Body.Steps[position].Target;
        if (target >= 0)
        {
            _frame.Slots[target] = result;
        }

        return position + 1;
    }

    /// <summary>In a segment, goes on at an instruction, or ends the run of the segment with its index.</summary>
    private int Dispatch(int index)
    {
        int position = _frame.Body.StepAt(index);
        if (position < 0)
        {
            _result = Value.Int(index);
            return Left;
        }

        return position;
    }

    /// <summary>Brings what is under way at a step to a handler, or out of this machine; leaves the native stack when that is what it is.</summary>
    private int Fail(int position)
    {
        if (_frame.Body.Code.IsSegment)
        {
            return Dispatch(StackMachineOperations.Fail(_context, _frame.Body.Steps[position].Address));
        }

        if (_context.Reductions == ProcessContext.Suspending)
        {
            return Suspend(position);
        }

        while (true)
        {
            var step = _frame.Body.Steps[position];
            TakeBack(step);
            Locate(step);
            if (step.Handler is { } handler && _context.IsCatchable)
            {
                return handler.Position;
            }

            if (!TryDrop())
            {
                _result = default;
                return Left;
            }

            position = _frame.Position;
        }
    }

    /// <summary>Leaves the current frame with what is under way, which belongs to its caller.</summary>
    private int Abandon()
    {
        if (TryDrop())
        {
            return Fail(_frame.Position);
        }

        _result = default;
        return Left;
    }

    /// <summary>Instructions were counted ahead that do not run now.</summary>
    private void TakeBack(IrStep step)
    {
        if (_frame.Body.Code.Program.Module.Pieces is not { } pieces || pieces.Behind(step.Address) is not (> 0 and int behind))
        {
            return;
        }

        if (pieces.CountsCalls)
        {
            ProfileOperations.TakeBack(_context, behind, pieces.AllocationsBehind(step.Address));
        }

        if (pieces.CountsStarts)
        {
            CoverageOperations.TakeBack(_context, step.Address + 1, step.Address + 1 + behind);
        }
    }

    /// <summary>A trace shows the calls that were inlined, out to the level of the handler; a call locates once in each frame.</summary>
    private void Locate(IrStep step)
    {
        var code = _frame.Body.Code;
        int first = code.Program.FirstAddress;
        int level = step.Handler?.Site ?? 0;
        _context.Locate(first + step.Address);
        for (int site = step.Site; site != level && site != 0; site = code.Function.Sites[site - 1].Site)
        {
            _context.Locate(first + code.Function.Sites[site - 1].Address);
        }
    }

    private int Suspend(int position)
    {
        var step = _frame.Body.Steps[position];
        _result = default;
        _frame.Position = position;
        if (step.IsLast)
        {
            // The function has nothing more to do: what comes is its result, and its caller's.
            if (_frame.Caller is null)
            {
                return Left;
            }

            _frame = _frame.Caller;
        }

        _resumption = step.IsLast ? Resumption.WithResult : step.Opcode switch
        {
            IrOpcode.Operation => Resumption.Again,
            IrOpcode.CheckPoint => Resumption.Behind,
            _ => Resumption.WithResult,
        };
        _context.Save(this);
        return Left;
    }
}
