using System.Runtime.CompilerServices;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>Executes a program in register form, as it is after lowering and the passes.</summary>
/// <remarks>
/// <para>
/// All calls it makes itself are frames on the heap, so that no depth of them needs native stack, and leaving the stack means to keep the machine.
/// What it executes, and how, is what emission would write: it differs in nothing but in having no IL between. So it tells a fault of lowering or
/// of a pass from one of emission.
/// </para>
/// <para>
/// A slot holds a <see cref="Value"/> whatever the type of its register; indexes are integers there, and tables of variables and arrays of numbers,
/// which are no values of the language, their own tags. So nothing is boxed or unboxed, and narrowing is a copy.
/// </para>
/// </remarks>
internal sealed partial class IrMachine : SavedFrame
{
    /// <summary>The place control goes to when this machine is done, or leaves the native stack.</summary>
    private const int Left = -1;

    private ProcessContext _context;
    private IrFrame _frame;
    private Value _result;
    private Resumption _resumption;

    private IrMachine(ProcessContext context, IrFrame frame) => (_context, _frame) = (context, frame);

    /// <summary>Goes on from calls that a continuation holds.</summary>
    /// <param name="frame">The innermost call.</param>
    /// <param name="resumption">How it goes on.</param>
    public IrMachine(IrFrame frame, Resumption resumption) => (_context, _frame, _resumption) = (null!, frame, resumption);

    /// <summary>Calls a function on a machine of its own.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="code">The function.</param>
    /// <param name="function">The closure, whose captured values come before the arguments; null for none.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The topmost result; null when it has none, and anything when something is under way.</returns>
    public static Value Call(ProcessContext context, IrCode code, FunctionValue? function, Value[] arguments)
    {
        var body = code.Body;
        var frame = new IrFrame(body, body.NewSlots(), caller: null, bytesBelow: 0);
        Bind(frame.Slots, function, arguments);
        return new IrMachine(context, frame).Run(0);
    }

    /// <summary>Runs a segment of the stack machine.</summary>
    /// <param name="context">The running process, with the machine.</param>
    /// <param name="code">The segment.</param>
    /// <param name="index">Index of the instruction to begin with.</param>
    /// <returns>Index of the instruction to go on with elsewhere; negative when the run is over.</returns>
    public static int RunSegment(ProcessContext context, IrCode code, int index)
    {
        var body = code.Body;
        int start = body.StepAt(index);
        if (start < 0)
        {
            return index;
        }

        return (int)new IrMachine(context, new IrFrame(body, body.NewSlots(), caller: null, bytesBelow: 0)).Run(start).AsInt;
    }

    /// <inheritdoc/>
    public override int Address => _frame.Address;

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        _context = context;
        _frame = _frame.IsShared ? _frame.Copy() : _frame;
        int position = _frame.Position;
        if (context.Reductions < 0)
        {
            return Run(Fail(position));
        }

