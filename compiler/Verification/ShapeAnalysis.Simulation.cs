using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Verification;

/// <summary>One block of a direct function, run over cells instead of values.</summary>
internal sealed partial class ShapeAnalysis
{
    /// <summary>The stack inside a block.</summary>
    private sealed class SymbolicStack(ShapeAnalysis analysis, FunctionShape function, int bottom, List<FlowCell?> slots)
    {
        public int Bottom { get; private set; } = bottom;

        public List<FlowCell?> Slots { get; } = slots;

        public int Height => Bottom + Slots.Count;

        /// <summary>The lowest height reached in the block.</summary>
        public int LowWater { get; private set; } = bottom + slots.Count;

        public void Push(FlowCell? cell) => Slots.Add(cell);

        public FlowCell? Pop()
        {
            if (Slots.Count == 0)
            {
                // The value is one of the caller's.
                Bottom--;
                LowWater = Math.Min(LowWater, Bottom);
                analysis.RaiseTakes(function, -Bottom);
                return analysis._escaped;
            }

            var cell = Slots[^1];
            Slots.RemoveAt(Slots.Count - 1);
            LowWater = Math.Min(LowWater, Height);
            return cell;
        }

        public FlowCell?[] Pop(int count)
        {
            var cells = new FlowCell?[count];
            for (int i = count - 1; i >= 0; i--)
            {
                cells[i] = Pop();
            }

            return cells;
        }
    }

    private void Simulate(BlockShape block)
    {
        var function = block.Function;
        var stack = new SymbolicStack(this, function, block.Bottom, [.. block.Slots]);
        var captures = block.Captures;
        for (int index = block.Leader; ; index++)
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
                return;
            }

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

