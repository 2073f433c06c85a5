using System.Runtime.CompilerServices;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <summary>The reference meaning of a program: one stack machine that executes verified bytecode.</summary>
/// <remarks>
/// <para>
/// It does what the language specification says in the specification's own terms: one operand stack and one handler
/// stack for all calls, frames, and pending captures. Compiled code must agree with it, so it takes no shortcut that would
/// need an argument, and it shares with the compiler only the instruction table and the runtime's operations.
/// </para>
/// <para>
/// Rows of the table that bind an operation share one arm. The others have an arm each in <see cref="Run"/>; an arm
/// that fails raises in the context and returns, and the test after the switch leads to the handler, whatever the arm said
/// comes next.
/// </para>
/// </remarks>
internal sealed partial class Interpreter : SavedFrame, IMachineView
{
    /// <summary>The place control goes to when this machine is done: a return address no instruction has.</summary>
    public const int Leave = -1;

    private const int InitialStackValues = 64;

    private readonly InterpretedCode _code;
    private readonly int _stackLimit;
    private readonly Scope _pendingCaptures;
    private DecodedInstruction[] _instructions;
    private ProcessContext _context;
    private Value[] _stack;
    private int _height;
    private int _resumption;

    private Interpreter(InterpretedCode code, ProcessContext context)
    {
        _code = code;
        _instructions = code.Instructions;
        _context = context;
        _pendingCaptures = new Scope();
        _stackLimit = Math.Max(1, context.Limits.OperandStackValues);
        _stack = new Value[Math.Min(InitialStackValues, _stackLimit)];
        _scope = PushFrame(Leave, bytesBelow: 0);
    }

    /// <summary>Describes a program to the runtime so that running it means interpreting it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="upstreamHash">Whether HASH is to give what upstream's does.</param>
    /// <param name="reports">What is shown of it.</param>
    public static ProgramImage CreateImage(VerifiedProgram program, bool upstreamHash = false, ExecutionReports reports = ExecutionReports.None)
    {
        var linked = program.Program;
        var code = new InterpretedCode(InstructionDecoder.Decode(linked));
        var modules = linked.Modules
            .Select(module => new ModuleImage(module.Path, module.Start, module.Length, module.LoadError, BodyOf(module, code)))
            .ToArray();
        return new ProgramImage(modules, () => SymbolTable.Build(linked))
        {
            Globals = new GlobalNames(linked.Globals.Count, () => [.. linked.Globals]),
            UsesProcesses = linked.UsesProcesses,
            UsesLisp = linked.UsesLisp,
            HashesAsUpstream = upstreamHash,
            Instrumentation = Instrumentation.OnStackMachines | Instrumentation.Profile | Instrumentation.Coverage,
            Reports = reports,
            LoadFacts = () => InstructionFactTable.Build(linked),
            SpawnPrograms = linked.Programs,
            CallOnStackMachine = (context, function, arguments) => CallFromOutside(code, context, function, arguments),
            AddInstructions = (first, unit) => code.Add(first, (DecodedInstruction[])unit),
        };
    }

    /// <summary>Adds a unit of EVAL to a program that is interpreted.</summary>
    /// <param name="unit">The unit, which begins with making the procedure that evaluates it.</param>
    /// <param name="image">The program.</param>
    /// <returns>The procedure.</returns>
    public static FunctionValue Enter(VerifiedProgram unit, ProgramImage image)
    {
        int first = image.ReserveAddresses(unit.Program.Instructions.Length);
        var instructions = InstructionDecoder.Decode(unit.Program, first);
        image.AddInstructions!(first, instructions);
        image.AddUnit(first, SymbolTable.Build(unit.Program), InstructionFactTable.Build(unit.Program));
        return new FunctionValue(instructions[0].Prototype!);
    }

    private static Action<ProcessContext>? BodyOf(LinkedModule module, InterpretedCode code) =>
        module.Module is null ? null : context => new Interpreter(code, context).Run(module.Start);

