using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Verification;

/// <summary>One block of a direct function, run over cells instead of values.</summary>
internal sealed partial class ShapeAnalysis
{
    private void Simulate(BlockShape block)
    {
        var function = block.Function;
        var (start, bottom, slots) = block.Waiting is { } waiting
            ? (waiting.Index, waiting.Bottom, waiting.Slots)
            : (block.Leader, block.Bottom, [.. block.Slots]);
        block.Waiting = null;
        var stack = new SymbolicStack(this, function, bottom, slots);
        // No captures are pending where a block waits: calls with captures pending are left to stack machines.
        var captures = start == block.Leader ? block.Captures : null;
        _assigned = start == block.Leader ? block.Assigned : block.AssignedWaiting;
        for (int index = start; ; index++)
        {
            _budget--;
            block.Length = Math.Max(block.Length, index - block.Leader + 1);
            if (function.Length > MaxFunctionLength || stack.Height > MaxHeight)
            {
                MarkDynamic(function, stack.Height > MaxHeight ? "its stack grows too high" : "it is too large for one method");
                return;
            }

            bool continues = Step(block, index, stack, ref captures);
            if (block.Handler is { } handler && stack.LowWater < handler.Height)
            {
                MarkDynamic(function, "protected code uses values from below its TRY");
                return;
            }

            if (function.IsDynamic || !continues)
            {
                block.AssignedWaiting = _assigned;
                return;
            }

            _assigned = AssignedAfter(index, _assigned);
            if (_leaders[index + 1])
            {
                Visit(function, index + 1, stack.Bottom, stack.Slots, HandlerAfter(block, index), captures);
                return;
            }
        }
    }

    /// <summary>The handler open after an instruction that falls through.</summary>
    private HandlerRecord? HandlerAfter(BlockShape block, int index)
    {
        var instruction = _program.Instructions[index];
        switch (instruction.Opcode)
        {
            case Opcode.Try or Opcode.TryBlock:
                return _opened;
            case Opcode.EndTry:
                return block.Handler?.Outer;
            default:
                return block.Handler;
        }
    }

    private HandlerRecord? _opened;

    /// <summary>Runs one instruction; false when control does not pass on to the next.</summary>
    private bool Step(BlockShape block, int index, SymbolicStack stack, ref CaptureRecord? captures)
    {
        var function = block.Function;
        var instruction = _program.Instructions[index];
        var info = instruction.Info;
        int target = _program.TargetOf(index);
        if (captures is not null && info.Has(InstructionTraits.MayRaise) && (block.Handler is not null || function.HasOuterHandlers)
            && !(info.Opcode == Opcode.Capture && IsSurelySet(block, index)))
        {
            // The error would leave captures pending in the handler.
            MakeCapturesDynamic();
        }

        if (_hasDynamicCaptures && info.Opcode is Opcode.Capture or Opcode.MakeLambda or Opcode.MakeVariadic)
        {
            MarkDynamic(function, "captures in this program wait across calls, errors or joining paths");
            return false;
        }

        switch (info.Opcode)
        {
            case Opcode.Dup:
                var top = stack.Pop();
                stack.Push(top);
                stack.Push(top);
                return true;
            case Opcode.Swap:
                var swapped = stack.Pop(2);
                stack.Push(swapped[1]);
                stack.Push(swapped[0]);
                return true;
            case Opcode.Over:
                var pair = stack.Pop(2);
                stack.Push(pair[0]);
                stack.Push(pair[1]);
                stack.Push(pair[0]);
                return true;
            case Opcode.Rot:
                var triple = stack.Pop(3);
                stack.Push(triple[1]);
                stack.Push(triple[2]);
                stack.Push(triple[0]);
                return true;
            case Opcode.Store:
                if (stack.Pop() is { } stored)
                {
                    Flow(stored, Variable(function, instruction.NameOperand()));
                }

                return true;
            case Opcode.Load:
                stack.Push(Variable(function, instruction.NameOperand()));
                return true;
            case Opcode.DumpScope:
                function.DumpsScope = true;
                return true;
            case Opcode.MakeList:
                ulong count = ((Operand.Number)instruction.Operand).Value;
                if (count > MaxHeight)
                {
                    MarkDynamic(function, "it makes a list of more values than fit its stack");
                    return false;
                }

                foreach (var element in stack.Pop((int)count))
                {
                    Flow(element, _elements);
                }

                stack.Push(null);
                return true;
            case Opcode.Native:
                // What a runtime function keeps in a list, or takes out of one, is not followed.
                foreach (var argument in stack.Pop((int)instruction.Takes()))
                {
                    Flow(argument, _elements);
                }

                stack.Push(_elements);
                return true;
            case Opcode.Jmp:
                Visit(function, target, stack.Bottom, stack.Slots, block.Handler, captures);
                return false;
            case Opcode.Jz or Opcode.Jnz or Opcode.Jf or Opcode.Jt:
                stack.Pop();
                Visit(function, target, stack.Bottom, stack.Slots, block.Handler, captures);
                return true;
            case Opcode.ReceiveAfter or Opcode.ReceiveMatchAfter or Opcode.ReceiveMatchOfAfter:
                stack.Pop(info.Pops);
                Visit(function, target, stack.Bottom, stack.Slots, block.Handler, captures);
                PushReceived(info, stack);
                return true;
            case Opcode.ReceiveMatch:
                PushReceived(info, stack);
                return true;
            case Opcode.MakeCases or Opcode.Values or Opcode.Vector or Opcode.UnpackValues or Opcode.UnpackRest:
                return StepCounted(block, instruction, stack);
            case Opcode.CallProcedure or Opcode.Apply or Opcode.TailCallProcedure or Opcode.TailApply:
                return StepProcedureCall(block, instruction, stack);
            case Opcode.SpawnWith:
                return StepSpawnWith(block, instruction, stack);
            case Opcode.Halt:
                return false;
            case Opcode.Call or Opcode.TailCall or Opcode.CallFunction or Opcode.TailCallFunction or Opcode.Ret
                or Opcode.MakeFunction or Opcode.MakeLambda or Opcode.MakeVariadic or Opcode.Capture:
                return StepFunction(block, index, stack, ref captures);
            case Opcode.Try:
                OpenHandler(block, target, variable: null, stack, captures);
                return true;
            case Opcode.TryBlock:
                OpenHandler(block, target + 1, ((Operand.Catch)_program.Instructions[target].Operand).Name, stack, captures);
                return true;
            case Opcode.EndTry or Opcode.CatchBlock:
                if (block.Handler is null && function.HasOuterHandlers)
                {
                    MarkDynamic(function, "its END_TRY may close a handler of its caller");
                    return false;
                }

                if (info.Opcode == Opcode.EndTry)
                {
                    return true;
                }

                Visit(function, target + 1, stack.Bottom, stack.Slots, block.Handler?.Outer, captures);
                return false;
            case Opcode.Import:
                AddImport(function, target);
                return true;
            case Opcode.Export:
                AddExport(function, instruction.NameOperand(), Variable(function, instruction.NameOperand()));
                return true;
            default:
                return StepPlain(instruction, info, stack);
        }
    }

