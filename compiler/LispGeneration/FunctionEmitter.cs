using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Writes the code of one function, or of a form of the top level.</summary>
internal sealed partial class FunctionEmitter
{
    private readonly CodeGenerator _generator;
    private readonly TopLevelForm _form;
    private readonly FunctionCode? _function;
    private readonly ProgramFacts _facts;
    private readonly CodeBuffer _code;
    private readonly Dictionary<Procedure, JumpLabel> _joined = [];

    /// <summary>Prepares to write a function.</summary>
    /// <param name="generator">The program's.</param>
    /// <param name="form">The form of the top level it is in.</param>
    /// <param name="function">The function; null for the form itself.</param>
    public FunctionEmitter(CodeGenerator generator, TopLevelForm form, FunctionCode? function)
    {
        (_generator, _form, _function) = (generator, form, function);
        (_facts, _code) = (generator.Facts, generator.Code);
    }

    /// <summary>Writes a form of the top level.</summary>
    /// <param name="destination">What becomes of its value.</param>
    public void EmitForm(Destination destination) => Emit(_form.Node, destination);

    /// <summary>Writes the function.</summary>
    public void EmitFunction()
    {
        _code.Place(_function!.Label, isEntry: true);
        _code.At(_function.Body.Lambda!.Body.Place);
        foreach (var parameter in _function.Parameters.Where(parameter => parameter.IsCell))
        {
            Load(parameter);
            _code.Add(Opcode.MakeCell);
            Store(parameter);
        }

        // A call of itself in tail position goes back to here, where parameters are as the body has them.
        var again = _function.Label;
        if (_code.Length > again.Address)
        {
            again = new JumpLabel(_generator.MakeLabelName(_function.Body.Procedure!.Name + "/again"));
            _code.Place(again);
        }

        _joined.Add(_function.Body.Procedure!, again);
        Emit(_function.Body.Lambda!.Body, Destination.Return);
    }

    /// <summary>Writes the closure that passes what it captured, and its arguments, to the function.</summary>
    public void EmitClosureEntry()
    {
        _code.Place(_function!.ClosureLabel!, isEntry: true);
        _code.Note(_function.Body.Lambda!.Body.Place);
        foreach (var variable in _function.Free.AddRange(_function.Parameters))
        {
            Load(variable);
        }

        _code.Name(Opcode.TailCall, _function.Label, _function.AllNames);
    }

    /// <summary>Writes an expression; what is last in it without a call, however long the chain.</summary>
    private void Emit(LispNode start, Destination destination)
    {
        StackGuard.Check();
        JumpLabel? end = null;
        LispNode? node = start;
        while (node is not null && _code.IsReachable)
        {
            _code.Note(node.Place);
            node = node switch
            {
                LispNode.Constant constant => Give(constant, destination),
                LispNode.Reference reference => EmitReference(reference, destination),
                LispNode.Assign assign => EmitAssign(assign, destination),
                LispNode.Define define => EmitDefine(define, destination),
                LispNode.If choice => EmitIf(choice, destination, ref end),
                LispNode.Sequence sequence => EmitSequence(sequence),
                LispNode.Let let => EmitLet(let, destination),
                LispNode.LetRecursive let => EmitRecursive(let),
                LispNode.LetValues let => EmitLetValues(let),
                LispNode.Try guarded => EmitTry(guarded, destination, ref end),
                LispNode.Call call => EmitCall(call, destination),
                LispNode.NativeCall call => EmitNative(call, destination),
                LispNode.Lambda or LispNode.CaseLambda => EmitLambda(node, destination),
                _ => throw new InvalidOperationException($"{node.GetType().Name} is no form of the core language."),
            };
        }

        if (end is not null)
        {
            _code.Place(end);
        }
    }

    /// <summary>Does with the value on top what is to be done with it. Gives null, for nothing remains to be written.</summary>
    private LispNode? Finish(Destination destination)
    {
        switch (destination.Kind)
        {
            case DestinationKind.Drop:
                _code.Add(Opcode.Pop);
                break;
            case DestinationKind.Return:
                _code.Add(Opcode.Ret);
                break;
            case DestinationKind.Test when destination.Next == destination.True:
                _code.Jump(Opcode.Jf, destination.False!);
                break;
            case DestinationKind.Test:
                _code.Jump(Opcode.Jt, destination.True!);
                GoTo(destination.False!, destination.Next);
                break;
            case DestinationKind.Spread when destination.HasRest:
                _code.Add(Opcode.UnpackRest, new Operand.Number((ulong)destination.Count));
                break;
            case DestinationKind.Spread:
                _code.Add(Opcode.UnpackValues, new Operand.Number((ulong)destination.Count));
                break;
        }

        return null;
    }