    /// <summary>Executes instructions until the run ends or control leaves this machine.</summary>
    /// <remarks>Compiled at once and fully: the loop is entered once and never left, so it would stay in its first, slow form.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(int start)
    {
        int current = start;
        var observer = Begin();
        while (current != Leave)
        {
            var instruction = At(current);
            if (observer is not null && !TryStart(observer, current))
            {
                current = Recover(current);
                continue;
            }

            int next = current + 1;
            switch (instruction.Opcode)
            {
                case Opcode.PushInt or Opcode.PushFloat or Opcode.PushStr or Opcode.PushText or Opcode.PushBool
                    or Opcode.True or Opcode.False or Opcode.Null or Opcode.Unspecified:
                    Push(instruction.Constant);
                    break;
                case Opcode.Dup:
                    Duplicate(instruction);
                    break;
                case Opcode.Pop:
                    TryPop(instruction, out _);
                    break;
                case Opcode.Swap:
                    Swap(instruction);
                    break;
                case Opcode.Over:
                    Over(instruction);
                    break;
                case Opcode.Rot:
                    Rotate(instruction);
                    break;
                case Opcode.MakeList:
                    MakeList(instruction);
                    break;
                case Opcode.Index:
                    Index(instruction);
                    break;
                case Opcode.Jmp:
                    next = instruction.Target;
                    break;
                case Opcode.Jz:
                    next = TryPop(instruction, out var zero) && zero.IsFalsy() ? instruction.Target : next;
                    break;
                case Opcode.Jnz:
                    next = TryPop(instruction, out var nonzero) && !nonzero.IsFalsy() ? instruction.Target : next;
                    break;
                case Opcode.Jf:
                    next = TryPop(instruction, out var condition) && condition.IsFalse ? instruction.Target : next;
                    break;
                case Opcode.Jt:
                    next = TryPop(instruction, out var test) && !test.IsFalse ? instruction.Target : next;
                    break;
                case Opcode.PushDatum:
                    Push(instruction.Datum!.Value);
                    break;
                case Opcode.LoadGlobal:
                    PushResult(GlobalOperations.Load(_context, instruction.Slot));
                    break;
                case Opcode.DefineGlobal or Opcode.SetGlobal:
                    StoreGlobal(instruction);
                    break;
                case Opcode.CallProcedure:
                    next = CallProcedure(instruction, next);
                    break;
                case Opcode.TailCallProcedure:
                    next = TailCallProcedure(instruction);
                    break;
                case Opcode.Apply:
                    next = Apply(instruction, next);
                    break;
                case Opcode.TailApply:
                    next = TailApply(instruction);
                    break;
                case Opcode.MakeCases or Opcode.Values or Opcode.Vector:
                    Gather(instruction);
                    break;
                case Opcode.UnpackValues or Opcode.UnpackRest:
                    Unpack(instruction);
                    break;
                case Opcode.Call:
                    next = Call(instruction, next);
                    break;
                case Opcode.TailCall:
                    next = TailCall(instruction);
                    break;
                case Opcode.Ret:
                    next = Return();
                    break;
                case Opcode.CallFunction:
                    next = CallFunction(instruction, next);
                    break;
                case Opcode.TailCallFunction:
                    next = TailCallFunction(instruction);
                    break;
                case Opcode.Halt:
                    _context.Halt();
                    break;
                case Opcode.Store:
                    Store(instruction);
                    break;
                case Opcode.Load:
                    Load(instruction);
                    break;
                case Opcode.Delete:
                    Delete(instruction);
                    break;
                case Opcode.DumpScope:
                    ScopeOperations.Dump(_context, _scope);
                    break;
                case Opcode.MakeFunction:
                    Push(Value.From(new FunctionValue(instruction.Prototype!, captured: null)));
                    break;
                case Opcode.MakeLambda or Opcode.MakeVariadic:
                    MakeLambda(instruction);
                    break;
                case Opcode.Capture:
                    Capture(instruction);
                    break;
                case Opcode.Try or Opcode.TryBlock:
                    OpenHandler(instruction);
                    break;
                case Opcode.EndTry:
                    CloseHandler();
                    break;
                case Opcode.CatchBlock:
                    CloseHandler();
                    next = instruction.Target;
                    break;
                case Opcode.SpawnWith:
                    SpawnWith(instruction);
                    break;
                case Opcode.SpawnMonitor:
                    SpawnMonitor(instruction);
                    break;
                case Opcode.ReceiveMatchOf:
                    ReceiveMatchOf(instruction);
                    break;
                case Opcode.ReceiveMatch:
                    PushMatched(ReceiveOperations.ReceiveMatch(_context, instruction.Patterns!));
                    break;
                case Opcode.ReceiveAfter or Opcode.ReceiveMatchAfter or Opcode.ReceiveMatchOfAfter:
                    next = ReceiveInTime(instruction) ? next : instruction.Target;
                    break;
                case Opcode.Native:
                    CallNative(instruction);
                    break;
                case Opcode.Catch or Opcode.EndTryBlock or Opcode.Source or Opcode.Extern:
                    break;
                case Opcode.Import:
                    Import(instruction);
                    break;
                case Opcode.Export:
                    Export(instruction);
                    break;
                default:
                    ApplyRow(instruction);
                    break;
            }

            if (_context.Reductions < 0)
            {
                current = Recover(current);
            }
            else
            {
                current = next <= current && _context.IsPreemptive ? GoBackTo(next) : next;
            }
        }

        if (observer is not null)
        {
            End(observer);
        }
    }

