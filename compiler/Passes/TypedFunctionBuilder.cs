using System.Collections.Immutable;
using TinyTotIL.Compiler.Analysis;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Writes one version of a function with the types that were found.</summary>
internal sealed class TypedFunctionBuilder
{
    private readonly ProgramFlow _program;
    private readonly TypeInference _types;
    private readonly FunctionFlow _flow;
    private readonly IrFunction _function;
    private readonly Register?[] _registers;
    private readonly IrVariable[] _variables;
    private readonly int[] _blocks;
    private readonly List<IrInstruction> _output = [];
    private IrInstruction? _origin;
    private int _registerCount;

    /// <summary>Prepares a version.</summary>
    /// <param name="program">The analysis of the program.</param>
    /// <param name="types">Numbers and result types of versions.</param>
    /// <param name="flow">The analysis of this version.</param>
    public TypedFunctionBuilder(ProgramFlow program, TypeInference types, FunctionFlow flow)
    {
        (_program, _types, _flow, _function) = (program, types, flow, flow.Function);
        _registers = new Register?[_function.RegisterCount];
        _registerCount = _function.RegisterCount;
        _variables = [.. _function.Variables.Select(variable => variable with { Type = TypeInference.TypeOf(flow, variable) })];
        _blocks = new int[_function.Blocks.Length];
    }

    /// <summary>Writes the version.</summary>
    /// <param name="number">Its number in the typed program.</param>
    /// <param name="name">Its name.</param>
    public IrFunction Build(int number, string name)
    {
        var executable = _function.Blocks.Where(block => _flow.IsExecutable(block.Number)).ToArray();
        for (int i = 0; i < executable.Length; i++)
        {
            _blocks[executable[i].Number] = i;
        }

        var blocks = new BasicBlock[executable.Length];
        // A definition is written before what it reaches, because some uses take the narrower register it may get.
        foreach (int block in new ControlFlow(_function).Order)
        {
            if (_flow.IsExecutable(block))
            {
                blocks[_blocks[block]] = Build(_function.Blocks[block]);
            }
        }

        return _function with
        {
            Number = number,
            Name = name,
            Parameters = [.. _variables.Take(_function.Parameters.Length)],
            Variables = [.. _variables],
            Blocks = [.. blocks],
            RegisterCount = _registerCount,
            ResultType = _types.ResultOf(_flow),
        };
    }

    private BasicBlock Build(BasicBlock block)
    {
        _output.Clear();
        var parameters = block.Parameters.Select(Map).ToImmutableArray();
        for (int i = 0; i < Math.Min(block.Instructions.Length, _flow.ExecutedIn(block.Number)); i++)
        {
            _origin = block.Instructions[i];
            i += Write(block, i);
        }

        var terminator = _flow.ReachesEnd(block) ? Write(block.Terminator) : NeverReached(block.Terminator.Address);
        int? handler = block.Handler is { } taking ? _blocks[taking] : null;
        return new BasicBlock(_blocks[block.Number], parameters, [.. _output], terminator, handler, block.Leader);
    }

    /// <summary>Writes an instruction; gives the number of further ones that went with it.</summary>
    private int Write(BasicBlock block, int position)
    {
        switch (_origin)
        {
            case IrInstruction.Constant constant:
                Define(constant.Defined, Map(constant.Defined).Type, defined => constant with { Target = defined, Defined = defined });
                return 0;
            case IrInstruction.GetVariable get:
                var read = _variables[get.Variable.Number];
                Define(get.Defined, read.Type, defined => get with { Target = defined, Defined = defined, Variable = read });
                return 0;
            case IrInstruction.SetVariable set:
                var written = _variables[set.Variable.Number];
                Add(set with { Variable = written, Value = As(set.Value, written.Type) });
                return 0;
            case IrInstruction.CheckSet check:
                // What has a narrower type cannot be the mark of an unset variable.
                if (Map(check.Value).Type == IrType.Any)
                {
                    Add(check with { Value = Map(check.Value) });
                }

                return 0;
            case IrInstruction.CallOperation call:
                WriteOperation(call);
                return 0;
            case IrInstruction.Primitive primitive:
                var info = Primitives.Of(primitive.Operator);
                var arguments = primitive.Arguments.Select((argument, i) => As(argument, info.Operands[i])).ToImmutableArray();
                Define(primitive.Defined, info.Result, defined => primitive with { Target = defined, Defined = defined, Arguments = arguments });
                return 0;
            case IrInstruction.Narrow narrow:
                _registers[narrow.Defined.Number] = As(narrow.Value, narrow.Defined.Type);
                return 0;
            case IrInstruction.Call call:
                var version = _program.Callee(call.Callee, _flow.FactsOf(call.Arguments));
                return version is null ? 0 : WriteCall(block, position, call.Defined, version, [.. call.Arguments.Select(Map)]);
            case IrInstruction.CallValue call when _types.CalleeOf(_flow, call.Function, call.Arguments, call.Results, call.Form) is { } callee:
                return WriteCall(block, position, call.Defined, callee, [.. WriteCaptured(call.Function), .. call.Arguments.Select(Map)]);
            case IrInstruction.MakeList or IrInstruction.MakeFunction:
                var made = IrRewriter.MapOperands(_origin, Map);
                Define(_origin.Target!.Value, Map(_origin.Target!.Value).Type, defined => IrRewriter.WithTarget(made, defined));
                return 0;
            default:
                var copied = IrRewriter.MapOperands(_origin!, Map);
                if (copied.Target is { } target)
                {
                    Define(target, target.Type, defined => IrRewriter.WithTarget(copied, defined));
                }
                else
                {
                    Add(copied);
                }

                return 0;
        }
    }

