using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Instructions that make, call and leave functions.</summary>
internal sealed partial class ShapeAnalysis
{
    private bool StepFunction(BlockShape block, int index, SymbolicStack stack, ref CaptureRecord? captures)
    {
        var function = block.Function;
        var instruction = _program.Instructions[index];
        int target = _program.TargetOf(index);
        switch (instruction.Opcode)
        {
            case Opcode.Capture:
                captures = Intern(new CaptureRecord(instruction.NameOperand(), captures));
                return true;
            case Opcode.MakeFunction:
                var made = _functions.Get(target, instruction.ParameterNames(), captured: null);
                stack.Push(ValueCell(made));
                return true;
            case Opcode.MakeLambda or Opcode.MakeVariadic:
                var closure = _functions.Get(target, instruction.ParameterNames(), CaptureRecord.NamesOf(captures));
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
                return EnterCallee(block, index, _functions.Get(target, instruction.ParameterNames(), captured: null), stack);
            case Opcode.TailCall:
                var callee = _functions.Get(target, instruction.ParameterNames(), captured: null);
                return LeaveByTailCall(block, [callee], stack.Pop(instruction.ParameterNames().Length), stack);
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

    private bool EnterCallee(BlockShape block, int index, FunctionShape callee, SymbolicStack stack)
    {
        var arguments = stack.Pop(callee.Parameters.Length);
        bool returns = PrepareCall(block, callee, arguments);
        if (block.Function.IsDynamic)
        {
            return false;
        }

        if (!returns && !block.IsQueued)
        {
            block.Waiting = new WaitingCall(callee, index, stack.Bottom, [.. stack.Slots, .. arguments]);
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

    /// <summary>The function that a new process begins with receives the values; nothing of the frame here goes on in it.</summary>
    private bool StepSpawnWith(BlockShape block, Instruction instruction, SymbolicStack stack)
    {
        long count = instruction.Takes() - 1;
        if (count > MaxHeight)
        {
            MarkDynamic(block.Function, "it gives a process more values than fit its stack");
            return false;
        }

        var cell = stack.Pop();
        cell?.AddReader(block);
        var arguments = stack.Pop((int)count);
        foreach (var target in cell?.Targets.ToArray() ?? [])
        {
            if (target.Parameters.Length == arguments.Length)
            {
                PassArguments(target, arguments);
            }
        }

        stack.Push(null);
        return true;
    }

    /// <summary>A call of a procedure leaves one value whatever is called, and all that is passed may be seen by any function.</summary>
    private bool StepProcedureCall(BlockShape block, Instruction instruction, SymbolicStack stack)
    {
        if (instruction.Takes() > MaxArguments)
        {
            MarkDynamic(block.Function, $"it calls a procedure with more than {MaxArguments} arguments");
            return false;
        }

        foreach (var cell in stack.Pop((int)instruction.Takes()))
        {
            Flow(cell, _elements);
        }

        if (instruction.Opcode is Opcode.CallProcedure or Opcode.Apply)
        {
            stack.Push(_elements);
            return true;
        }

        var function = block.Function;
        if (function.IsTopLevel || block.Handler is not null || stack.Height != 0 || function.Takes != 0)
        {
            MarkDynamic(function, "a tail call leaves values, handlers or the top level behind");
            return false;
        }

        SetNet(function, 1);
        if (!function.IsDynamic)
        {
            Flow(_elements, Result(function, 0));
        }

        return false;
    }

    /// <summary>Instructions that take or leave as many values as their operand says.</summary>
    private bool StepCounted(BlockShape block, Instruction instruction, SymbolicStack stack)
    {
        if (instruction.Takes() > MaxHeight || instruction.Gives() > MaxHeight)
        {
            MarkDynamic(block.Function, "it takes or leaves more values than fit its stack");
            return false;
        }

        foreach (var cell in stack.Pop((int)instruction.Takes()))
        {
            Flow(cell, _elements);
        }

        for (int i = 0; i < instruction.Gives(); i++)
        {
            stack.Push(_elements);
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
        for (int i = 0; i < function.Results; i++)
        {
            // Below what this path has touched lie values of the caller, which another path may take.
            Flow(i < stack.Slots.Count ? stack.Slots[^(i + 1)] : _escaped, Result(function, i));
        }

        return false;
    }
}
