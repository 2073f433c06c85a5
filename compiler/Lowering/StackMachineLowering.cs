using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Machine = TinyTotIL.Runtime.Operations.StackMachineOperations;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Lowers code that is not static in its heights, handlers or frames: one segment of the stack machine at a time.</summary>
/// <remarks>
/// A segment is a method over a fixed stretch of the instruction space, entered at any of its blocks by index. Each
/// instruction becomes calls on the machine that the context holds; calls and returns of the program only change the
/// machine and the index, never the native stack. Calls of direct functions are ordinary calls.
/// <para>
/// In a program with processes, code here may leave the native stack and go on later: the machine keeps everything, so it is enough that
/// it can be entered again. An instruction that may wait begins a block, to be run once more, and only looks at its operands
/// until it has succeeded. A call of a direct function tells the machine what it will leave, and goes on behind itself.
/// </para>
/// </remarks>
internal sealed partial class StackMachineLowering
{
    /// <summary>Instructions of a segment: its method stays below the sizes at which the JIT stops optimizing.</summary>
    public const int SegmentLength = 256;

    private readonly ProgramShape _shape;
    private readonly BytecodeProgram _program;
    private readonly LoweredNumbers _numbers;
    private readonly bool _withSteps;
    private readonly IrBuilder _builder = new();
    private readonly SortedDictionary<int, int> _blocks = [];
    private readonly Dictionary<int, int> _exits = [];
    private readonly bool[]? _comesRound;
    private readonly int _start;
    private readonly int _end;

    private readonly Instrumentation _instrumentation;

    private StackMachineLowering(ProgramShape shape, LoweredNumbers numbers, bool[]? comesRound, int segment, Instrumentation instrumentation, bool withSteps)
    {
        _withSteps = withSteps;
        (_shape, _program, _numbers, _comesRound) = (shape, shape.Program, numbers, comesRound);
        _instrumentation = instrumentation;
        _start = segment * SegmentLength;
        _end = Math.Min(_start + SegmentLength, _program.Instructions.Length);
    }

    /// <summary>Lowers a segment; null when a stack machine never runs any of it.</summary>
    /// <param name="shape">The program.</param>
    /// <param name="numbers">Numbers of functions and prototypes.</param>
    /// <param name="comesRound">Where each way round the code counts, from <see cref="CodeCycles"/>; null in a program without processes.</param>
    /// <param name="segment">Number of the segment.</param>
    /// <param name="number">Number of the function to make.</param>
    /// <param name="instrumentation">What the code tells of itself.</param>
    /// <param name="withSteps">Whether debuggers are to stop at each instruction.</param>
    public static IrFunction? Run(ProgramShape shape, LoweredNumbers numbers, bool[]? comesRound, int segment, int number, Instrumentation instrumentation, bool withSteps) =>
        new StackMachineLowering(shape, numbers, comesRound, segment, instrumentation, withSteps).Lower(segment, number);

    private IrFunction? Lower(int segment, int number)
    {
        int entry = _builder.NewBlock();
        for (int index = _start; index < _end; index++)
        {
            if (_shape.StackMachineCode[index] && BeginsBlock(index))
            {
                _blocks.Add(index, _builder.NewBlock());
            }
        }

        if (_blocks.Count == 0)
        {
            return null;
        }

        var parameter = _builder.Temporary("index", IrType.Index);
        _builder.Address = _start;
        _builder.Begin(entry, [], handler: null);
        _builder.End(new Terminator.Dispatch(_builder.Get(parameter), _start));
        foreach (var (leader, block) in _blocks)
        {
            LowerBlock(leader, block);
        }

        foreach (var (target, block) in _exits)
        {
            _builder.Address = target;
            _builder.Begin(block, [], handler: null);
            _builder.End(new Terminator.Dispatch(Index(target), target));
        }

        return _builder.Build(number, $"segment{segment}", IrFunctionKind.StackMachineSegment, _start, [parameter], results: 0);
    }

    private bool UsesProcesses => _comesRound is not null;

