using System.Collections.Immutable;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Ir;

/// <content>Instructions and terminators.</content>
internal sealed partial class IrFunctionVerifier
{
    private void VerifyInstruction(ImmutableArray<IrInstruction> instructions, int position)
    {
        var instruction = instructions[position];
        VerifyAddress(instruction.Address);
        VerifySite(instruction.Site);
        switch (instruction)
        {
            case IrInstruction.Constant constant:
                VerifyConstant(constant);
                break;
            case IrInstruction.GetVariable get:
                VerifyVariable(get.Variable);
                RequireType(get.Defined, get.Variable.Type);
                break;
            case IrInstruction.SetVariable set:
                VerifyVariable(set.Variable);
                UseAs(set.Value, set.Variable.Type, mayBeUnset: true);
                break;
            case IrInstruction.CheckSet check:
                UseAs(check.Value, IrType.Any, mayBeUnset: true);
                RequireType(check.Value, IrType.Any);
                break;
            case IrInstruction.CallOperation call:
                VerifyOperation(call);
                break;
            case IrInstruction.Primitive primitive:
                VerifyPrimitive(primitive);
                break;
            case IrInstruction.Narrow narrow:
                UseAs(narrow.Value, IrType.Any);
                RequireNarrow(narrow.Defined);
                break;
            case IrInstruction.LoadCaptured captured:
                VerifyCaptured(captured);
                break;
            case IrInstruction.MakeList list:
                VerifyMakeList(list);
                break;
            case IrInstruction.Gather gather:
                VerifyGather(gather);
                break;
            case IrInstruction.MakeFunction make:
                VerifyMakeFunction(make);
                break;
            case IrInstruction.Call call:
                VerifyCall(call.Callee, call.Arguments);
                VerifyTarget(call.Defined, _program.Module.Functions[call.Callee].Results, _program.Module.Functions[call.Callee].ResultType);
                break;
            case IrInstruction.CallValue call:
                UseAsValues(call.Operands);
                VerifyProcedure(call.Form, call.Arguments.Length, call.Results);
                VerifyTarget(call.Defined, call.Results, IrType.Any);
                break;
            case IrInstruction.ExtraResult extra:
                VerifyExtraResult(extra, instructions, position);
                break;
            case IrInstruction.CatchException caught:
                VerifyCatch(caught, position);
                break;
            case IrInstruction.CheckPoint check:
                VerifyCounting(check.Cost);
                break;
            case IrInstruction.Step:
                break;
            case IrInstruction.BeginCount or IrInstruction.EndCount:
                VerifyCounting(cost: 1);
                break;
            default:
                throw Fault($"{instruction.GetType().Name} has no rule");
        }
    }

    private void VerifySite(int site)
    {
        if (site < 0 || site > _function.Sites.Length)
        {
            throw Fault($"inline site {site} does not exist");
        }
    }

    private void RequireType(Register register, IrType type, IrType? orElse = null)
    {
        if (register.Type != type && register.Type != orElse)
        {
            throw Fault($"{register} is {register.Type} where it must be {type}");
        }
    }

    private void RequireNarrow(Register register)
    {
        if (!IrTypes.IsNarrow(register.Type))
        {
            throw Fault($"{register} is {register.Type}, which is not narrower than any value");
        }
    }

    /// <summary>A list as an array has elements of one type, unboxed.</summary>
    private void VerifyMakeList(IrInstruction.MakeList list)
    {
        IrType? element = list.Defined.Type switch
        {
            IrType.IntArray => IrType.Int,
            IrType.FloatArray => IrType.Float,
            _ => null,
        };
        foreach (var register in list.Elements)
        {
            UseAs(register, element ?? IrType.Any);
        }

        if (element is null)
        {
            RequireType(list.Defined, IrType.Any, IrType.List);
        }
    }

    private void VerifyGather(IrInstruction.Gather gather)
    {
        UseAsValues(gather.Elements);
        RequireType(gather.Defined, IrType.Any);
        if (gather.Operation.ParameterTypes is not [var only] || only != typeof(Value[]) || gather.Operation.ResultType != IrType.Any)
        {
            throw Fault($"{gather.Operation.Name} does not take any number of values");
        }

        if (gather.CanRaise && !gather.Operation.TakesContext)
        {
            throw Fault($"{gather.Operation.Name} has no context to raise in");
        }
    }

    private void VerifyProcedure(ProcedureForm form, int arguments, int results)
    {
        if (form != ProcedureForm.Known && (results != 1 || (form == ProcedureForm.Apply && arguments != 1)))
        {
            throw Fault("a procedure leaves one value, and is applied to one list");
        }
    }

