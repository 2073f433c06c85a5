using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>Prepares a function: its blocks become one row of steps, its registers and variables slots of a frame.</summary>
internal sealed class IrDecoder
{
    private readonly IrCode _code;
    private readonly IrFunction _function;
    private readonly ControlFlow _flow;
    private readonly SlotAllocation _slots;
    private readonly List<IrStep> _steps = [];
    private readonly Dictionary<int, IrHandler> _handlers = [];
    private readonly int[] _starts;
    private IrHandler? _handler;

    private IrDecoder(IrCode code)
    {
        (_code, _function) = (code, code.Function);
        _flow = new ControlFlow(_function);
        _slots = new SlotAllocation(_flow, _function.Variables.Length);
        _starts = new int[_function.Blocks.Length];
    }

    /// <summary>Prepares a function.</summary>
    /// <param name="code">The function.</param>
    public static IrBody Decode(IrCode code) => new IrDecoder(code).Decode();

    /// <summary>A slot that nothing else uses.</summary>
    private int FreeSlot => _function.Variables.Length + _slots.Count;

    private IrBody Decode()
    {
        foreach (int number in _flow.Order)
        {
            var block = _function.Blocks[number];
            _starts[number] = _steps.Count;
            _handler = HandlerOf(block);
            foreach (var instruction in block.Instructions)
            {
                if (Decode(instruction) is { } step)
                {
                    _steps.Add(step);
                }
            }

            _steps.Add(Decode(block.Terminator));
        }

        foreach (var step in _steps)
        {
            // So far these are numbers of blocks.
            if (step.Opcode is IrOpcode.Jump or IrOpcode.Branch)
            {
                (step.Next, step.Otherwise) = (_starts[step.Next], _starts[step.Otherwise]);
            }
        }

        foreach (var handler in _handlers.Values)
        {
            handler.Position = _starts[handler.Block];
        }

        return new IrBody(_code, [.. _steps], FreeSlot + 1, Leaders());
    }

    private IrHandler? HandlerOf(BasicBlock block)
    {
        if (block.Handler is not { } number)
        {
            return null;
        }

        if (!_handlers.TryGetValue(number, out var handler))
        {
            _handlers.Add(number, handler = new IrHandler(number, _function.Blocks[number].Instructions[0].Site));
        }

        return handler;
    }

    private int[] Leaders()
    {
        if (!_code.IsSegment)
        {
            return [];
        }

        int[] leaders = new int[_code.Program.Module.SegmentLength];
        Array.Fill(leaders, -1);
        foreach (var block in _function.Blocks.Where(block => block.Leader >= 0))
        {
            leaders[block.Leader - _function.Entry] = _starts[block.Number];
        }

        return leaders;
    }

    /// <summary>The step of an instruction; null for one that does nothing here.</summary>
    private IrStep? Decode(IrInstruction instruction) => instruction switch
    {
        IrInstruction.Constant constant => New(instruction, IrOpcode.Constant, constant: _code.Program.Shared(constant.Value)),
        IrInstruction.GetVariable get => Copy(instruction, _slots[get.Defined], get.Variable.Number),
        IrInstruction.SetVariable set => Copy(instruction, set.Variable.Number, _slots[set.Value]),
        IrInstruction.Narrow narrow => Copy(instruction, _slots[narrow.Defined], _slots[narrow.Value]),
        IrInstruction.CheckSet check => New(instruction, IrOpcode.CheckSet, text: check.Name),
        IrInstruction.CallOperation call => Operation(call),
        IrInstruction.Primitive primitive => New(instruction, IrOpcode.Primitive, number: (int)primitive.Operator),
        IrInstruction.LoadCaptured captured => New(instruction, IrOpcode.LoadCaptured, number: captured.Number),
        IrInstruction.MakeList list => New(instruction, ListForm(list.Defined.Type)),
        IrInstruction.Gather gather => Gather(gather),
        IrInstruction.MakeFunction make => New(instruction, FormOf(make), prototype: _code.Program.Prototypes[make.Prototype]),
        IrInstruction.Call call => New(instruction, _code.IsSegment ? IrOpcode.CallNested : IrOpcode.Call, callee: _code.Program.Codes[call.Callee]),
        IrInstruction.CallValue call => New(instruction, FormOf(call.Form, IrOpcode.CallValue)),
        IrInstruction.ExtraResult extra => New(instruction, IrOpcode.ExtraResult, number: extra.Number),
        IrInstruction.CatchException => New(instruction, IrOpcode.Catch),
        IrInstruction.CheckPoint check => CheckPoint(check),

        // Every check point counts in the context here, so that nothing is taken over and given back.
        IrInstruction.BeginCount or IrInstruction.EndCount => null,

        // For debuggers of IL.
        IrInstruction.Step => null,
        _ => throw new InternalCompilerException("interpret", $"{instruction.GetType().Name} has no step", _function.Name),
    };

    private IrStep Decode(Terminator terminator) => terminator switch
    {
        Terminator.Jump jump => New(terminator, IrOpcode.Jump, jump.Target, jump.Target),
        Terminator.Branch branch => New(terminator, IrOpcode.Branch, branch.IfFalsy, branch.Otherwise),
        Terminator.Return => New(terminator, IrOpcode.Return),
        Terminator.TailCall call when call.Callee == _function.Number => AgainFromTheStart(call),
        Terminator.TailCall call => New(terminator, IrOpcode.TailCall, callee: _code.Program.Codes[call.Callee]),
        Terminator.TailCallValue call => New(terminator, FormOf(call.Form, IrOpcode.TailCallValue)),
        Terminator.Unreachable => New(terminator, IrOpcode.Unreachable),
        Terminator.Dispatch => New(terminator, IrOpcode.Dispatch),
        _ => throw new InternalCompilerException("interpret", $"{terminator.GetType().Name} has no step", _function.Name),
    };

