using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Where function values flow, and what the code that runs on a stack machine does to the rest.</summary>
internal sealed partial class ShapeAnalysis
{
    private readonly Dictionary<string, FlowCell> _fields = [];
    private readonly Dictionary<string, FlowCell>[] _exports;
    private readonly Dictionary<int, List<FunctionShape>> _importers = [];
    private readonly Dictionary<string, FlowCell> _floatingExports = [];
    private readonly bool[] _stackMachineCode;

    /// <summary>The frames that code may run in.</summary>
    private readonly MachineFrame[] _stackMachineFrames;

    /// <summary>Whether all that a stack machine calls must run on it too, because its frames must be the machine's.</summary>
    private bool _keepsFramesOnStackMachine;

    /// <summary>Functions stored in any list.</summary>
    private readonly FlowCell _elements;

    /// <summary>Functions stored in an object under a computed name: any field may hold them.</summary>
    private readonly FlowCell _fieldsWritten;

    /// <summary>Functions stored in any field: what a computed name can read.</summary>
    private readonly FlowCell _fieldsRead;

    /// <summary>Functions that code on a stack machine, or a caller's value taken from below, may hold.</summary>
    private readonly FlowCell _escaped;

    /// <summary>Functions that .NET code may hold and pass to others: exports of the main program, and what they give back.</summary>
    private readonly FlowCell _external;

    private void Flow(FlowCell? from, FlowCell to)
    {
        if (from is null || !from.AddSuccessor(to))
        {
            return;
        }

        if (_callsProcedures && (from == _elements || from.Shared is not null))
        {
            Share(to);
        }

        foreach (var target in from.OwnTargets.ToArray())
        {
            if (from != _elements || to.Shared is null)
            {
                AddTarget(to, target);
            }
        }
    }

    /// <summary>Makes a cell, and what it flows to, hold all that any list may hold.</summary>
    private void Share(FlowCell cell)
    {
        var pending = new Stack<FlowCell>();
        pending.Push(cell);
        while (_budget >= 0 && pending.TryPop(out var next))
        {
            _budget--;
            if (next == _elements || next.Shared is not null)
            {
                continue;
            }

            if (next == _escaped || next == _external)
            {
                // What is in these two is looked at one by one.
                if (_elements.AddSuccessor(next))
                {
                    foreach (var target in _elements.OwnTargets.ToArray())
                    {
                        AddTarget(next, target);
                    }
                }

                continue;
            }

            next.Shared = _elements;
            foreach (var reader in next.Readers)
            {
                _elements.AddReader(reader);
            }

            EnqueueAll(next.Readers);
            foreach (var successor in next.Successors)
            {
                pending.Push(successor);
            }
        }
    }

    /// <summary>A function in a cell takes memory as well as time, so it weighs more than looking at an instruction.</summary>
    private const int CostOfFlow = 8;

    private void AddTarget(FlowCell cell, FunctionShape target)
    {
        var pending = new Stack<FlowCell>();
        pending.Push(cell);
        while (_budget >= 0 && pending.TryPop(out var next))
        {
            _budget -= CostOfFlow;
            if ((next.Shared is not null && _elements.OwnTargetsContain(target)) || !next.Add(target))
            {
                continue;
            }

            EnqueueAll(next.Readers);
            if (next == _escaped || next == _external)
            {
                _pendingEscapes.Enqueue((target, next));
            }

            foreach (var successor in next.Successors)
            {
                if (next != _elements || successor.Shared is null)
                {
                    pending.Push(successor);
                }
            }
        }
    }

    private static FlowCell Variable(FunctionShape function, string name)
    {
        if (!function.Variables.TryGetValue(name, out var cell))
        {
            function.Variables.Add(name, cell = new FlowCell());
        }

        return cell;
    }

    private FlowCell Result(FunctionShape function, int fromTop)
    {
        while (function.ResultCells.Count <= fromTop)
        {
            var cell = new FlowCell();
            function.ResultCells.Add(cell);
            foreach (var receiver in function.ResultReceivers)
            {
                Flow(cell, receiver);
            }
        }

        return function.ResultCells[fromTop];
    }

    private FlowCell Field(string name)
    {
        if (!_fields.TryGetValue(name, out var cell))
        {
            _fields.Add(name, cell = new FlowCell());
            Flow(cell, _fieldsRead);
            Flow(_fieldsWritten, cell);
        }

        return cell;
    }