    private bool BeginsBlock(int index) =>
        index == _start || _shape.Leaders[index] || !_shape.StackMachineCode[index - 1] || IsCall(_program.Instructions[index - 1].Opcode)
        || (UsesProcesses && WaitingInstructions.MayWait(_program, index));

    private static bool IsCall(Opcode opcode) => opcode is Opcode.Call or Opcode.CallFunction or Opcode.CallProcedure or Opcode.Apply;

    private void LowerBlock(int leader, int block)
    {
        _builder.Begin(block, [], handler: null, leader);
        if ((_instrumentation & Instrumentation.OfEachInstruction) == 0 && _comesRound is { } comesRound && comesRound[leader])
        {
            _builder.Address = leader;
            _builder.Run(Machine.CheckPoint, canRaise: true, []);
        }

        for (int index = leader; ; index++)
        {
            _builder.Address = index;
            if (_withSteps)
            {
                _builder.Add(new IrInstruction.Step(index));
            }

            if (InstructionFactTable.IsTold(_program.Instructions[index].Opcode, _instrumentation))
            {
                _builder.Run(ObservationOperations.Before, canRaise: true, [], index);
            }

            LowerInstruction(index);
            if (!_builder.IsInBlock)
            {
                return;
            }

            if (index + 1 == _end || _blocks.ContainsKey(index + 1))
            {
                Jump(index + 1);
                return;
            }
        }
    }

    private void LowerInstruction(int index)
    {
        var instruction = _program.Instructions[index];
        var info = instruction.Info;
        int target = _program.TargetOf(index);
        if (info.Operation is not null)
        {
            LowerOperation(instruction, info);
            return;
        }

        switch (info.Opcode)
        {
            case Opcode.PushInt or Opcode.PushFloat or Opcode.PushStr or Opcode.PushText or Opcode.PushBool or Opcode.True or Opcode.False or Opcode.Null
                or Opcode.Unspecified or Opcode.PushDatum when !Literals.IsObject(instruction):
                var (type, value) = Literals.Of(instruction);
                Push(_builder.Constant(type, value));
                break;
            case Opcode.PushDatum:
                Push(_builder.Call(DatumLiteral.Load, canRaise: false, [], instruction.NameOperand()));
                break;
            case Opcode.Dup or Opcode.Pop or Opcode.Swap or Opcode.Over or Opcode.Rot:
                LowerShuffle(info);
                break;
            case Opcode.Store:
                _builder.Run(Machine.Store, canRaise: false, Pop(1, info), instruction.NameOperand());
                break;
            case Opcode.Load:
                Push(_builder.Call(Machine.Load, canRaise: true, [], instruction.NameOperand()));
                break;
            case Opcode.Delete:
                _builder.Run(Machine.Delete, canRaise: false, [], instruction.NameOperand());
                break;
            case Opcode.DumpScope:
                _builder.Run(Machine.DumpScope, canRaise: false, []);
                break;
            case Opcode.MakeList:
                ulong count = ((Operand.Number)instruction.Operand).Value;
                _builder.Run(Machine.NeedItems, canRaise: true, [], count);
                Push(_builder.Call(Machine.MakeList, canRaise: true, [], count));
                break;
            case Opcode.Native:
                LowerNative(instruction, info, index);
                break;
            case Opcode.Catch or Opcode.EndTryBlock or Opcode.Source or Opcode.Extern:
                break;
            case Opcode.Try:
                _builder.Run(Machine.OpenHandler, canRaise: true, [], target);
                break;
            case Opcode.TryBlock:
                LowerTryBlock(target);
                break;
            case Opcode.EndTry:
                _builder.Run(Machine.CloseHandler, canRaise: false, []);
                break;
            case Opcode.CatchBlock:
                _builder.Run(Machine.CloseHandler, canRaise: false, []);
                Jump(target + 1);
                break;
            case Opcode.Import:
                _builder.Run(Machine.Import, canRaise: true, [], target);
                break;
            case Opcode.Export:
                _builder.Run(Machine.Export, canRaise: true, [], instruction.NameOperand());
                break;
            default:
                LowerControl(instruction, info, index, target);
                break;
        }
    }