    /// <summary>The instruction at an index, which may belong to a unit of EVAL that was added since this machine began.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DecodedInstruction At(int index) => ((uint)index < (uint)_instructions.Length ? _instructions[index] : null) ?? AtNew(index);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private DecodedInstruction AtNew(int index)
    {
        _instructions = _code.Instructions;
        return _instructions[index];
    }

    /// <summary>The shared arm: pops what the row's operation takes, calls it and pushes what it returns.</summary>
    private void ApplyRow(DecodedInstruction instruction)
    {
        if (instruction.Form == OperationForm.None)
        {
            throw new InternalCompilerException("interpret", $"{instruction.Opcode} has neither an operation nor an arm.");
        }

        if (!TryTake(instruction))
        {
            return;
        }

        var operation = instruction.Operation!;
        var taken = _stack.AsSpan(_height);
        switch (instruction.Form)
        {
            case OperationForm.Function0:
                PushResult(((Func<ProcessContext, Value>)operation)(_context));
                break;
            case OperationForm.Function1:
                PushResult(((Func<ProcessContext, Value, Value>)operation)(_context, taken[0]));
                break;
            case OperationForm.Function2:
                PushResult(((Func<ProcessContext, Value, Value, Value>)operation)(_context, taken[0], taken[1]));
                break;
            case OperationForm.Function3:
                PushResult(((Func<ProcessContext, Value, Value, Value, Value>)operation)(_context, taken[0], taken[1], taken[2]));
                break;
            case OperationForm.Function4:
                PushResult(((Func<ProcessContext, Value, Value, Value, Value, Value>)operation)(_context, taken[0], taken[1], taken[2], taken[3]));
                break;
            case OperationForm.Function0Text:
                PushResult(((Func<ProcessContext, string, Value>)operation)(_context, instruction.Name!));
                break;
            case OperationForm.Function0Number:
                PushResult(((Func<ProcessContext, ulong, Value>)operation)(_context, unchecked((ulong)instruction.Constant.AsInt)));
                break;
            case OperationForm.Function1Text:
                PushResult(((Func<ProcessContext, Value, string, Value>)operation)(_context, taken[0], instruction.Name!));
                break;
            case OperationForm.Function2Text:
                PushResult(((Func<ProcessContext, Value, Value, string, Value>)operation)(_context, taken[0], taken[1], instruction.Name!));
                break;
            case OperationForm.Action0:
                ((Action<ProcessContext>)operation)(_context);
                break;
            case OperationForm.Action1:
                ((Action<ProcessContext, Value>)operation)(_context, taken[0]);
                break;
            case OperationForm.Action1Number:
                ((Action<ProcessContext, Value, ulong>)operation)(_context, taken[0], unchecked((ulong)instruction.Constant.AsInt));
                break;
            case OperationForm.Action2:
                ((Action<ProcessContext, Value, Value>)operation)(_context, taken[0], taken[1]);
                break;
            case OperationForm.Action3:
                ((Action<ProcessContext, Value, Value, Value>)operation)(_context, taken[0], taken[1], taken[2]);
                break;
        }
    }