    /// <summary>Parameters of a function receive the arguments of a call; a repeated name takes its leftmost value.</summary>
    private void PassArguments(FunctionShape function, ReadOnlySpan<FlowCell?> arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is { } cell && Array.IndexOf(function.Parameters, function.Parameters[i]) == i)
            {
                Flow(cell, Variable(function, function.Parameters[i]));
            }
        }
    }

    private void AddExport(FunctionShape function, string name, FlowCell value)
    {
        if (function.IsTopLevel)
        {
            Flow(value, ExportCell(function.Module, name));
            return;
        }

        // A function exports into whatever module run calls it.
        if (!_floatingExports.TryGetValue(name, out var floating))
        {
            _floatingExports.Add(name, floating = new FlowCell());
        }

        Flow(value, floating);
        for (int module = 0; module < _exports.Length; module++)
        {
            Flow(floating, ExportCell(module, name));
        }
    }

    private FlowCell ExportCell(int module, string name)
    {
        if (!_exports[module].TryGetValue(name, out var cell))
        {
            _exports[module].Add(name, cell = new FlowCell());
            foreach (var importer in _importers.GetValueOrDefault(module) ?? [])
            {
                Flow(cell, Variable(importer, name));
            }

            if (_escapedImports.Contains(module))
            {
                Flow(cell, _escaped);
            }

            if (module == 0)
            {
                Flow(cell, _external);
            }
        }

        return cell;
    }

    private void AddImport(FunctionShape function, int module)
    {
        if (_program.Modules[module].Module is null || !function.Imports.Add(module))
        {
            return;
        }

        if (!_importers.TryGetValue(module, out var importers))
        {
            _importers.Add(module, importers = []);
        }

        importers.Add(function);
        foreach (var (name, cell) in _exports[module])
        {
            Flow(cell, Variable(function, name));
        }

        StartTopLevel(module);
    }

    private void MakeValue(FunctionShape function)
    {
        if (function.IsValue)
        {
            return;
        }

        function.IsValue = true;
        Start(function);
        if (_callsProcedures)
        {
            BecomeProcedure(function);
        }

        if (_keepsFramesOnStackMachine)
        {
            MarkDynamic(function, FrameReason);
        }

        // Code that finds the function by its address alone needs it on the stack machine when its compiled form
        // cannot be called with plain arguments.
        if (function.Takes > 0 || function.Parameters.Length > MaxPlainArguments)
        {
            AddStackMachineForm(function);
        }
    }

    /// <summary>A procedure call may pass it whatever any call passes, and where handlers are open.</summary>
    private void BecomeProcedure(FunctionShape function)
    {
        SetOuterHandlers(function);
        foreach (string name in function.Parameters)
        {
            Flow(_elements, Variable(function, name));
        }

        if (function.ResultReceivers.Add(_elements))
        {
            foreach (var cell in function.ResultCells)
            {
                Flow(cell, _elements);
            }
        }
    }

    /// <summary>Arguments a function value can be called with by code that does not know its arity.</summary>
    private const int MaxPlainArguments = 8;

    /// <summary>A function can be called by code that is not followed: it receives, and gives back to, what that code may hold.</summary>
    private void OnEscape(FunctionShape function, FlowCell outside)
    {
        if (outside == _escaped)
        {
            SetOuterHandlers(function);
            if (_hasHandlersOnStackMachine)
            {
                AddFormUnderHandlers(function);
            }
        }

        foreach (string name in function.Parameters)
        {
            Flow(outside, Variable(function, name));
        }

        if (function.ResultReceivers.Add(outside))
        {
            foreach (var cell in function.ResultCells)
            {
                Flow(cell, outside);
            }
        }
    }

    private const string FrameReason = "the stack machine that calls it must see its frame";

    /// <summary>
    /// A handler that outlives its function may catch an error in the frame of another one, and a tail call replaces a
    /// frame by another; both need frames that the stack machine can see. So from here on it calls only its own code.
    /// </summary>
    private void KeepFramesOnStackMachine()
    {
        if (_keepsFramesOnStackMachine)
        {
            return;
        }

        _keepsFramesOnStackMachine = true;
        foreach (var function in _functions.All.ToArray())
        {
            if (function.IsValue || function.IsCalledByStackMachine)
            {
                MarkDynamic(function, FrameReason);
            }
        }
    }

    /// <summary>Makes a function callable on a stack machine, where what it captured can go anywhere.</summary>
    private void AddStackMachineForm(FunctionShape function) =>
        AddStackMachineForm(function, function.IsTopLevel ? MachineFrame.TopLevel : MachineFrame.DynamicFunction);

    private void AddStackMachineForm(FunctionShape function, MachineFrame frame)
    {
        foreach (string name in function.Captured ?? [])
        {
            Flow(Variable(function, name), _escaped);
        }

        AddStackMachineCode(function.Entry, frame);
    }

    private void AddStackMachineCode(int entry, MachineFrame frame)
    {
        if (!_hasStackMachineCode)
        {
            _hasStackMachineCode = true;
            Flow(_elements, _escaped);
            Flow(_escaped, _elements);
            Flow(_fieldsRead, _escaped);
            Flow(_escaped, _fieldsWritten);
            Flow(_external, _escaped);
            Flow(_escaped, _external);
        }

        _pendingCode.Enqueue((entry, frame));
    }

    private void WalkStackMachineCode(int entry, MachineFrame frame)
    {
        var pending = new Stack<int>();
        pending.Push(entry);
        while (pending.TryPop(out int index))
        {
            while (_stackMachineFrames[index] < frame)
            {
                _budget--;
                _stackMachineCode[index] = true;
                _stackMachineFrames[index] = frame;
                if (!WalkStackMachineInstruction(index, frame, pending))
                {
                    break;
                }

                index++;
            }
        }
    }

    private bool _hasStackMachineCode;

    /// <summary>Notes what an instruction does when a stack machine runs it; false when control never passes on to the next.</summary>
    private bool WalkStackMachineInstruction(int index, MachineFrame frame, Stack<int> pending)
    {
        var instruction = _program.Instructions[index];
        int target = _program.TargetOf(index);
        var opcode = instruction.Opcode;
        if (opcode is Opcode.Try or Opcode.TryBlock)
        {
            OpenHandlerOnStackMachine(frame);
        }
        else if (opcode is Opcode.TailCall or Opcode.TailCallFunction && frame != MachineFrame.DirectFunction)
        {
            KeepFramesOnStackMachine();
        }

        switch (opcode)
        {
            case Opcode.Jmp or Opcode.Jz or Opcode.Jnz or Opcode.Jf or Opcode.Jt or Opcode.Try or Opcode.ReceiveAfter or Opcode.ReceiveMatchAfter or Opcode.ReceiveMatchOfAfter:
                pending.Push(target);
                break;
            case Opcode.TryBlock or Opcode.CatchBlock:
                pending.Push(target + 1);
                break;
            case Opcode.Call or Opcode.TailCall:
                CallFromStackMachine(_functions.Get(target, instruction.ParameterNames(), captured: null));
                break;
            case Opcode.MakeFunction:
                var function = _functions.Get(target, instruction.ParameterNames(), captured: null);
                MakeValue(function);
                AddTarget(_escaped, function);
                break;
            case Opcode.MakeLambda or Opcode.MakeVariadic:
                // The captured names are known only at run time, so the body runs on the stack machine as well.
                MakeCapturesDynamic();
                var closure = _functions.Get(target, instruction.ParameterNames(), captured: []);
                MarkDynamic(closure, "it is the body of a closure made on a stack machine");
                AddTarget(_escaped, closure);
                break;
            case Opcode.Capture:
                MakeCapturesDynamic();
                break;
            case Opcode.Import:
                if (_program.Modules[target].Module is not null)
                {
                    _escapedImports.Add(target);
                    StartTopLevel(target);
                    foreach (var cell in _exports[target].Values.ToArray())
                    {
                        Flow(cell, _escaped);
                    }
                }

                break;
            case Opcode.Export:
                string name = instruction.NameOperand();
                for (int module = 0; module < _exports.Length; module++)
                {
                    Flow(_escaped, ExportCell(module, name));
                }

                break;
        }

        return !instruction.Info.Has(InstructionTraits.EndsBlock) || opcode == Opcode.CatchBlock;
    }

    private readonly HashSet<int> _escapedImports = [];

    private void CallFromStackMachine(FunctionShape function)
    {
        Start(function);
        function.IsCalledByStackMachine = true;
        _pendingEscapes.Enqueue((function, _escaped));
        if (_keepsFramesOnStackMachine)
        {
            MarkDynamic(function, FrameReason);
        }

        if (function.IsDynamic || function.Takes > 0)
        {
            AddStackMachineForm(function);
        }
    }
}