    private void GoTo(JumpLabel label, JumpLabel? next)
    {
        if (label != next)
        {
            _code.Jump(Opcode.Jmp, label);
        }
    }

    private LispNode? Give(LispNode.Constant constant, Destination destination)
    {
        switch (destination.Kind)
        {
            case DestinationKind.Drop:
                return null;
            case DestinationKind.Test:
                GoTo(destination.On(!constant.Value.IsFalse), destination.Next);
                return null;
            default:
                PushConstant(constant.Value);
                return Finish(destination);
        }
    }

    private LispNode? GiveUnspecified(Destination destination)
    {
        switch (destination.Kind)
        {
            case DestinationKind.Drop:
                return null;
            case DestinationKind.Test:
                GoTo(destination.True!, destination.Next);
                return null;
            default:
                _code.Add(Opcode.Unspecified);
                return Finish(destination);
        }
    }

    private void PushConstant(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Int:
                _code.Add(Opcode.PushInt, new Operand.Integer(value.AsInt));
                break;
            case ValueKind.Float:
                _code.Add(Opcode.PushFloat, new Operand.Float(value.AsFloat));
                break;
            case ValueKind.Bool:
                _code.Add(value.AsBool ? Opcode.True : Opcode.False);
                break;
            case ValueKind.Unspecified:
                _code.Add(Opcode.Unspecified);
                break;
            default:
                if (value.Tag is string text && Text.StrictUtf8.IsWellFormed(text))
                {
                    _code.Add(Opcode.PushText, new Operand.Text(text));
                }
                else
                {
                    _code.Add(Opcode.PushDatum, new Operand.Text(ConstantText.Of(value)));
                }

                break;
        }
    }

    private LispNode? EmitReference(LispNode.Reference reference, Destination destination)
    {
        _code.At(reference.Place);
        switch (reference.Variable)
        {
            case LocalVariable local:
                var facts = _facts.Of(local);
                if (facts.Procedure is { NeedsVariable: false } procedure)
                {
                    PushFunction(procedure);
                }
                else
                {
                    Read(facts);
                }

                break;
            case GlobalVariable global when _facts.KnownProcedure(global) is { Kind: ProcedureKind.Plain } known:
                PushFunction(known);
                break;
            case GlobalVariable global:
                _code.Add(Opcode.LoadGlobal, new Operand.Text(global.Symbol));
                break;
            default:
                throw new InvalidOperationException($"The primitive {reference.Variable.Name} is no value.");
        }

        return Finish(destination);
    }

    private void Load(VariableFacts variable) => _code.Add(Opcode.Load, new Operand.Text(variable.FrameName));

    private void Store(VariableFacts variable) => _code.Add(Opcode.Store, new Operand.Text(variable.FrameName));

    /// <summary>Puts the value of a variable on the stack.</summary>
    private void Read(VariableFacts variable)
    {
        Load(variable);
        if (variable.IsCell)
        {
            _code.Add(Opcode.CellGet, new Operand.Text(LabelNames.Writable(variable.Variable.Name)));
        }
    }

    /// <summary>Gives a variable its first value, from the stack.</summary>
    private void Bind(VariableFacts variable)
    {
        if (variable.IsCell)
        {
            _code.Add(Opcode.MakeCell);
        }

        Store(variable);
    }

    /// <summary>Gives a variable another value, from the stack.</summary>
    private void Write(VariableFacts variable)
    {
        if (variable.IsCell)
        {
            Load(variable);
            _code.Add(Opcode.CellSet);
        }
        else
        {
            Store(variable);
        }
    }

    private LispNode? EmitAssign(LispNode.Assign assign, Destination destination)
    {
        Emit(assign.Value, Destination.Push);
        _code.At(assign.Place);
        if (assign.Variable is GlobalVariable global)
        {
            _code.Add(Opcode.SetGlobal, new Operand.Text(global.Symbol));
        }
        else
        {
            Write(_facts.Of((LocalVariable)assign.Variable));
        }

        return GiveUnspecified(destination);
    }

    private LispNode? EmitDefine(LispNode.Define define, Destination destination)
    {
        if (_facts.KnownProcedure(define.Variable) is not { } procedure)
        {
            Emit(define.Value, Destination.Push);
        }
        else if (procedure.Kind == ProcedureKind.Stored)
        {
            PushFunction(procedure);
        }
        else
        {
            return GiveUnspecified(destination);
        }

        _code.At(define.Place);
        _code.Add(Opcode.DefineGlobal, new Operand.Text(define.Variable.Symbol));
        return GiveUnspecified(destination);
    }

    private LispNode? EmitLambda(LispNode node, Destination destination)
    {
        if (destination.Kind is DestinationKind.Drop or DestinationKind.Test)
        {
            return GiveUnspecified(destination);
        }

        PushFunction(_facts.ProcedureOf(node));
        return Finish(destination);
    }
}