    /// <summary>
    /// INDEX checks the index before it takes the list: with a bad index the list stays, or its absence is not noticed.
    /// The operation checks in the same order, so it is called without a list for its error.
    /// </summary>
    private void Index(DecodedInstruction instruction)
    {
        if (Has(1) && !_stack[_height - 1].IsInt)
        {
            ListOperations.Index(_context, Value.Null, _stack[--_height]);
            return;
        }

        ApplyRow(instruction);
    }

    private void CallNative(DecodedInstruction instruction)
    {
        if (TryTake(instruction))
        {
            PushResult(instruction.Native!.Invoke(_context, _stack.AsSpan(_height, instruction.Takes)));
        }
    }

    private void MakeList(DecodedInstruction instruction)
    {
        if (CanTake(instruction.Constant.AsInt))
        {
            int count = (int)instruction.Constant.AsInt;
            _height -= count;
            PushResult(ListOperations.Make(_context, _stack.AsSpan(_height, count).ToArray()));
        }
    }

    private void Duplicate(DecodedInstruction instruction)
    {
        if (TryPop(instruction, out var value))
        {
            _height++;
            Push(value);
        }
    }

    private void Swap(DecodedInstruction instruction)
    {
        if (TryTake(instruction))
        {
            (_stack[_height], _stack[_height + 1]) = (_stack[_height + 1], _stack[_height]);
            _height += 2;
        }
    }

    private void Over(DecodedInstruction instruction)
    {
        if (TryTake(instruction))
        {
            _height += 2;
            Push(_stack[_height - 2]);
        }
    }

    private void Rotate(DecodedInstruction instruction)
    {
        if (TryTake(instruction))
        {
            var rising = _stack[_height];
            _stack[_height] = _stack[_height + 1];
            _stack[_height + 1] = _stack[_height + 2];
            _stack[_height + 2] = rising;
            _height += 3;
        }
    }

    /// <summary>
    /// Pops as many values as the row says; they lie above the new height until the next push. Values are popped one by
    /// one, so when there are too few, those there were are gone.
    /// </summary>
    private bool TryTake(DecodedInstruction instruction)
    {
        if (!Has(instruction.Takes))
        {
            _height = Lowest;
            _context.Raise(ErrorText.StackUnderflow(instruction.Row.ErrorName));
            return false;
        }

        _height -= instruction.Takes;
        return true;
    }

    /// <summary>Whether the current call may take so many values; looks for them under this machine's own as well.</summary>
    private bool Has(int count) => _height - Lowest >= count || (_floor < 0 && TryPullValues(count));

    /// <summary>The lowest of this machine's own values that the current call may take.</summary>
    private int Lowest => Math.Max(0, _floor);

    private bool TryPop(DecodedInstruction instruction, out Value value)
    {
        if (!Has(1))
        {
            value = default;
            _context.Raise(ErrorText.StackUnderflow(instruction.Row.ErrorName));
            return false;
        }

        value = _stack[--_height];
        return true;
    }

    /// <summary>Whether a list or a call finds its values; raises, with nothing popped, when it does not.</summary>
    /// <param name="count">How many; the bits of an unsigned number.</param>
    private bool CanTake(long count)
    {
        if (count >= 0 && Has((int)Math.Min(count, int.MaxValue)))
        {
            return true;
        }

        _context.Raise(ErrorText.InsufficientStackItems(unchecked((ulong)count), _height - Lowest));
        return false;
    }

    private void PushResult(Value value)
    {
        if (_context.Reductions >= 0)
        {
            Push(value);
        }
    }

    private void Push(Value value)
    {
        if (_height == _stack.Length && !TryGrow())
        {
            _context.Raise(ErrorText.OperandStackOverflow);
            return;
        }

        _stack[_height++] = value;
    }

    private bool TryGrow()
    {
        if (_stack.Length == _stackLimit)
        {
            return false;
        }

        Array.Resize(ref _stack, (int)Math.Min(_stackLimit, _stack.Length * 2L));
        return true;
    }
}