    private static IrOpcode ListForm(IrType type) => type switch
    {
        IrType.IntArray => IrOpcode.MakeIntArray,
        IrType.FloatArray => IrOpcode.MakeFloatArray,
        _ => IrOpcode.MakeList,
    };

    private IrOpcode FormOf(IrInstruction.MakeFunction make) =>
        _code.Program.Module.Prototypes[make.Prototype].Captured is null ? IrOpcode.MakeFunction : IrOpcode.MakeClosure;

    /// <summary>The forms of a call stand one behind the other.</summary>
    private static IrOpcode FormOf(ProcedureForm form, IrOpcode known) => known + (byte)form;

    private IrStep New(
        IrInstruction instruction,
        IrOpcode opcode,
        Value constant = default,
        string text = "",
        int number = 0,
        FunctionPrototype? prototype = null,
        IrCode? callee = null)
    {
        int[] operands = SlotsOf(instruction.Operands);
        return new IrStep
        {
            Opcode = opcode,
            Address = instruction.Address,
            Site = instruction.Site,
            Handler = _handler,
            Target = instruction.Target is { } target ? _slots[target] : -1,
            A = operands.Length > 0 ? operands[0] : 0,
            B = operands.Length > 1 ? operands[1] : 0,
            Operands = operands,
            MayRaise = instruction.MayRaise,
            Constant = constant,
            Text = text,
            Number = number,
            Prototype = prototype,
            Callee = callee,
        };
    }

    private static IrStep Copy(IrInstruction instruction, int target, int source) =>
        new() { Opcode = IrOpcode.Copy, Address = instruction.Address, Target = target, A = source };

    private IrStep Operation(IrInstruction.CallOperation call) => new()
    {
        Opcode = IrOpcode.Operation,
        Address = call.Address,
        Site = call.Site,
        Handler = _handler,
        Target = call.Defined is { } target ? _slots[target] : -1,
        Operands = SlotsOf(call.Arguments),
        Operation = OperationAdapter.For(call.Operation),
        Immediates = ImmediatesOf(call),
        MayRaise = call.CanRaise || call.Operation.Suspends,
        IsLast = LastCaptures.IsLast(call),
    };

    private object?[] ImmediatesOf(IrInstruction.CallOperation call)
    {
        var immediates = new object?[call.Immediates.Length];
        int next = 0;
        foreach (var type in call.Operation.ParameterTypes.Where(type => !call.Operation.IsRegister(type)))
        {
            immediates[next] = _code.Program.Immediate(type, call.Immediates[next]);
            next++;
        }

        return immediates;
    }

    private IrStep Gather(IrInstruction.Gather gather)
    {
        var method = gather.Operation.Method;
        OperationBody body;
        if (gather.Operation.TakesContext)
        {
            var make = method.CreateDelegate<Func<ProcessContext, Value[], Value>>();
            body = (context, slots, operands, _) => make(context, OperationAdapter.Collect(slots, operands));
        }
        else
        {
            var make = method.CreateDelegate<Func<Value[], Value>>();
            body = (_, slots, operands, _) => make(OperationAdapter.Collect(slots, operands));
        }

        return new IrStep
        {
            Opcode = IrOpcode.Operation,
            Address = gather.Address,
            Site = gather.Site,
            Handler = _handler,
            Target = _slots[gather.Defined],
            Operands = SlotsOf(gather.Elements),
            Operation = body,
            MayRaise = gather.CanRaise,
        };
    }

    private IrStep CheckPoint(IrInstruction.CheckPoint check) => new()
    {
        Opcode = IrOpcode.CheckPoint,
        Address = check.Address,
        Site = check.Site,
        Handler = _handler,
        Number = check.Cost,
        Place = check.Place,
        MayRaise = true,
    };

    private IrStep New(Terminator terminator, IrOpcode opcode, IrEdge next, IrEdge otherwise) => new()
    {
        Opcode = opcode,
        Address = terminator.Address,
        A = terminator.Operands is [var condition, ..] ? _slots[condition] : 0,
        Next = next.Block,
        Moves = MovesOf(next),
        Otherwise = otherwise.Block,
        OtherMoves = MovesOf(otherwise),
    };

    private IrStep New(Terminator terminator, IrOpcode opcode, IrCode? callee = null)
    {
        int[] operands = SlotsOf(terminator.Operands);
        return new IrStep
        {
            Opcode = opcode,
            Address = terminator.Address,
            Handler = _handler,
            A = operands.Length > 0 ? operands[0] : 0,
            Operands = operands,
            Callee = callee,
        };
    }

    /// <summary>A tail call of the function itself needs no call.</summary>
    private IrStep AgainFromTheStart(Terminator.TailCall call) => new()
    {
        Opcode = IrOpcode.Jump,
        Address = call.Address,
        Next = 0,
        Moves = SlotMoves.Order(call.Arguments.Select((argument, i) => (_function.Parameters[i].Number, _slots[argument])), FreeSlot),
    };

    private SlotMoves MovesOf(IrEdge edge)
    {
        if (edge.Arguments.IsEmpty)
        {
            return SlotMoves.None;
        }

        var parameters = _function.Blocks[edge.Block].Parameters;
        return SlotMoves.Order(edge.Arguments.Select((argument, i) => (_slots[parameters[i]], _slots[argument])), FreeSlot);
    }

    private int[] SlotsOf(ImmutableArray<Register> registers)
    {
        if (registers.IsEmpty)
        {
            return [];
        }

        int[] slots = new int[registers.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = _slots[registers[i]];
        }

        return slots;
    }
}