    private void WriteOperation(IrInstruction.CallOperation call)
    {
        var form = OperationTyping.Of(call.Operation, _flow.FactsOf(call.Arguments));
        if (form.Primitive is { } primitive && call.Defined is { } defined)
        {
            WritePrimitive(call, defined, primitive, form);
            return;
        }

        if (form.IsOperand)
        {
            if (call.Defined is { } same)
            {
                _registers[same.Number] = As(call.Arguments[0], Map(same).Type);
            }

            return;
        }

        var operation = form.Condition ?? call.Operation;
        var typed = call with
        {
            Operation = operation,
            Arguments = [.. call.Arguments.Select(argument => form.ConvertsToFloat ? AsFloat(argument) : Map(argument))],
            CanRaise = call.CanRaise && !form.NeverRaises && operation.TakesContext,
        };
        if (call.Defined is not { } target)
        {
            Add(typed with { Target = null, Defined = null });
        }
        else if (form.GivesOneOrZero)
        {
            var condition = NewRegister(IrType.Bool);
            Add(typed with { Target = condition, Defined = condition });
            DefineOneOrZero(target, condition);
        }
        else
        {
            Define(target, operation.ResultType!.Value, register => typed with { Target = register, Defined = register });
        }
    }

    private void WritePrimitive(IrInstruction.CallOperation call, Register target, PrimitiveOperator primitive, TypedForm form)
    {
        var arguments = ImmutableArray.CreateBuilder<Register>();
        foreach (var argument in call.Arguments)
        {
            arguments.Add(form.ConvertsToFloat ? AsFloat(argument) : Map(argument));
        }

        if (form.ComparesWithZero)
        {
            arguments.Add(NewRegister(IrType.Int));
            Add(new IrInstruction.Constant(arguments[^1], Value.Int(0), call.Address));
        }

        var operands = arguments.ToImmutable();
        var result = Primitives.Of(primitive).Result;
        if (form.GivesOneOrZero)
        {
            var condition = NewRegister(result);
            Add(new IrInstruction.Primitive(condition, primitive, operands, call.Address));
            DefineOneOrZero(target, condition);
        }
        else
        {
            Define(target, result, defined => new IrInstruction.Primitive(defined, primitive, operands, call.Address));
        }
    }

    private void DefineOneOrZero(Register target, Register condition) =>
        Define(target, IrType.Int, defined => new IrInstruction.Primitive(defined, PrimitiveOperator.IntOfBool, [condition], _origin!.Address));

    private Register AsFloat(Register register)
    {
        var mapped = Map(register);
        if (mapped.Type != IrType.Int)
        {
            return mapped;
        }

        var converted = NewRegister(IrType.Float);
        Add(new IrInstruction.Primitive(converted, PrimitiveOperator.FloatOfInt, [mapped], _origin!.Address));
        return converted;
    }

    /// <summary>The captured values of a closure whose prototype is known, in the types they were found to have.</summary>
    private ImmutableArray<Register> WriteCaptured(Register function)
    {
        var closure = Map(function);
        var captured = ImmutableArray.CreateBuilder<Register>();
        int count = _program.CapturedBy(_flow[function].Prototype).Length;
        for (int i = 0; i < count; i++)
        {
            captured.Add(NewRegister(IrType.Any));
            Add(new IrInstruction.LoadCaptured(captured[i], closure, i, _origin!.Address));
        }

        return captured.ToImmutable();
    }

    /// <summary>Writes a call with the results that are fetched directly after it; gives the number of these.</summary>
    private int WriteCall(BasicBlock block, int position, Register? target, FunctionFlow callee, ImmutableArray<Register> arguments)
    {
        var typed = Coerce(callee, arguments);
        IrType result = _types.ResultOf(callee);
        Register? direct = target is { } wanted ? result == Map(wanted).Type ? Map(wanted) : NewRegister(result) : null;
        Add(new IrInstruction.Call(direct, _types.NumberOf(callee), typed, _origin!.Address));
        int extra = 0;
        while (position + 1 + extra < block.Instructions.Length && block.Instructions[position + 1 + extra] is IrInstruction.ExtraResult)
        {
            Add(block.Instructions[position + 1 + extra]);
            extra++;
        }

        if (direct is { } source && target is { } register && source != Map(register))
        {
            Convert(register, source);
        }

        return extra;
    }