    private void LowerControl(Instruction instruction, InstructionInfo info, int index, int target)
    {
        switch (info.Opcode)
        {
            case Opcode.Jmp:
                Jump(target);
                break;
            case Opcode.Jz or Opcode.Jnz:
                var condition = Pop(1, info)[0];
                var (onFalsy, otherwise) = info.Opcode == Opcode.Jz ? (target, index + 1) : (index + 1, target);
                _builder.End(new Terminator.Branch(condition, IrEdge.To(BlockOf(onFalsy)), IrEdge.To(BlockOf(otherwise)), index));
                break;
            case Opcode.Jf or Opcode.Jt:
                var test = _builder.Call(IdentityOperations.IsTrue, canRaise: false, Pop(1, info));
                var (onFalse, onTrue) = info.Opcode == Opcode.Jf ? (target, index + 1) : (index + 1, target);
                _builder.End(new Terminator.Branch(test, IrEdge.To(BlockOf(onFalse)), IrEdge.To(BlockOf(onTrue)), index));
                break;
            case Opcode.ReceiveAfter or Opcode.ReceiveMatchAfter or Opcode.ReceiveMatchOfAfter:
                LowerTimedReceive(instruction, info, index, target);
                break;
            case Opcode.ReceiveMatch:
                Push(_builder.Call(ReceiveOperations.ReceiveMatch, canRaise: true, [], instruction.PatternsOperand()));
                Push(_builder.Call(ReceiveOperations.MatchedIndex, canRaise: false, []));
                break;
            case Opcode.ReceiveMatchOf:
                var matched = _builder.Call(ReceiveOperations.ReceiveMatchOf, canRaise: true, Borrow(1, info));
                _builder.Run(Machine.DropBorrowed, canRaise: false, []);
                Push(matched);
                Push(_builder.Call(ReceiveOperations.MatchedIndex, canRaise: false, []));
                break;
            case Opcode.SpawnMonitor:
                var started = _builder.Call(ProcessOperations.SpawnMonitor, canRaise: true, Pop(1, info));
                Push(started);
                Push(_builder.Call(ProcessOperations.ReferenceTo, canRaise: false, [started]));
                break;
            case Opcode.SpawnWith:
                ulong arguments = ((Operand.Number)instruction.Operand).Value;
                _builder.Run(Machine.NeedItems, canRaise: true, [], (ulong)instruction.Takes());
                var function = PopKnown(1)[0];
                var list = _builder.Call(Machine.MakeList, canRaise: true, [], arguments);
                Push(_builder.Call(ProcessOperations.SpawnWith, canRaise: true, [list, function]));
                break;
            case Opcode.Halt:
                _builder.Run(ControlOperations.Halt, canRaise: true, []);
                _builder.End(new Terminator.Unreachable(index));
                break;
            case Opcode.Ret:
                Dispatch(_builder.Call(Machine.Return, canRaise: true, []));
                break;
            case Opcode.Capture:
                _builder.Run(Machine.Capture, canRaise: true, [], instruction.NameOperand());
                break;
            case Opcode.MakeFunction:
                Push(_builder.Call(Machine.MakeFunction, canRaise: false, [], Prototype(index, target, instruction, isClosure: false)));
                break;
            case Opcode.MakeLambda or Opcode.MakeVariadic:
                Push(_builder.Call(Machine.MakeLambda, canRaise: false, [], Prototype(index, target, instruction, isClosure: true)));
                break;
            case Opcode.Call:
                LowerCall(instruction, index, target);
                break;
            case Opcode.TailCall:
                Dispatch(_builder.Call(Machine.TailCall, canRaise: true, [], Prototype(index, target, instruction, isClosure: false)));
                break;
            case Opcode.CallFunction:
                Dispatch(_builder.Call(Machine.CallFunction, canRaise: true, [], index + 1));
                break;
            case Opcode.TailCallFunction:
                Dispatch(_builder.Call(Machine.TailCallFunction, canRaise: true, []));
                break;
            default:
                LowerLisp(instruction, info, index);
                break;
        }
    }

