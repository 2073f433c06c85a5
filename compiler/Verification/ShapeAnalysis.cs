using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Verification;

/// <summary>
/// Divides a program into functions and finds, for each, its effect on the operand stack, the handlers open at every
/// point, and the functions that each call through a value may reach.
/// </summary>
/// <remarks>
/// <para>
/// The bytecode has one operand stack and one handler stack for all calls, no function boundaries, and parameter names
/// that belong to call sites. This analysis finds the programs, and the parts of programs, that nevertheless behave like
/// ordinary functions: on every path to RET the same change of height, no handler left open or closed for somebody
/// else, and captures that never wait across a call. Those are <em>direct</em>: they become methods with registers.
/// Anything else, and every function that calls it, is <em>dynamic</em> and runs on a stack machine, which is exact for
/// all programs. A dynamic function may still call direct ones.
/// </para>
/// <para>
/// It is one monotone fixpoint over blocks. Heights and handlers are flow-sensitive; functions in variables, fields and
/// list elements are tracked by inclusion (Andersen's analysis over function values only), one cell for each variable of
/// each function, each field name, and all list elements. A function's effect is known when its first RET is reached;
/// blocks that wait for it are looked at again. Work is bounded: a program that exceeds the budget is wholly dynamic.
/// </para>
/// </remarks>
internal sealed partial class ShapeAnalysis
{
    /// <summary>Values passed in one direct call; beyond it the call runs on a stack machine.</summary>
    private const int MaxArguments = 100;

    /// <summary>Stack height inside a direct function.</summary>
    private const int MaxHeight = 1000;

    /// <summary>Instructions of a direct function: a bound on the native frame and on the JIT's work for one method.</summary>
    private const int MaxFunctionLength = 4000;

    private readonly BytecodeProgram _program;
    private readonly bool[] _leaders;
    private readonly FunctionIndex _functions = new();
    private readonly FunctionShape?[] _topLevels;
    private readonly Queue<BlockShape> _queue = new();
    private readonly Queue<(int Entry, MachineFrame Frame)> _pendingCode = new();
    private readonly Queue<(FunctionShape Function, FlowCell Outside)> _pendingEscapes = new();
    private readonly Dictionary<HandlerRecord, HandlerRecord> _handlers = [];
    private readonly Dictionary<CaptureRecord, CaptureRecord> _captures = [];
    private readonly Lazy<HashSet<string>> _deletes;
    private readonly Lazy<HashSet<string>> _captured;

    /// <summary>Whether any function may be called as a procedure, with anything.</summary>
    private readonly bool _callsProcedures;
    private long _budget;
    private bool _hasDynamicCaptures;

    private ShapeAnalysis(BytecodeProgram program)
    {
        _program = program;
        _leaders = LeaderFinder.Find(program);
        _topLevels = new FunctionShape?[program.Modules.Length];
        _exports = [.. program.Modules.Select(_ => new Dictionary<string, FlowCell>())];
        _stackMachineCode = new bool[program.Instructions.Length];
        _stackMachineFrames = new MachineFrame[program.Instructions.Length];
        _budget = 200_000 + (40L * program.Instructions.Length);
        _deletes = new Lazy<HashSet<string>>(() =>
            [.. _program.Instructions.Where(i => i.Opcode == Opcode.Delete).Select(i => i.NameOperand())]);
        _captured = new Lazy<HashSet<string>>(() =>
            [.. _program.Instructions.Where(i => i.Opcode == Opcode.Capture).Select(i => i.NameOperand()).Where(name => !_deletes.Value.Contains(name))]);
        _callsProcedures = _program.Instructions.Any(instruction => instruction.CallsProcedure);
        _elements = new FlowCell();
        _fieldsWritten = new FlowCell();
        _fieldsRead = new FlowCell();
        _escaped = new FlowCell();
        _external = new FlowCell();
        Flow(_fieldsWritten, _fieldsRead);
    }

