using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>One arm per instruction that is not a plain runtime call.</summary>
internal sealed partial class DirectLowering
{
    private void LowerInstruction(int index)
    {
        var instruction = _program.Instructions[index];
        var info = instruction.Info;
        if (info.Operation is not null)
        {
            if (instruction.Opcode == Opcode.CallCc && !_isProtected && _counting is null && _program.Instructions[index + 1].Opcode == Opcode.Ret)
            {
                _stack.Add(_builder.Call(ContinuationOperations.CallCcAtEnd, canRaise: true, Pop(info.Pops)));
                return;
            }

            if (OperationCall.Add(_builder, instruction, Pop(info.Pops), _program.UsesProcesses) is { } pushed)
            {
                _stack.Add(pushed);
            }

            return;
        }

        switch (info.Opcode)
        {
            case Opcode.PushInt or Opcode.PushFloat or Opcode.PushStr or Opcode.PushText or Opcode.PushBool or Opcode.True or Opcode.False or Opcode.Null
                or Opcode.Unspecified or Opcode.PushDatum when !Literals.IsObject(instruction):
                var (type, value) = Literals.Of(instruction);
                _stack.Add(_builder.Constant(type, value));
                break;
            case Opcode.PushDatum:
                _stack.Add(_builder.Call(DatumLiteral.Load, canRaise: false, [], instruction.NameOperand()));
                break;
            case Opcode.Dup:
                _stack.Add(_stack[^1]);
                break;
            case Opcode.Pop:
                Pop();
                break;
            case Opcode.Swap:
                (_stack[^1], _stack[^2]) = (_stack[^2], _stack[^1]);
                break;
            case Opcode.Over:
                _stack.Add(_stack[^2]);
                break;
            case Opcode.Rot:
                var third = _stack[^3];
                _stack.RemoveAt(_stack.Count - 3);
                _stack.Add(third);
                break;
            case Opcode.Store:
                SetVariable(instruction.NameOperand(), Pop());
                break;
            case Opcode.Load:
                _stack.Add(GetVariable(instruction.NameOperand()));
                break;
            case Opcode.Delete:
                LowerDelete(instruction.NameOperand());
                break;
            case Opcode.DumpScope:
                _builder.Run(ScopeOperations.Dump, canRaise: false, [_builder.Get(FrameVariable)]);
                break;
            case Opcode.MakeList:
                var elements = Pop((int)((Operand.Number)instruction.Operand).Value);
                var list = _builder.NewRegister(IrType.Any);
                _builder.Add(new IrInstruction.MakeList(list, elements, index));
                _stack.Add(list);
                break;
            case Opcode.Native:
                _stack.Add(NativeLowering.Add(_builder, _program.NativeOf(index)!, Pop((int)instruction.Takes())));
                break;
            case Opcode.Catch or Opcode.EndTry or Opcode.EndTryBlock or Opcode.Source or Opcode.Extern:
                break;
            case Opcode.Try or Opcode.TryBlock:
                KeepStackForHandler();
                break;
            case Opcode.CatchBlock:
                Jump(_program.TargetOf(index) + 1);
                break;
            case Opcode.Import:
                LowerImport(_program.TargetOf(index));
                break;
            case Opcode.Export:
                _builder.Run(ModuleOperations.Export, canRaise: false, [GetVariable(instruction.NameOperand())], instruction.NameOperand());
                break;
            default:
                LowerControl(instruction, index);
                break;
        }
    }

