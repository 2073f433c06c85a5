using System.Runtime.CompilerServices;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <content>Variables, calls, closures, handlers and modules.</content>
internal sealed partial class Interpreter
{
    private Frame[] _frames = new Frame[16];
    private int _frameCount;
    private Scope _scope;
    private HandlerRecord[] _handlers = [];
    private int _handlerCount;

    /// <summary>The lowest value on the operand stack that the current call may take; negative when that lies under this machine's own.</summary>
    private int _floor;

    /// <summary>The call that an error about what it has left belongs to.</summary>
    private int _misreturned = Nowhere;

    private const int Nowhere = -3;

    /// <summary>Calls a function value from .NET code, on a machine of its own.</summary>
    /// <returns>The top of the operand stack; null when there is none, and when the call did not return.</returns>
    private static Value CallFromOutside(InterpretedCode code, ProcessContext context, FunctionValue function, Value[] arguments)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            context.Raise(ErrorText.CallStackOverflow);
            return Value.Null;
        }

        var machine = new Interpreter(code, context);
        foreach (var argument in arguments)
        {
            machine.Push(argument);
        }

        if (context.Reductions < 0 || !machine.CanTake(function.Prototype.Parameters.Length))
        {
            return Value.Null;
        }

        machine.PushFrame(Leave, bytesBelow: 0);
        machine.Bind(function);
        machine.TellOfBeginning(function, arguments);
        machine.Run(function.Prototype.Target);
        return machine.Top;
    }

    /// <summary>What the run leaves on top; null when that is nothing.</summary>
    private Value Top => _context.Reductions < 0 || (_height == 0 && !TryPullValues(1)) ? Value.Null : _stack[_height - 1];

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        _context = context;
        if (context.Reductions < 0)
        {
            // The instruction that waited has failed; what comes next has not started before.
            _isRestarting = false;
        }

        Run(_awaitsResult ? TakeResult() : context.Reductions < 0 ? Recover(_resumption) : _resumption);
        return Top;
    }

    /// <inheritdoc/>
    public override int Address => _resumption;

    /// <inheritdoc/>
    public override void Measure(HeapMeter meter)
    {
        base.Measure(meter);
        meter.AddBytes(16L * _stack.Length);
        for (int i = 0; i < _height; i++)
        {
            meter.Add(_stack[i]);
        }

        for (int i = 0; i < _frameCount; i++)
        {
            Measure(meter, _frames[i].Scope);
        }

        Measure(meter, _pendingCaptures);
        _below?.Measure(meter);
    }

    private static void Measure(HeapMeter meter, Scope scope)
    {
        meter.AddBytes(RuntimeLimits.BytesOf(scope));
        foreach (var (_, value) in scope)
        {
            meter.Add(value);
        }
    }

    /// <summary>Counts a reduction at each way back, the only way to run without end; leaves the stack when the time slice is over.</summary>
    /// <returns>Index of the instruction to continue at.</returns>
    private int GoBackTo(int next)
    {
        if (next == Leave)
        {
            return Leave;
        }

        SchedulingOperations.CheckPoint(_context);
        if (_context.Reductions >= 0)
        {
            return next;
        }

        if (_context.Reductions != ProcessContext.Suspending)
        {
            return Recover(next);
        }

        SaveAt(next);
        return Leave;
    }

    private void SaveAt(int index)
    {
        _resumption = index;
        _context.Save(this);
    }

    private void Store(DecodedInstruction instruction)
    {
        if (TryPop(instruction, out var value))
        {
            _scope.Set(instruction.Name!, value);
        }
    }

    private void Load(DecodedInstruction instruction)
    {
        if (TryRead(instruction.Name!, out var value))
        {
            Push(value);
        }
    }

    private void Delete(DecodedInstruction instruction)
    {
        if (!_scope.Remove(instruction.Name!))
        {
            VariableOperations.WarnUnknownDelete(_context, instruction.Name!);
        }
    }

    private void Capture(DecodedInstruction instruction)
    {
        if (TryRead(instruction.Name!, out var value))
        {
            _pendingCaptures.Set(instruction.Name!, value);
        }
    }

    private void Export(DecodedInstruction instruction)
    {
        if (TryRead(instruction.Name!, out var value))
        {
            ModuleOperations.Export(_context, value, instruction.Name!);
        }
    }

    private void SpawnWith(DecodedInstruction instruction)
    {
        ulong arguments = unchecked((ulong)instruction.Constant.AsInt);
        if (CanTake(unchecked((long)Math.Min(arguments, long.MaxValue) + 1)))
        {
            _height -= (int)arguments + 1;
            var list = Value.From(ListValue.FromOwned(_stack.AsSpan(_height, (int)arguments).ToArray()));
            PushResult(ProcessOperations.SpawnWith(_context, list, _stack[_height + (int)arguments]));
        }
    }

    private void SpawnMonitor(DecodedInstruction instruction)
    {
        if (TryTake(instruction))
        {
            var process = ProcessOperations.SpawnMonitor(_context, _stack[_height]);
            PushResult(process);
            if (_context.Reductions >= 0)
            {
                Push(ProcessOperations.ReferenceTo(_context, process));
            }
        }
    }

    private void ReceiveMatchOf(DecodedInstruction instruction)
    {
        if (TryTake(instruction))
        {
            PushMatched(ReceiveOperations.ReceiveMatchOf(_context, _stack[_height]));
        }
    }

    /// <summary>Takes a message within a time on the stack; false when none has come.</summary>
    private bool ReceiveInTime(DecodedInstruction instruction)
    {
        if (!TryTake(instruction))
        {
            return true;
        }

        var time = _stack[_height];
        var message = instruction.Opcode switch
        {
            Opcode.ReceiveAfter => ReceiveOperations.ReceiveAfter(_context, time),
            Opcode.ReceiveMatchAfter => ReceiveOperations.ReceiveMatchAfter(_context, time, instruction.Patterns!),
            _ => ReceiveOperations.ReceiveMatchOfAfter(_context, time, _stack[_height + 1]),
        };
        if (_context.Reductions < 0 || !ReceiveOperations.HasReceived(message))
        {
            return false;
        }

        if (instruction.Opcode == Opcode.ReceiveAfter)
        {
            Push(message);
        }
        else
        {
            PushMatched(message);
        }

        return true;
    }

    private void PushMatched(Value message)
    {
        PushResult(message);
        if (_context.Reductions >= 0)
        {
            Push(ReceiveOperations.MatchedIndex(_context));
        }
    }

    private bool TryRead(string name, out Value value)
    {
        if (_scope.TryGet(name, out value))
        {
            return true;
        }

        _context.Raise(ErrorText.UndefinedVariable(name));
        return false;
    }

    private int Call(DecodedInstruction instruction, int returnAddress)
    {
        if (CanTake(instruction.Parameters.Length) && TryPushFrame(returnAddress))
        {
            BindParameters(instruction.Parameters);
        }

        return instruction.Target;
    }

    private int TailCall(DecodedInstruction instruction)
    {
        if (CanTake(instruction.Parameters.Length))
        {
            _scope.Clear();
            BindParameters(instruction.Parameters);
        }

        return instruction.Target;
    }

    private int CallFunction(DecodedInstruction instruction, int returnAddress)
    {
        if (!TryPopFunction(instruction, out var function) || !TryPushFrame(returnAddress))
        {
            return Leave;
        }

        Bind(function);
        return function.Prototype.Target;
    }

    private int TailCallFunction(DecodedInstruction instruction)
    {
        if (!TryPopFunction(instruction, out var function))
        {
            return Leave;
        }

        _scope.Clear();
        Bind(function);
        return function.Prototype.Target;
    }

    /// <summary>Pops the callee, then checks that its arguments are there; raises when either fails.</summary>
    private bool TryPopFunction(DecodedInstruction instruction, out FunctionValue function)
    {
        function = null!;
        if (!TryPop(instruction, out var callee))
        {
            return false;
        }

        if (callee.Tag is not FunctionValue { Prototype.IsChoice: false } value)
        {
            _context.RaiseTypeMismatch(instruction.Row.ErrorName, "a function or closure", callee);
            return false;
        }

        function = value;
        return CanTake(value.Prototype.Parameters.Length);
    }

    private int Return()
    {
        if (_frameCount == 1 && _below is not null)
        {
            PullFrame();
        }

        if (_frameCount == 1)
        {
            _context.Raise(ErrorText.NoVariableScope);
            return Leave;
        }

        ref var frame = ref _frames[_frameCount - 1];
        var (address, isProcedure, floor) = (frame.ReturnAddress, frame.IsProcedure, frame.Floor);
        CutFrames(_frameCount - 1);
        if (isProcedure && HeightBelow + _height != floor + 1)
        {
            // The error belongs to the call, not to the RET that shows it.
            _misreturned = address - 1;
            _context.Raise(ErrorText.NotOneResult);
        }

        return address;
    }

    private bool TryPushFrame(int returnAddress)
    {
        long below = _frames[_frameCount - 1].BytesBelow + RuntimeLimits.BytesOf(_scope);
        if (_context.Limits.AllowHeapFrame(below, HeightBelow + _height))
        {
            PushFrame(returnAddress, below);
            return true;
        }

        _context.Raise(ErrorText.CallStackOverflow);
        return false;
    }

    private Scope PushFrame(int returnAddress, long bytesBelow)
    {
        if (_frameCount == _frames.Length)
        {
            Array.Resize(ref _frames, _frames.Length * 2);
        }

        ref var frame = ref _frames[_frameCount++];
        frame.ReturnAddress = returnAddress;
        frame.BytesBelow = bytesBelow;
        (frame.Floor, frame.IsProcedure) = (HeightBelow + _floor, false);
        return _scope = frame.Scope ??= new Scope();
    }

    private void CutFrames(int count)
    {
        while (_frameCount > count)
        {
            _frames[--_frameCount].Scope.Clear();
        }

        _scope = _frames[_frameCount - 1].Scope;
        _floor = _frames[_frameCount - 1].Floor - HeightBelow;
    }

    /// <summary>Fills the frame of a function value: what it captured first, then its parameters.</summary>
    private void Bind(FunctionValue function)
    {
        var prototype = function.Prototype;
        for (int i = 0; i < function.Captured?.Length; i++)
        {
            _scope.Set(prototype.CapturedNames![i], function.Captured[i]);
        }

        BindParameters(prototype.Parameters);
    }

    /// <summary>Moves the top values into the frame: the first name takes the deepest.</summary>
    private void BindParameters(string[] names)
    {
        int first = _height - names.Length;
        int expected = _scope.Count + names.Length;
        for (int i = 0; i < names.Length; i++)
        {
            _scope.Set(names[i], _stack[first + i]);
        }

        if (_scope.Count != expected)
        {
            // A name repeats, or hides a captured variable. Its leftmost occurrence decides the value.
            for (int i = names.Length - 1; i >= 0; i--)
            {
                _scope.Set(names[i], _stack[first + i]);
            }
        }

        _height = first;
        _frames[_frameCount - 1].OperandsBelow = HeightBelow + first;
    }

    /// <summary>Moves all pending captures into a new closure.</summary>
    private void MakeLambda(DecodedInstruction instruction)
    {
        var prototype = instruction.Prototype!;
        if (!ArePending(prototype.CapturedNames!))
        {
            prototype = instruction.Prototype = InstructionDecoder.Prototype(
                prototype.Module, prototype.Address, prototype.Target, prototype.Parameters, _pendingCaptures.CopyNames(), prototype.IsVariadic);
        }

        var captured = _pendingCaptures.CopyValues();
        _pendingCaptures.Clear();
        Push(Value.From(new FunctionValue(prototype, captured)));
    }

    private bool ArePending(string[] names)
    {
        int matched = 0;
        foreach (var (name, _) in _pendingCaptures)
        {
            if (matched == names.Length || names[matched] != name)
            {
                return false;
            }

            matched++;
        }

        return matched == names.Length;
    }

    private void OpenHandler(DecodedInstruction instruction)
    {
        if (_handlerCount >= _context.Limits.Handlers)
        {
            _context.Raise(ErrorText.HandlerStackOverflow);
            return;
        }

        if (_handlerCount == _handlers.Length)
        {
            Array.Resize(ref _handlers, Math.Max(8, _handlers.Length * 2));
        }

        _handlers[_handlerCount++] = new HandlerRecord(instruction.Target, instruction.Name, HeightBelow + _height, FramesBelow + _frameCount);
    }

    private void CloseHandler()
    {
        if (HasHandler())
        {
            _handlerCount--;
        }
    }

    /// <summary>
    /// Brings an error to the newest handler; without one, and for HALT and EXIT, leaves the machine with it under way.
    /// </summary>
    /// <returns>Index of the instruction to continue at.</returns>
    private int Recover(int failed)
    {
        if (_context.Reductions == ProcessContext.Suspending)
        {
            if (At(failed).Opcode == Opcode.CallCc && _context.Observer is null && TryLeaveFrame(failed))
            {
                return Leave;
            }

            // The instruction runs again, on the same values.
            _height += At(failed).Takes;
            SaveAt(failed);
            _isRestarting = true;
            return Leave;
        }

        if (!_context.IsCatchable)
        {
            return Leave;
        }

        if (_misreturned != Nowhere)
        {
            (failed, _misreturned) = (_misreturned, Nowhere);
        }

        TellOfError(failed);
        _context.Locate(failed);
        if (!HasHandler())
        {
            LocateCalls();
            return Leave;
        }

        CatchCount++;
        var handler = _handlers[--_handlerCount];
        CutFor(handler);
        _floor = Math.Min(_floor, _height);
        _frames[_frameCount - 1].Floor = HeightBelow + _floor;
        var exception = _context.Catch();
        if (handler.Variable is not null)
        {
            _scope.Set(handler.Variable, exception);
        }
        else if (_height < _stackLimit)
        {
            Push(exception);
        }
        else
        {
            // A full stack has no room for the exception that says so; it takes the place of the top value.
            _stack[_height - 1] = exception;
        }

        return handler.Target;
    }

    private void Import(DecodedInstruction instruction)
    {
        ModuleOperations.Import(_context, instruction.Target);
        if (_context.Reductions >= 0)
        {
            foreach (var (name, value) in ModuleOperations.ExportsOf(_context, instruction.Target))
            {
                _scope.Set(name, value);
            }
        }
    }
}