    /// <summary>Analyses a program.</summary>
    /// <param name="verified">The program.</param>
    public static ProgramShape Run(VerifiedProgram verified)
    {
        var analysis = new ShapeAnalysis(verified.Program);
        analysis.StartTopLevel(0);
        analysis.StartPrograms();
        analysis.Drain();
        return analysis._budget < 0 ? WithoutDirectFunctions(verified.Program, analysis._leaders, "the program is too intricate to analyse within the budget") : new ProgramShape(
            verified.Program,
            analysis._leaders,
            analysis._functions.All,
            analysis._topLevels,
            analysis._functions,
            [.. analysis._exports.Select(names => names.Keys.ToArray())],
            analysis._stackMachineCode);
    }

    /// <summary>The answer that is right for every program and costs nothing to find: all of it runs on stack machines.</summary>
    /// <param name="verified">The program.</param>
    public static ProgramShape WithoutDirectFunctions(VerifiedProgram verified) =>
        WithoutDirectFunctions(verified.Program, LeaderFinder.Find(verified.Program), "it is compiled to be observed");

    private static ProgramShape WithoutDirectFunctions(BytecodeProgram program, bool[] leaders, string reason)
    {
        var functions = new FunctionIndex();
        var topLevels = new FunctionShape?[program.Modules.Length];
        for (int module = 0; module < topLevels.Length; module++)
        {
            topLevels[module] = functions.AddTopLevel(program.Modules[module].Start, module);
            topLevels[module]!.DynamicReason = reason;
        }

        var code = new bool[program.Instructions.Length];
        Array.Fill(code, true);
        return new ProgramShape(program, leaders, functions.All, topLevels, functions, [.. topLevels.Select(_ => Array.Empty<string>())], code);
    }