    private void PushReceived(InstructionInfo info, SymbolicStack stack)
    {
        stack.Push(_elements);
        for (int i = 1; i < info.Pushes; i++)
        {
            stack.Push(null);
        }
    }

    /// <summary>An instruction that the table describes completely.</summary>
    private bool StepPlain(Instruction instruction, InstructionInfo info, SymbolicStack stack)
    {
        // What is sent to a process, or given to one, comes out of another.
        var popped = stack.Pop(info.Pops);
        bool isShared = info.Has(InstructionTraits.NeedsProcesses);
        if (isShared || info.Has(InstructionTraits.StoresElement))
        {
            var container = info.Shape == OperandShape.Name ? Field(instruction.NameOperand())
                : info.Opcode == Opcode.SetFieldNamed ? _fieldsWritten : _elements;
            foreach (var cell in popped)
            {
                Flow(cell, container);
            }
        }

        for (int i = 0; i < info.Pushes; i++)
        {
            stack.Push(!isShared && !info.Has(InstructionTraits.LoadsElement) ? null
                : info.Shape == OperandShape.Name ? Field(instruction.NameOperand())
                : info.Opcode == Opcode.GetFieldNamed ? _fieldsRead : _elements);
        }

        return info.MayContinue;
    }

    private void OpenHandler(BlockShape block, int target, string? variable, SymbolicStack stack, CaptureRecord? captures)
    {
        var record = _opened = Intern(new HandlerRecord(target, stack.Height, variable, block.Handler));
        List<FlowCell?> slots = [.. stack.Slots];
        if (variable is null)
        {
            slots.Add(null);
        }

        // Any instruction of the protected code may lead to the handler.
        Visit(block.Function, record.Target, stack.Bottom, slots, block.Handler, captures);
    }

    /// <summary>Whether a captured variable is a parameter or was stored earlier in the same block.</summary>
    private bool IsSurelySet(BlockShape block, int index)
    {
        string name = _program.Instructions[index].NameOperand();
        for (int i = index - 1; i >= block.Leader; i--)
        {
            var instruction = _program.Instructions[i];
            if (instruction.Operand is Operand.Text text && text.Value == name && instruction.Opcode is Opcode.Store or Opcode.Delete)
            {
                return instruction.Opcode == Opcode.Store;
            }
        }

        return !_deletes.Value.Contains(name)
            && (Array.IndexOf(block.Function.Parameters, name) >= 0 || Array.IndexOf(block.Function.Captured ?? [], name) >= 0 || _assigned.Contains(name));
    }

    /// <summary>Variables that are surely set where the simulation stands, of those that are captured somewhere and never deleted.</summary>
    private ImmutableHashSet<string> _assigned = [];

    private ImmutableHashSet<string> AssignedAfter(int index, ImmutableHashSet<string> before)
    {
        var instruction = _program.Instructions[index];
        return instruction.Opcode is Opcode.Store or Opcode.Load or Opcode.Capture && _captured.Value.Contains(instruction.NameOperand())
            ? before.Add(instruction.NameOperand())
            : before;
    }
}