        return Run(_resumption switch
        {
            Resumption.WithResult => Accept(context.Resumed),
            Resumption.Behind => position + 1,
            _ => position,
        });
    }

    /// <inheritdoc/>
    public override SavedFrame Freeze()
    {
        for (var frame = _frame; frame is { IsShared: false }; frame = frame.Caller)
        {
            frame.IsShared = true;
        }

        return new CapturedIrMachine(_frame, _resumption);
    }

    /// <inheritdoc/>
    public override void Measure(HeapMeter meter)
    {
        base.Measure(meter);
        _frame.Measure(meter);
    }

    /// <summary>Executes steps until the outermost call returns or control leaves this machine.</summary>
    /// <remarks>Compiled at once and fully: the loop is entered once and never left, so it would stay in its first, slow form.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Value Run(int position)
    {
        var context = _context;
        while (position != Left)
        {
            var (steps, slots) = (_frame.Body.Steps, _frame.Slots);

            // Where an arm breaks, control may be in another frame; where it goes on, it is in the same.
            while (true)
            {
                var step = steps[position];
                switch (step.Opcode)
                {
                    case IrOpcode.Constant:
                        slots[step.Target] = step.Constant;
                        position++;
                        continue;
                    case IrOpcode.Copy:
                        slots[step.Target] = slots[step.A];
                        position++;
                        continue;
                    case IrOpcode.Operation:
                        var result = step.Operation!(context, slots, step.Operands, step.Immediates);
                        if (context.Reductions < 0 && step.MayRaise)
                        {
                            position = Fail(position);
                            break;
                        }

                        if (step.Target >= 0)
                        {
                            slots[step.Target] = result;
                        }

                        position++;
                        continue;
                    case IrOpcode.Jump:
                        step.Moves.Apply(slots);
                        position = step.Next;
                        continue;
                    case IrOpcode.Branch:
                        if (slots[step.A].IsFalsy())
                        {
                            step.Moves.Apply(slots);
                            position = step.Next;
                        }
                        else
                        {
                            step.OtherMoves.Apply(slots);
                            position = step.Otherwise;
                        }

                        continue;
                    case IrOpcode.LoadCaptured:
                        slots[step.Target] = ((FunctionValue)slots[step.A].Tag!).CapturedAt(step.Number);
                        position++;
                        continue;
                    case IrOpcode.MakeList:
                        slots[step.Target] = Value.From(ListValue.FromOwned(OperationAdapter.Collect(slots, step.Operands)));
                        position++;
                        continue;
                    case IrOpcode.MakeIntArray:
                        slots[step.Target] = new Value(Array.ConvertAll(step.Operands, slot => slots[slot].AsInt), 0);
                        position++;
                        continue;
                    case IrOpcode.MakeFloatArray:
                        slots[step.Target] = new Value(Array.ConvertAll(step.Operands, slot => slots[slot].AsFloat), 0);
                        position++;
                        continue;
                    case IrOpcode.MakeFunction:
                        slots[step.Target] = Value.From(step.Prototype!.PlainValue);
                        position++;
                        continue;
                    case IrOpcode.MakeClosure:
                        slots[step.Target] = Value.From(NewClosure(step, slots));
                        position++;
                        continue;
                    case IrOpcode.ExtraResult:
                        slots[step.Target] = context.Results[step.Number];
                        position++;
                        continue;
                    case IrOpcode.Catch:
                        slots[step.Target] = context.Catch();
                        position++;
                        continue;
                    case IrOpcode.CheckSet:
                        if (!slots[step.A].IsUnset)
                        {
                            position++;
                            continue;
                        }

                        ControlOperations.RaiseUndefined(context, step.Text);
                        position = Fail(position);
                        break;
                    case IrOpcode.CheckPoint:
                        context.Reductions -= step.Number;
                        if (context.Reductions >= 0 || !SchedulingOperations.Preempt(context))
                        {
                            position++;
                            continue;
                        }

                        position = step.Place == CheckPointPlace.Call && context.Reductions != ProcessContext.Suspending ? Abandon() : Fail(position);
                        break;
                    case IrOpcode.Call:
                        position = Enter(step, position);
                        break;
                    case IrOpcode.CallNested:
                        position = EnterNested(step, position);
                        break;
                    case IrOpcode.CallValue:
                        position = EnterValue(step, position);
                        break;
                    case IrOpcode.CallProcedure or IrOpcode.Apply:
                        position = EnterProcedure(step, position);
                        break;
                    case IrOpcode.Return:
                        position = Return(step);
                        break;
                    case IrOpcode.TailCall:
                        position = EnterInPlace(step.Callee!.Body, function: null, OperationAdapter.Collect(slots, step.Operands));
                        break;
                    case IrOpcode.TailCallValue:
                        position = EnterValueInPlace(step, position);
                        break;
                    case IrOpcode.TailCallProcedure or IrOpcode.TailApply:
                        position = EnterProcedureInPlace(step, position);
                        break;
                    case IrOpcode.Dispatch:
                        position = Dispatch((int)slots[step.A].AsInt);
                        break;
                    case IrOpcode.Unreachable:
                        position = _frame.Body.Code.IsSegment ? Dispatch(Left) : Abandon();
                        break;
                    default:
                        ApplyPrimitive(step, slots);
                        position++;
                        continue;
                }

                break;
            }
        }

        return _result;
    }

    /// <summary>Applies a primitive, which neither raises nor has an effect; the result for constants that the table of primitives gives is the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyPrimitive(IrStep step, Value[] slots)
    {
        ref var a = ref slots[step.A];
        ref var b = ref slots[step.B];
        slots[step.Target] = (PrimitiveOperator)step.Number switch
        {
            PrimitiveOperator.AddInt => Value.Int(a.AsInt + b.AsInt),
            PrimitiveOperator.SubtractInt => Value.Int(a.AsInt - b.AsInt),
            PrimitiveOperator.MultiplyInt => Value.Int(a.AsInt * b.AsInt),
            PrimitiveOperator.DivideInt => Value.Int(a.AsInt / b.AsInt),
            PrimitiveOperator.RemainderInt => Value.Int(a.AsInt % b.AsInt),
            PrimitiveOperator.NegateInt => Value.Int(-a.AsInt),
            PrimitiveOperator.AndInt => Value.Int(a.AsInt & b.AsInt),
            PrimitiveOperator.OrInt => Value.Int(a.AsInt | b.AsInt),
            PrimitiveOperator.XorInt => Value.Int(a.AsInt ^ b.AsInt),
            PrimitiveOperator.ComplementInt => Value.Int(~a.AsInt),
            PrimitiveOperator.ShiftLeftInt => Value.Int(a.AsInt << (int)(b.AsInt & 63)),
            PrimitiveOperator.ShiftRightInt => Value.Int(a.AsInt >> (int)(b.AsInt & 63)),
            PrimitiveOperator.ShiftRightUnsignedInt => Value.Int(a.AsInt >>> (int)(b.AsInt & 63)),
            PrimitiveOperator.EqualInt => Value.Bool(a.AsInt == b.AsInt),
            PrimitiveOperator.NotEqualInt => Value.Bool(a.AsInt != b.AsInt),
            PrimitiveOperator.LessInt => Value.Bool(a.AsInt < b.AsInt),
            PrimitiveOperator.LessOrEqualInt => Value.Bool(a.AsInt <= b.AsInt),
            PrimitiveOperator.GreaterInt => Value.Bool(a.AsInt > b.AsInt),
            PrimitiveOperator.GreaterOrEqualInt => Value.Bool(a.AsInt >= b.AsInt),
            PrimitiveOperator.AddFloat => Value.Float(a.AsFloat + b.AsFloat),
            PrimitiveOperator.SubtractFloat => Value.Float(a.AsFloat - b.AsFloat),
            PrimitiveOperator.MultiplyFloat => Value.Float(a.AsFloat * b.AsFloat),
            PrimitiveOperator.DivideFloat => Value.Float(a.AsFloat / b.AsFloat),
            PrimitiveOperator.NegateFloat => Value.Float(-a.AsFloat),
            PrimitiveOperator.LessFloat => Value.Bool(a.AsFloat < b.AsFloat),
            PrimitiveOperator.LessOrEqualFloat => Value.Bool(a.AsFloat <= b.AsFloat),
            PrimitiveOperator.GreaterFloat => Value.Bool(a.AsFloat > b.AsFloat),
            PrimitiveOperator.GreaterOrEqualFloat => Value.Bool(a.AsFloat >= b.AsFloat),
            PrimitiveOperator.FloatOfInt => Value.Float(a.AsInt),
            PrimitiveOperator.NotBool => Value.Bool(!a.AsBool),
            PrimitiveOperator.AndBool => Value.Bool(a.AsBool && b.AsBool),
            PrimitiveOperator.OrBool => Value.Bool(a.AsBool || b.AsBool),
            PrimitiveOperator.EqualBool => Value.Bool(a.AsBool == b.AsBool),
            PrimitiveOperator.IntOfBool => Value.Int(a.AsBool ? 1 : 0),
            _ => throw new Diagnostics.InternalCompilerException("interpret", $"{step.Opcode} {step.Number} has no arm"),
        };
    }
}