    private void Drain()
    {
        while (_budget >= 0)
        {
            // What follows from a fact is queued, never done at once: chains of functions may be very long.
            if (_pendingCode.TryDequeue(out var code))
            {
                WalkStackMachineCode(code.Entry, code.Frame);
            }
            else if (_pendingEscapes.TryDequeue(out var escaped))
            {
                OnEscape(escaped.Function, escaped.Outside);
            }
            else if (_queue.TryDequeue(out var block))
            {
                block.IsQueued = false;
                if (!block.Function.IsDynamic)
                {
                    Simulate(block);
                }
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>What may be started by its name runs like the main program, and whoever else is linked with it.</summary>
    private void StartPrograms()
    {
        foreach (int module in _program.Programs.Values)
        {
            if (_program.Modules[module].Module is not null)
            {
                StartTopLevel(module);
            }
        }
    }

    private FunctionShape StartTopLevel(int module)
    {
        var function = _topLevels[module] ??= _functions.AddTopLevel(_program.Modules[module].Start, module);
        Start(function);
        return function;
    }

    private void Start(FunctionShape function)
    {
        if (function.IsStarted)
        {
            return;
        }

        function.IsStarted = true;
        if (function.Parameters.Length > MaxArguments || function.Captured?.Length > MaxArguments)
        {
            MarkDynamic(function, $"it has more than {MaxArguments} parameters or captured variables");
            return;
        }

        var assigned = _assigned;
        _assigned = [];
        Visit(function, function.Entry, bottom: 0, [], handler: null, captures: null);
        _assigned = assigned;
    }

    private void Enqueue(BlockShape block)
    {
        block.Waiting = null;
        EnqueueWaiting(block);
    }

    private void EnqueueWaiting(BlockShape block)
    {
        if (!block.IsQueued)
        {
            block.IsQueued = true;
            _queue.Enqueue(block);
        }
    }

    private void EnqueueAll(IEnumerable<BlockShape> blocks)
    {
        foreach (var block in blocks.ToArray())
        {
            Enqueue(block);
        }
    }

    /// <summary>Merges a way of reaching a block into what is known of it.</summary>
    private void Visit(FunctionShape function, int leader, int bottom, List<FlowCell?> slots, HandlerRecord? handler, CaptureRecord? captures)
    {
        if (!function.Blocks.TryGetValue(leader, out var block))
        {
            block = new BlockShape(function, leader, bottom, [], handler, captures);
            foreach (var cell in slots)
            {
                block.Slots.Add(null);
            }

            block.Assigned = _assigned;
            function.Blocks.Add(leader, block);
            MergeSlots(block, bottom, slots);
            Enqueue(block);
            return;
        }

        var stillAssigned = block.Assigned.Intersect(_assigned);
        bool forgets = stillAssigned.Count < block.Assigned.Count;
        block.Assigned = stillAssigned;

        if (block.Height != bottom + slots.Count)
        {
            MarkDynamic(function, $"the stack height at instruction {leader} is not the same on every path");
        }
        else if (!ReferenceEquals(block.Handler, handler))
        {
            MarkDynamic(function, $"the open handlers at instruction {leader} are not the same on every path");
        }
        else if (!ReferenceEquals(block.Captures, captures))
        {
            MakeCapturesDynamic();
        }
        else if (MergeSlots(block, bottom, slots) | forgets)
        {
            Enqueue(block);
        }
    }

    private bool MergeSlots(BlockShape block, int bottom, List<FlowCell?> slots)
    {
        bool changed = false;
        while (block.Bottom > bottom)
        {
            block.Bottom--;
            block.Slots.Insert(0, _escaped);
            changed = true;
        }

        // What this way left untouched is still the caller's where another way has put something else.
        int untouched = bottom - block.Bottom;
        for (int i = 0; i < block.Slots.Count; i++)
        {
            changed |= MergeSlot(block, i, i < untouched ? _escaped : slots[i - untouched]);
        }

        return changed;
    }

    private bool MergeSlot(BlockShape block, int position, FlowCell? cell)
    {
        if (cell is null || cell == block.Slots[position])
        {
            return false;
        }

        bool isNew = block.Slots[position] is null;
        Flow(cell, block.Slots[position] ??= new FlowCell());
        return isNew;
    }

    /// <summary>Leaves a function, and by and by every function that calls it, to a stack machine.</summary>
    private void MarkDynamic(FunctionShape function, string reason)
    {
        var pending = new Stack<(FunctionShape Function, string Reason)>();
        pending.Push((function, reason));
        while (pending.TryPop(out var next))
        {
            if (next.Function.IsDynamic)
            {
                continue;
            }

            next.Function.DynamicReason = next.Reason;
            foreach (var caller in next.Function.Callers)
            {
                pending.Push((caller.Function, $"it calls the code at instruction {next.Function.Entry}, which runs on a stack machine"));
            }

            AddStackMachineForm(next.Function);
        }
    }

    private void MakeCapturesDynamic()
    {
        if (_hasDynamicCaptures)
        {
            return;
        }

        _hasDynamicCaptures = true;
        foreach (var function in _functions.All.ToArray())
        {
            EnqueueAll(function.Blocks.Values);
        }
    }

    private void SetNet(FunctionShape function, int net)
    {
        if (function.Net is null)
        {
            function.Net = net;
            if (function.Results > MaxArguments)
            {
                MarkDynamic(function, $"it leaves more than {MaxArguments} values");
            }

            foreach (var caller in function.Callers)
            {
                if (caller.Waiting?.Callee != function)
                {
                    caller.Waiting = null;
                }

                EnqueueWaiting(caller);
            }
        }
        else if (function.Net != net)
        {
            MarkDynamic(function, "its effect on the stack is not the same on every path to RET");
        }
    }

    private void RaiseTakes(FunctionShape function, int takes)
    {
        if (takes <= function.Takes)
        {
            return;
        }

        if (function.IsTopLevel)
        {
            MarkDynamic(function, "it can find the operand stack empty");
        }
        else if (takes > MaxArguments)
        {
            MarkDynamic(function, $"it takes more than {MaxArguments} values of its caller");
        }
        else
        {
            function.Takes = takes;
            EnqueueAll(function.Callers);
            EnqueueAll(function.Blocks.Values);
            if (function.IsValue || function.IsCalledByStackMachine)
            {
                AddStackMachineForm(function);
            }
        }
    }

    private void SetOuterHandlers(FunctionShape function)
    {
        if (!function.HasOuterHandlers)
        {
            function.HasOuterHandlers = true;
            EnqueueAll(function.Blocks.Values);
        }
    }

    private HandlerRecord Intern(HandlerRecord record)
    {
        _handlers.TryAdd(record, record);
        return _handlers[record];
    }

    private CaptureRecord Intern(CaptureRecord record)
    {
        _captures.TryAdd(record, record);
        return _captures[record];
    }
}