        if (_hasDynamicCaptures && info.Opcode is Opcode.Capture or Opcode.MakeLambda)
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
                    Flow(stored, Variable(function, NameOf(instruction)));
                }

                return true;
            case Opcode.Load:
                stack.Push(Variable(function, NameOf(instruction)));
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
            case Opcode.Jmp:
                Visit(function, target, stack.Bottom, stack.Slots, block.Handler, captures);
                return false;
            case Opcode.Jz or Opcode.Jnz:
                stack.Pop();
                Visit(function, target, stack.Bottom, stack.Slots, block.Handler, captures);
                return true;
            case Opcode.Halt:
                return false;
            case Opcode.Call or Opcode.TailCall or Opcode.CallFunction or Opcode.TailCallFunction or Opcode.Ret
                or Opcode.MakeFunction or Opcode.MakeLambda or Opcode.Capture:
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
                AddExport(function, NameOf(instruction), Variable(function, NameOf(instruction)));
                return true;
            default:
                return StepPlain(instruction, info, stack);
        }
    }

    /// <summary>An instruction that the table describes completely.</summary>
    private bool StepPlain(Instruction instruction, InstructionInfo info, SymbolicStack stack)
    {
        var popped = stack.Pop(info.Pops);
        if (info.Has(InstructionTraits.StoresElement))
        {
            var container = info.Shape == OperandShape.Name ? Field(NameOf(instruction))
                : info.Opcode == Opcode.SetFieldNamed ? _anyField : _elements;
            foreach (var cell in popped)
            {
                Flow(cell, container);
            }
        }

        for (int i = 0; i < info.Pushes; i++)
        {
            stack.Push(!info.Has(InstructionTraits.LoadsElement) ? null
                : info.Shape == OperandShape.Name ? Field(NameOf(instruction))
                : info.Opcode == Opcode.GetFieldNamed ? _anyField : _elements);
        }

        return (info.Traits & (InstructionTraits.EndsBlock | InstructionTraits.Unavailable)) == 0;
    }

    private bool StepFunction(BlockShape block, int index, SymbolicStack stack, ref CaptureRecord? captures)
    {
        var function = block.Function;
        var instruction = _program.Instructions[index];
        int target = _program.TargetOf(index);
        switch (instruction.Opcode)
        {
            case Opcode.Capture:
                captures = Intern(new CaptureRecord(NameOf(instruction), captures));
                return true;
            case Opcode.MakeFunction:
                var made = _functions.Get(target, NamesOf(instruction), captured: null);
                stack.Push(ValueCell(made));
                return true;
            case Opcode.MakeLambda:
                var closure = _functions.Get(target, NamesOf(instruction), CaptureRecord.NamesOf(captures));
                foreach (string name in closure.Captured!)
                {
                    Flow(Variable(function, name), Variable(closure, name));
                }

                captures = null;
                stack.Push(ValueCell(closure));
                return true;
        }

        if (captures is not null)
        {
            MakeCapturesDynamic();
        }

        switch (instruction.Opcode)
        {
            case Opcode.Call:
                return EnterCallee(block, _functions.Get(target, NamesOf(instruction), captured: null), stack.Pop(NamesOf(instruction).Length), stack);
            case Opcode.TailCall:
                var callee = _functions.Get(target, NamesOf(instruction), captured: null);
                return LeaveByTailCall(block, [callee], stack.Pop(NamesOf(instruction).Length), stack);
            case Opcode.CallFunction or Opcode.TailCallFunction:
                return CallValue(block, index, instruction.Opcode == Opcode.TailCallFunction, stack);
            default:
                return Return(block, stack);
        }
    }

    private FlowCell ValueCell(FunctionShape function)
    {
        MakeValue(function);
        var cell = function.ValueCell ??= new FlowCell();
        AddTarget(cell, function);
        return cell;
    }

    private bool EnterCallee(BlockShape block, FunctionShape callee, FlowCell?[] arguments, SymbolicStack stack)
    {
        bool returns = PrepareCall(block, callee, arguments);
        if (block.Function.IsDynamic)
        {
            return false;
        }

        // The values are taken even by a callee that never comes back.
        for (int i = 0; i < callee.Takes; i++)
        {
            Flow(stack.Pop(), _escaped);
        }

        if (!returns)
        {
            return false;
        }

        for (int i = callee.Results - 1; i >= 0; i--)
        {
            stack.Push(Result(callee, i));
        }

        return true;
    }

    /// <summary>Notes a call; false while the callee is not known to return, or when the caller became dynamic.</summary>
    private bool PrepareCall(BlockShape block, FunctionShape callee, FlowCell?[] arguments)
    {
        Start(callee);
        callee.Callers.Add(block);
        if (callee.IsDynamic)
        {
            MarkDynamic(block.Function, $"it calls the code at instruction {callee.Entry}, which runs on a stack machine");
            return false;
        }

        PassArguments(callee, arguments);
        if (block.Handler is not null || block.Function.HasOuterHandlers)
        {
            SetOuterHandlers(callee);
        }

        return callee.Returns;
    }

    private bool CallValue(BlockShape block, int index, bool isTail, SymbolicStack stack)
    {
        var function = block.Function;
        var cell = stack.Pop();
        cell?.AddReader(block);
        var targets = cell?.Targets.ToArray() ?? [];
        function.ValueCalls[index] = targets;
        if (targets.Length == 0)
        {
            return false;
        }

        int arity = targets[0].Parameters.Length;
        if (Array.Exists(targets, target => target.Parameters.Length != arity || target.Takes > 0))
        {
            MarkDynamic(function, "it calls function values that take different numbers of values");
            return false;
        }

        var arguments = stack.Pop(arity);
        if (isTail)
        {
            return LeaveByTailCall(block, targets, arguments, stack);
        }

        int? net = null;
        foreach (var target in targets)
        {
            if (!PrepareCall(block, target, arguments))
            {
                continue;
            }

            if (net is not null && net != target.Net)
            {
                MarkDynamic(function, "it calls function values that leave different numbers of values");
                return false;
            }

            net = target.Net;
        }

        if (net is null || function.IsDynamic)
        {
            return false;
        }

        for (int i = net.Value - 1; i >= 0; i--)
        {
            var result = new FlowCell();
            foreach (var target in targets)
            {
                Flow(Result(target, i), result);
            }

            stack.Push(result);
        }

        return true;
    }

    private bool LeaveByTailCall(BlockShape block, FunctionShape[] targets, FlowCell?[] arguments, SymbolicStack stack)
    {
        var function = block.Function;
        if (function.IsTopLevel || block.Handler is not null || stack.Height != 0)
        {
            MarkDynamic(function, "a tail call leaves values, handlers or the top level behind");
            return false;
        }

        foreach (var target in targets)
        {
            bool returns = PrepareCall(block, target, arguments);
            if (function.IsDynamic)
            {
                return false;
            }

            RaiseTakes(function, target.Takes);
            if (!returns)
            {
                continue;
            }

            if (target.Takes != function.Takes)
            {
                MarkDynamic(function, "a tail call leaves values of its caller behind");
                return false;
            }

            SetNet(function, target.Net!.Value);
            for (int i = 0; i < target.Results; i++)
            {
                Flow(Result(target, i), Result(function, i));
            }
        }

        return false;
    }

    private bool Return(BlockShape block, SymbolicStack stack)
    {
        var function = block.Function;
        if (function.IsTopLevel)
        {
            return false;
        }

        if (block.Handler is not null)
        {
            MarkDynamic(function, "it returns with a handler open");
            return false;
        }

        SetNet(function, stack.Height);
        for (int i = 0; i < stack.Slots.Count; i++)
        {
            Flow(stack.Slots[^(i + 1)], Result(function, i));
        }

        return false;
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
        string name = NameOf(_program.Instructions[index]);
        for (int i = index - 1; i >= block.Leader; i--)
        {
            var instruction = _program.Instructions[i];
            if (instruction.Operand is Operand.Text text && text.Value == name && instruction.Opcode is Opcode.Store or Opcode.Delete)
            {
                return instruction.Opcode == Opcode.Store;
            }
        }

        return Array.IndexOf(block.Function.Parameters, name) >= 0 && !_deletes.Value.Contains(name);
    }

    private static string NameOf(Instruction instruction) => ((Operand.Text)instruction.Operand).Value;

    private static ImmutableArray<string> NamesOf(Instruction instruction) => ((Operand.Call)instruction.Operand).Names;
}