    private void VerifyPrimitive(IrInstruction.Primitive primitive)
    {
        var info = Primitives.Of(primitive.Operator);
        if (primitive.Arguments.Length != info.Operands.Length)
        {
            throw Fault($"{info.Name} takes {info.Operands.Length} operands, not {primitive.Arguments.Length}");
        }

        for (int i = 0; i < info.Operands.Length; i++)
        {
            UseAs(primitive.Arguments[i], info.Operands[i]);
        }

        RequireType(primitive.Defined, info.Result);
    }

    private void VerifyVariable(IrVariable variable)
    {
        bool isKnown = variable.Number >= 0 && variable.Number < _function.Variables.Length && _function.Variables[variable.Number] == variable;
        if (!isKnown)
        {
            throw Fault($"'{variable.Name}' is not a variable of the function");
        }
    }

    private void VerifyConstant(IrInstruction.Constant constant)
    {
        if (!IsConstantOf(constant.Value, constant.Defined.Type))
        {
            throw Fault($"{constant.Defined} cannot hold its constant, which is {constant.Value.Kind}");
        }
    }

    private void VerifyOperation(IrInstruction.CallOperation call)
    {
        int register = 0, immediate = 0;
        for (int i = 0; i < call.Operation.ParameterTypes.Length; i++)
        {
            var type = call.Operation.ParameterTypes[i];
            bool isMissing = call.Operation.IsRegister(type) ? register == call.Arguments.Length : immediate == call.Immediates.Length;
            if (isMissing)
            {
                throw Fault($"{call.Operation.Name} lacks an argument");
            }

            if (call.Operation.IsRegister(type))
            {
                UseAs(call.Arguments[register++], IrTypes.Of(type)!.Value, call.Operation.AcceptsUnset[i]);
            }
            else
            {
                VerifyImmediate(call.Operation, type, call.Immediates[immediate++]);
            }
        }

        if (register != call.Arguments.Length || immediate != call.Immediates.Length)
        {
            throw Fault($"{call.Operation.Name} has too many arguments");
        }

        if (call.CanRaise && !call.Operation.TakesContext)
        {
            throw Fault($"{call.Operation.Name} has no context to raise in");
        }

        if (call.Defined is { } defined && defined.Type != call.Operation.ResultType)
        {
            throw Fault($"{call.Operation.Name} does not give what {defined} is to hold");
        }
    }

    private void VerifyImmediate(RuntimeOperation operation, Type type, object immediate)
    {
        bool fits = type == typeof(FunctionPrototype)
            ? immediate is int number && IsPrototype(number)
            : immediate.GetType() == (type == typeof(FieldSite) || type == typeof(PatternSet) || type == typeof(DatumLiteral) ? typeof(string) : type);
        if (!fits)
        {
            throw Fault($"{operation.Name} has an immediate that is no {type.Name}, or no prototype has its number");
        }
    }

    private bool IsPrototype(int number) => number >= 0 && number < _program.Module.Prototypes.Length;

    /// <summary>How many values are captured is known only to the pass that knows the prototype.</summary>
    private void VerifyCaptured(IrInstruction.LoadCaptured captured)
    {
        if (captured.Number < 0)
        {
            throw Fault($"there is no captured value {captured.Number}");
        }

        UseAs(captured.Function, IrType.Function);
        RequireType(captured.Defined, IrType.Any);
    }

    private void VerifyMakeFunction(IrInstruction.MakeFunction make)
    {
        if (!IsPrototype(make.Prototype) || (_program.Module.Prototypes[make.Prototype].Captured?.Length ?? 0) != make.Captured.Length)
        {
            throw Fault($"prototype {make.Prototype} does not exist, or captures another number of values");
        }

        UseAsValues(make.Captured);
        RequireType(make.Defined, IrType.Any, IrType.Function);
    }

    private void VerifyCall(int callee, ImmutableArray<Register> arguments)
    {
        if (!_program.IsDirect(callee))
        {
            throw Fault($"function {callee} does not exist, or cannot be called directly");
        }

        var parameters = _program.Module.Functions[callee].Parameters;
        if (parameters.Length != arguments.Length)
        {
            throw Fault($"function {callee} takes another number of arguments");
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            UseAs(arguments[i], parameters[i].Type);
        }
    }

    private void VerifyTarget(Register? target, int results, IrType type)
    {
        if (results < 0 || (target is not null && results == 0))
        {
            throw Fault("a call defines a register only when it leaves results");
        }

        if (target is { } register)
        {
            RequireType(register, type);
        }
    }