    /// <summary>Instructions that move control or make functions.</summary>
    private void LowerControl(Instruction instruction, int index)
    {
        int target = _program.TargetOf(index);
        switch (instruction.Opcode)
        {
            case Opcode.Jmp:
                Jump(target);
                break;
            case Opcode.Jz:
                var zero = Pop();
                _builder.End(new Terminator.Branch(zero, EdgeTo(target), EdgeTo(index + 1), index));
                break;
            case Opcode.Jnz:
                var nonzero = Pop();
                _builder.End(new Terminator.Branch(nonzero, EdgeTo(index + 1), EdgeTo(target), index));
                break;
            case Opcode.Jf or Opcode.Jt:
                var test = _builder.Call(IdentityOperations.IsTrue, canRaise: false, [Pop()]);
                var (onFalse, otherwise) = instruction.Opcode == Opcode.Jf ? (target, index + 1) : (index + 1, target);
                _builder.End(new Terminator.Branch(test, EdgeTo(onFalse), EdgeTo(otherwise), index));
                break;
            case Opcode.ReceiveAfter or Opcode.ReceiveMatchAfter or Opcode.ReceiveMatchOfAfter:
                LowerTimedReceive(instruction, index, target);
                break;
            case Opcode.ReceiveMatch:
                _stack.Add(_builder.Call(ReceiveOperations.ReceiveMatch, canRaise: true, [], instruction.PatternsOperand()));
                _stack.Add(_builder.Call(ReceiveOperations.MatchedIndex, canRaise: false, []));
                break;
            case Opcode.ReceiveMatchOf:
                _stack.Add(_builder.Call(ReceiveOperations.ReceiveMatchOf, canRaise: true, [Pop()]));
                _stack.Add(_builder.Call(ReceiveOperations.MatchedIndex, canRaise: false, []));
                break;
            case Opcode.SpawnMonitor:
                var started = _builder.Call(ProcessOperations.SpawnMonitor, canRaise: true, [Pop()]);
                _stack.Add(started);
                _stack.Add(_builder.Call(ProcessOperations.ReferenceTo, canRaise: false, [started]));
                break;
            case Opcode.SpawnWith:
                LowerSpawnWith(instruction, index);
                break;
            case Opcode.Halt:
                LowerHalt(index);
                break;
            case Opcode.Ret:
                LowerReturn(index);
                break;
            case Opcode.Capture:
                _builder.Set(CaptureOf(instruction.NameOperand()), GetVariable(instruction.NameOperand()));
                _pendingCaptures.Add(instruction.NameOperand());
                break;
            case Opcode.MakeFunction:
                MakeFunction(index, _shape.Callees.Get(target, instruction.ParameterNames(), captured: null), [], isClosure: false);
                break;
            case Opcode.MakeLambda or Opcode.MakeVariadic:
                LowerLambda(instruction, index, target);
                break;
            case Opcode.Call:
                LowerCall(_shape.Callees.Get(target, instruction.ParameterNames(), captured: null));
                break;
            case Opcode.TailCall:
                var callee = _shape.Callees.Get(target, instruction.ParameterNames(), captured: null);
                var passed = ArgumentsOf(callee);
                PassHeight();
                _builder.End(new Terminator.TailCall(_numbers.FunctionOf(callee), passed, index));
                break;
            case Opcode.CallFunction or Opcode.TailCallFunction:
                LowerValueCall(instruction.Opcode == Opcode.TailCallFunction, index);
                break;
            default:
                LowerLisp(instruction, index);
                break;
        }
    }

    /// <summary>What comes at the end of the time is the mark of an unset variable, and goes no further than the test.</summary>
    private void LowerTimedReceive(Instruction instruction, int index, int target)
    {
        var operands = Pop(instruction.Info.Pops);
        var message = instruction.Opcode switch
        {
            Opcode.ReceiveAfter => _builder.Call(ReceiveOperations.ReceiveAfter, canRaise: true, operands),
            Opcode.ReceiveMatchAfter => _builder.Call(ReceiveOperations.ReceiveMatchAfter, canRaise: true, operands, instruction.PatternsOperand()),
            _ => _builder.Call(ReceiveOperations.ReceiveMatchOfAfter, canRaise: true, operands),
        };
        var timedOut = EdgeTo(target);
        int received = _builder.NewBlock();
        var handler = LandingOf(_block.Handler);
        _builder.End(new Terminator.Branch(
            _builder.Call(ReceiveOperations.HasReceived, canRaise: false, [message]), timedOut, IrEdge.To(received), index));
        _builder.Begin(received, [], handler);
        _stack.Add(message);
        if (instruction.Opcode != Opcode.ReceiveAfter)
        {
            _stack.Add(_builder.Call(ReceiveOperations.MatchedIndex, canRaise: false, []));
        }

        Jump(index + 1);
    }

    private void LowerSpawnWith(Instruction instruction, int index)
    {
        var function = Pop();
        var arguments = _builder.NewRegister(IrType.Any);
        _builder.Add(new IrInstruction.MakeList(arguments, Pop((int)(instruction.Takes() - 1)), index));
        _stack.Add(_builder.Call(ProcessOperations.SpawnWith, canRaise: true, [arguments, function]));
    }

    private void EndByRaising(string text)
    {
        _builder.Run(ControlOperations.Raise, canRaise: true, [], text);
        _builder.End(new Terminator.Unreachable(_builder.Address));
    }