    private ImmutableArray<Register> Coerce(FunctionFlow callee, ImmutableArray<Register> arguments)
    {
        var parameters = callee.Function.Parameters;
        return [.. arguments.Select((argument, i) => Coerce(argument, TypeInference.TypeOf(callee, parameters[i])))];
    }

    /// <summary>Defines a register by an instruction that gives a type of its own.</summary>
    private void Define(Register register, IrType natural, Func<Register, IrInstruction> make)
    {
        var wanted = Map(register);
        if (wanted.Type == natural)
        {
            Add(make(wanted));
            return;
        }

        var given = NewRegister(natural);
        Add(make(given));
        Convert(register, given);
    }

    /// <summary>Makes a register stand for one that was computed with another type.</summary>
    private void Convert(Register register, Register given)
    {
        var wanted = Map(register);
        if (IrTypes.Fits(given.Type, wanted.Type))
        {
            // A narrower register serves wherever the wider one would.
            _registers[register.Number] = given;
        }
        else
        {
            Add(new IrInstruction.Narrow(wanted, given, _origin!.Address));
        }
    }

    /// <summary>The register in the typed function.</summary>
    private Register Map(Register register)
    {
        if (_registers[register.Number] is not { } mapped)
        {
            var type = _flow[register].Type;
            bool isLanguageType = (register.Type == IrType.Any || IrTypes.IsNarrow(register.Type));
            _registers[register.Number] = mapped = register with { Type = isLanguageType && IrTypes.IsNarrow(type) ? type : register.Type };
        }

        return mapped;
    }

    private Register As(Register register, IrType type) => Coerce(Map(register), type);

    private Register Coerce(Register register, IrType type)
    {
        if (IrTypes.Fits(register.Type, type))
        {
            return register;
        }

        var narrowed = NewRegister(type);
        Add(new IrInstruction.Narrow(narrowed, register, _origin!.Address));
        return narrowed;
    }

    private Register NewRegister(IrType type) => new(_registerCount++, type);

    private void Add(IrInstruction instruction) => _output.Add(instruction.Site == _origin!.Site ? instruction : instruction with { Site = _origin.Site });

    private Terminator Write(Terminator terminator)
    {
        _origin = _output.Count > 0 ? _output[^1] : new IrInstruction.CatchException(default, terminator.Address);
        switch (terminator)
        {
            case Terminator.Branch branch when _flow.OnlyEdge(branch) is { } edge:
                return new Terminator.Jump(Map(edge), branch.Address);
            case Terminator.Return ret:
                var results = ret.Results.Select(Map).ToArray();
                if (results.Length > 0)
                {
                    results[^1] = Coerce(results[^1], _types.ResultOf(_flow));
                }

                return ret with { Results = [.. results] };
            case Terminator.TailCall call when _program.Callee(call.Callee, _flow.FactsOf(call.Arguments)) is { } callee:
                return call with { Callee = _types.NumberOf(callee), Arguments = Coerce(callee, [.. call.Arguments.Select(Map)]) };
            case Terminator.TailCall call:
                return NeverReached(call.Address);
            case Terminator.TailCallValue call when _types.CalleeOf(_flow, call.Function, call.Arguments, call.Results, call.Form) is { } known:
                var captured = WriteCaptured(call.Function);
                return new Terminator.TailCall(_types.NumberOf(known), Coerce(known, [.. captured, .. call.Arguments.Select(Map)]), call.Address);
            default:
                return IrRewriter.MapEdges(IrRewriter.MapOperands(terminator, Map), static edge => edge) is var mapped
                    ? IrRewriter.MapEdges(mapped, Coerce) is var result ? IrRewriter.MapEdges(result, Renumber) : mapped
                    : terminator;
        }
    }

    /// <summary>Ends a block after a call that never returns, or an operation that always raises.</summary>
    private Terminator.Unreachable NeverReached(int address)
    {
        if (_output is not [.., { MayRaise: true }])
        {
            // What always raises stands in an earlier block; the verifier wants to see it here.
            Add(new IrInstruction.CallOperation(
                null, RuntimeOperation.Of(ControlOperations.Raise), [], ["This place is never reached"], CanRaise: true, address));
        }

        return new Terminator.Unreachable(address);
    }

    private IrEdge Map(IrEdge edge) => Renumber(Coerce(edge with { Arguments = [.. edge.Arguments.Select(Map)] }));

    private IrEdge Renumber(IrEdge edge) => edge with { Block = _blocks[edge.Block] };

    private IrEdge Coerce(IrEdge edge)
    {
        var parameters = _function.Blocks[edge.Block].Parameters;
        return edge with { Arguments = [.. edge.Arguments.Select((argument, i) => Coerce(argument, Map(parameters[i]).Type))] };
    }
}