    /// <summary>Any other call could overwrite the results, so nothing stands between.</summary>
    private void VerifyExtraResult(IrInstruction.ExtraResult extra, ImmutableArray<IrInstruction> instructions, int position)
    {
        // A run of these numbers its results from 0, so the call is found without looking further than one back.
        bool followsRun = extra.Number == 0
            || (position > 0 && instructions[position - 1] is IrInstruction.ExtraResult before && before.Number == extra.Number - 1);
        int results = !followsRun || extra.Number < 0 || extra.Number >= position ? 0 : instructions[position - 1 - extra.Number] switch
        {
            IrInstruction.Call direct => _program.Module.Functions[direct.Callee].Results,
            IrInstruction.CallValue value => value.Results,
            _ => 0,
        };
        if (extra.Number >= results - 1)
        {
            throw Fault($"extra result {extra.Number} does not directly follow a call that leaves it, in order");
        }

        RequireType(extra.Defined, IrType.Any);
    }

    private void VerifyCatch(IrInstruction.CatchException caught, int position)
    {
        if (position != 0 || !_isHandler[_block!.Number])
        {
            throw Fault("an exception is caught only at the beginning of a handler");
        }

        RequireType(caught.Defined, IrType.Any);
    }

    private void VerifyCounting(int cost)
    {
        if (!_program.Module.UsesProcesses || cost < 1 || _function.NeverRaises || _function.Kind == IrFunctionKind.StackMachineSegment)
        {
            throw Fault("reductions are counted only in functions of programs with processes that may leave the stack");
        }
    }

    private void VerifyTerminator(BasicBlock block)
    {
        var terminator = block.Terminator;
        VerifyAddress(terminator.Address);
        switch (terminator)
        {
            case Terminator.Jump:
                break;
            case Terminator.Branch branch:
                UseAs(branch.Condition, IrType.Any);
                break;
            case Terminator.Dispatch dispatch when IsSegment:
                UseAs(dispatch.Index, IrType.Index);
                break;
            case Terminator.Return ret when !IsSegment && ret.Results.Length == _function.Results:
                VerifyReturn(ret);
                break;
            case Terminator.TailCall call when _function.Kind == IrFunctionKind.Direct:
                VerifyCall(call.Callee, call.Arguments);
                VerifyTailResults(
                    _program.Module.Functions[call.Callee].Results, _program.Module.Functions[call.Callee].ResultType, _program.MayReturn[call.Callee]);
                break;
            case Terminator.TailCallValue call when _function.Kind == IrFunctionKind.Direct:
                UseAsValues(call.Operands);
                VerifyProcedure(call.Form, call.Arguments.Length, call.Results);
                VerifyTailResults(call.Results, IrType.Any, mayReturn: true);
                break;
            case Terminator.Unreachable when block.Instructions is [.., { MayRaise: true }]:
                break;
            case Terminator.Unreachable:
                throw Fault("its end can be reached: the last instruction never raises");
            default:
                throw Fault($"{terminator.GetType().Name} does not suit the kind of function, or the number of its results");
        }

        if (block.Handler is not null && terminator is Terminator.TailCall or Terminator.TailCallValue)
        {
            throw Fault("a tail call would leave the handler behind");
        }

        foreach (var edge in terminator.Edges)
        {
            VerifyEdge(edge);
        }
    }

    /// <summary>A function that never returns counts as leaving nothing, whatever its caller leaves.</summary>
    private void VerifyTailResults(int results, IrType type, bool mayReturn)
    {
        if (type != _function.ResultType)
        {
            throw Fault($"a tail call leaves {type} in place of {_function.ResultType}");
        }

        if (results != _function.Results && (mayReturn || results != 0))
        {
            throw Fault($"a tail call leaves {results} results in place of {_function.Results}");
        }
    }

    private void VerifyReturn(Terminator.Return ret)
    {
        for (int i = 0; i < ret.Results.Length; i++)
        {
            UseAs(ret.Results[i], i == ret.Results.Length - 1 ? _function.ResultType : IrType.Any);
        }
    }

    private void VerifyEdge(IrEdge edge)
    {
        var parameters = _function.Blocks[edge.Block].Parameters;
        if (parameters.Length != edge.Arguments.Length)
        {
            throw Fault($"it passes {edge.Arguments.Length} values to block {edge.Block}, which takes {parameters.Length}");
        }

        if (_isHandler[edge.Block])
        {
            throw Fault($"it leads to block {edge.Block}, which only errors may enter");
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            UseAs(edge.Arguments[i], parameters[i].Type, mayBeUnset: true);
        }
    }
}