    private void LowerOperation(Instruction instruction, InstructionInfo info)
    {
        if (UsesProcesses && info.Pops > 0 && WaitingInstructions.MayWait(info))
        {
            LowerWait(instruction, info);
            return;
        }

        var arguments = info.Opcode == Opcode.Index ? PopIndexed(info) : Pop(info.Pops, info);
        if (OperationCall.Add(_builder, instruction, arguments, UsesProcesses) is { } pushed)
        {
            Push(pushed);
        }
    }

    private void LowerNative(Instruction instruction, InstructionInfo info, int index)
    {
        var function = _program.NativeOf(index)!;
        int count = (int)instruction.Takes();
        bool mayWait = UsesProcesses && count > 0 && NativeLowering.OperationOf(function).Suspends;
        var result = NativeLowering.Add(_builder, function, mayWait ? Borrow(count, info) : Pop(count, info));
        if (mayWait)
        {
            _builder.Run(Machine.DropBorrowed, canRaise: false, []);
        }

        Push(result);
    }

    private void LowerTimedReceive(Instruction instruction, InstructionInfo info, int index, int target)
    {
        var operands = Borrow(info.Pops, info);
        var message = info.Opcode switch
        {
            Opcode.ReceiveAfter => _builder.Call(ReceiveOperations.ReceiveAfter, canRaise: true, operands),
            Opcode.ReceiveMatchAfter => _builder.Call(ReceiveOperations.ReceiveMatchAfter, canRaise: true, operands, instruction.PatternsOperand()),
            _ => _builder.Call(ReceiveOperations.ReceiveMatchOfAfter, canRaise: true, operands),
        };
        _builder.Run(Machine.DropBorrowed, canRaise: false, []);
        int received = _builder.NewBlock();
        var taken = _builder.NewRegister(IrType.Any);
        _builder.End(new Terminator.Branch(
            _builder.Call(ReceiveOperations.HasReceived, canRaise: false, [message]),
            IrEdge.To(BlockOf(target)),
            new IrEdge(received, [message]),
            index));
        _builder.Begin(received, [taken], handler: null);
        Push(taken);
        if (info.Opcode != Opcode.ReceiveAfter)
        {
            Push(_builder.Call(ReceiveOperations.MatchedIndex, canRaise: false, []));
        }

        Jump(index + 1);
    }

    private void LowerWait(Instruction instruction, InstructionInfo info)
    {
        var pushed = OperationCall.Add(_builder, instruction, Borrow(info.Pops, info), UsesProcesses);
        if (_builder.IsInBlock)
        {
            _builder.Run(Machine.DropBorrowed, canRaise: false, []);
            if (pushed is { } result)
            {
                Push(result);
            }
        }
    }

    /// <summary>The operands of an instruction that may wait, deepest first; they stay on the stack.</summary>
    private ImmutableArray<Register> Borrow(int count, InstructionInfo info)
    {
        _builder.Run(Machine.Borrow, canRaise: true, [], count, info.ErrorName);
        var registers = ImmutableArray.CreateBuilder<Register>(count);
        for (int depth = count - 1; depth >= 0; depth--)
        {
            registers.Add(_builder.Call(Machine.Peek, canRaise: false, [], depth));
        }

        return registers.MoveToImmutable();
    }

    /// <summary>INDEX checks its index before it looks for the list.</summary>
    private ImmutableArray<Register> PopIndexed(InstructionInfo info)
    {
        var index = _builder.Call(Machine.PopIndex, canRaise: true, []);
        return [Pop(1, info)[0], index];
    }