    private void LowerDelete(string name)
    {
        if (_function.DumpsScope)
        {
            _builder.Run(FrameOperations.Delete, canRaise: false, [_builder.Get(FrameVariable)], name);
            return;
        }

        var variable = _builder.Variable(name);
        if (!_assignment.Contains(_set, name))
        {
            _maybeUnset.Add(variable);
            _builder.Run(FrameOperations.WarnIfUnset, canRaise: false, [_builder.Get(variable)], name);
        }

        _builder.Set(variable, _builder.Constant(IrType.Any, Value.Unset));
    }

    /// <summary>At TRY: the handler will find the stack as it is now.</summary>
    private void KeepStackForHandler()
    {
        for (int i = 0; i < _stack.Count; i++)
        {
            _builder.Set(_builder.Temporary($"slot{i}"), _stack[i]);
        }
    }

    private void LowerImport(int module)
    {
        if (_function.DumpsScope)
        {
            _builder.Run(FrameOperations.Import, canRaise: true, [_builder.Get(FrameVariable)], module);
            return;
        }

        _builder.Run(ModuleOperations.Import, canRaise: true, [], module);
        foreach (string name in _shape.Exports[module].Order(StringComparer.Ordinal))
        {
            var variable = _builder.Variable(name);
            if (!_assignment.Contains(_set, name))
            {
                _maybeUnset.Add(variable);
            }

            var imported = _builder.Call(ModuleOperations.ExportOr, canRaise: false, [_builder.Get(variable)], module, name);
            _builder.Set(variable, imported);
        }
    }

    private void LowerHalt(int index)
    {
        if (_function.IsTopLevel)
        {
            _builder.End(new Terminator.Return([], index));
            return;
        }

        _builder.Run(ControlOperations.Halt, canRaise: true, []);
        _builder.End(new Terminator.Unreachable(index));
    }

    private void LowerReturn(int index)
    {
        if (_function.IsTopLevel)
        {
            EndByRaising(ErrorText.NoVariableScope);
        }
        else
        {
            _builder.End(new Terminator.Return([.. _stack], index));
        }
    }

    /// <summary>Captures may wait across blocks. A name captured twice keeps its place and takes the later value.</summary>
    private IrVariable CaptureOf(string name) => _builder.Temporary("captured " + name);

    private void LowerLambda(Instruction instruction, int index, int target)
    {
        var names = _pendingCaptures.Distinct().ToArray();
        var values = names.Select(name => _builder.Get(CaptureOf(name))).ToImmutableArray();
        MakeFunction(index, _shape.Callees.Get(target, instruction.ParameterNames(), names), values, isClosure: true);
        _pendingCaptures.Clear();
    }

    private void MakeFunction(int index, FunctionShape function, ImmutableArray<Register> captured, bool isClosure)
    {
        var register = _builder.NewRegister(IrType.Any);
        _builder.Add(new IrInstruction.MakeFunction(register, _numbers.PrototypeOf(index, function, isClosure), captured, index));
        _stack.Add(register);
    }

    /// <summary>Values from below, then the arguments: the callee's parameters in order.</summary>
    private ImmutableArray<Register> ArgumentsOf(FunctionShape callee)
    {
        var arguments = Pop(callee.Parameters.Length);
        var below = Pop(callee.Takes);
        return [.. below, .. arguments];
    }

    private void LowerCall(FunctionShape callee)
    {
        var arguments = ArgumentsOf(callee);
        PassHeight();
        _stack.AddRange(_builder.CallFunction(_numbers.FunctionOf(callee), arguments, callee.Returns ? callee.Results : null));
    }

    private void LowerValueCall(bool isTail, int index)
    {
        var targets = _function.ValueCalls.GetValueOrDefault(index) ?? [];
        var callee = Pop();
        if (targets.Length == 0)
        {
            _builder.Run(ControlOperations.RaiseNotCallable, canRaise: true, [callee], 0, isTail ? "TAIL_CALL_FUNCTION" : "CALL_FUNCTION");
            _builder.End(new Terminator.Unreachable(index));
            return;
        }

        var arguments = Pop(targets[0].Parameters.Length);
        PassHeight();
        var returning = Array.Find(targets, target => target.Returns);
        if (isTail)
        {
            // A callee that never returns leaves whatever this function should.
            _builder.End(new Terminator.TailCallValue(callee, arguments, (returning ?? _function).Results, index));
            return;
        }

        _stack.AddRange(_builder.CallValue(callee, arguments, returning?.Results));
    }
}