    private void LowerShuffle(InstructionInfo info)
    {
        var popped = Pop(info.Pops, info);
        int[] order = info.Opcode switch
        {
            Opcode.Dup => [0, 0],
            Opcode.Swap => [1, 0],
            Opcode.Over => [0, 1, 0],
            Opcode.Rot => [1, 2, 0],
            _ => [],
        };
        foreach (int position in order)
        {
            Push(popped[position]);
        }
    }

    private void LowerTryBlock(int target)
    {
        if (((Operand.Catch)_program.Instructions[target].Operand).Name is { } name)
        {
            _builder.Run(Machine.OpenHandlerInto, canRaise: true, [], target + 1, name);
        }
        else
        {
            _builder.Run(Machine.OpenHandler, canRaise: true, [], target + 1);
        }
    }

    private void LowerCall(Instruction instruction, int index, int target)
    {
        var callee = _shape.Callees.Get(target, instruction.ParameterNames(), captured: null);
        int number = _numbers.FunctionOf(callee);
        if (number < 0 || callee.Takes > 0)
        {
            Dispatch(_builder.Call(Machine.Call, canRaise: true, [], Prototype(index, target, instruction, isClosure: false), index + 1));
            return;
        }

        _builder.Run(Machine.NeedItems, canRaise: true, [], (ulong)callee.Parameters.Length);
        if (_shape.StackMachineCode[target])
        {
            LowerCallUnderHandler(instruction, index, target, callee.Parameters.Length);
        }

        var arguments = PopKnown(callee.Parameters.Length);
        if (UsesProcesses)
        {
            _builder.Run(Machine.BeginCall, canRaise: false, [], index, callee.Results);
        }

        foreach (var result in _builder.CallFunction(number, arguments, callee.Returns ? callee.Results : null))
        {
            Push(result);
        }
    }

    /// <summary>Enters the callee on the machine when a handler would keep some of its values, and opens a block for all other calls.</summary>
    private void LowerCallUnderHandler(Instruction instruction, int index, int target, int arguments)
    {
        var (onMachine, direct) = (_builder.NewBlock(), _builder.NewBlock());
        var isBelow = _builder.Call(Machine.IsBelowHandler, canRaise: false, [], arguments);
        _builder.End(new Terminator.Branch(isBelow, IrEdge.To(direct), IrEdge.To(onMachine), index));
        _builder.Begin(onMachine, [], handler: null);
        Dispatch(_builder.Call(Machine.Call, canRaise: true, [], Prototype(index, target, instruction, isClosure: false), index + 1));
        _builder.Begin(direct, [], handler: null);
    }

    private int Prototype(int index, int target, Instruction instruction, bool isClosure) =>
        _numbers.PrototypeOf(
            index,
            _shape.Callees.Get(target, instruction.ParameterNames(), isClosure ? [] : null),
            isClosure);

    private void Push(Register register) => _builder.Run(Machine.Push, canRaise: true, [register]);

    private ImmutableArray<Register> Pop(int count, InstructionInfo info)
    {
        if (count == 0)
        {
            return [];
        }

        _builder.Run(Machine.Need, canRaise: true, [], count, info.ErrorName);
        return PopKnown(count);
    }

    private ImmutableArray<Register> PopKnown(int count)
    {
        var registers = new Register[count];
        for (int i = count - 1; i >= 0; i--)
        {
            registers[i] = _builder.Call(Machine.Pop, canRaise: false, []);
        }

        return [.. registers];
    }

    private Register Index(int index) => _builder.Constant(IrType.Index, Value.Int(index));

    private void Dispatch(Register index) => _builder.End(new Terminator.Dispatch(index, _builder.Address));

    private void Jump(int target) => _builder.End(new Terminator.Jump(IrEdge.To(BlockOf(target)), _builder.Address));

    /// <summary>The block of an index, or a block that leaves the segment for it.</summary>
    private int BlockOf(int index)
    {
        if (_blocks.TryGetValue(index, out int block) || _exits.TryGetValue(index, out block))
        {
            return block;
        }

        _exits.Add(index, block = _builder.NewBlock());
        return block;
    }
}
