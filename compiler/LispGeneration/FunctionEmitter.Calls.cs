using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.LispGeneration;

/// <content>Procedures and their calls.</content>
internal sealed partial class FunctionEmitter
{
    /// <summary>Values passed in one call; more are passed as a list.</summary>
    private const int MostArguments = 64;

    /// <summary>Simple constants that a list is made of one by one; a list of more is a copy of one datum, which takes no code that grows with it.</summary>
    private const int MostConstants = 500;

    /// <summary>Puts the value of a procedure on the stack.</summary>
    private void PushFunction(Procedure procedure)
    {
        foreach (var clause in procedure.Clauses)
        {
            var function = _generator.FunctionOf(clause);
            var label = procedure.Kind == ProcedureKind.Split ? _generator.ClosureOf(function) : function.Label;
            bool isVariadic = clause.Lambda!.Rest is not null;
            if (function.Free.IsEmpty && !isVariadic)
            {
                _code.Name(Opcode.MakeFunction, label, function.ParameterNames);
                continue;
            }

            foreach (var variable in function.Free)
            {
                _code.Add(Opcode.Capture, new Operand.Text(variable.FrameName));
            }

            _code.Name(isVariadic ? Opcode.MakeVariadic : Opcode.MakeLambda, label, function.ParameterNames);
        }

        if (procedure.Node is LispNode.CaseLambda)
        {
            _code.Add(Opcode.MakeCases, new Operand.Number((ulong)procedure.Clauses.Count));
        }
    }

    private LispNode? EmitCall(LispNode.Call call, Destination destination)
    {
        if (call.Procedure is LispNode.Reference { Variable: PrimitiveProcedure primitive })
        {
            return EmitPrimitive(primitive.Name, call, destination);
        }

        if (_facts.Callee(call) is { } clause && clause.Procedure!.Kind != ProcedureKind.Closure)
        {
            return clause.Procedure.Kind == ProcedureKind.Joined || (destination.Kind == DestinationKind.Return && clause == _function?.Body)
                ? EmitJump(clause, call)
                : EmitKnownCall(clause, call, destination);
        }

        return EmitValueCall(call, destination);
    }

    /// <summary>A call of code in this function. Its first call has the code directly behind it, which is then written next.</summary>
    private LispNode? EmitJump(ProcedureBody clause, LispNode.Call call)
    {
        var parameters = clause.Lambda!.Parameters;
        var stored = new List<VariableFacts>();
        for (int i = 0; i < parameters.Length; i++)
        {
            var facts = _facts.Of(parameters[i]);
            var argument = call.Arguments[i];
            if (facts is { Uses: 0, IsAssigned: false })
            {
                Emit(argument, Destination.Drop);
            }
            else if (argument is not LispNode.Reference reference || reference.Variable != parameters[i] || facts.IsCell)
            {
                Emit(argument, Destination.Push);
                stored.Add(facts);
            }
        }

        if (clause.Lambda.Rest is { } rest)
        {
            EmitList(call.Arguments.AsSpan()[parameters.Length..]);
            stored.Add(_facts.Of(rest));
        }

        _code.At(call.Place);
        for (int i = stored.Count - 1; i >= 0; i--)
        {
            Bind(stored[i]);
        }

        if (_joined.TryGetValue(clause.Procedure!, out var label))
        {
            _code.Jump(Opcode.Jmp, label);
            return null;
        }

        if (!_code.IsReachable)
        {
            return null;
        }

        label = new JumpLabel(_generator.MakeLabelName(clause.Procedure!.Name));
        _joined.Add(clause.Procedure, label);
        _code.Place(label);
        return clause.Lambda.Body;
    }

    private LispNode? EmitKnownCall(ProcedureBody clause, LispNode.Call call, Destination destination)
    {
        var function = _generator.FunctionOf(clause);
        foreach (var variable in function.Free)
        {
            Load(variable);
        }

        int fixedCount = clause.Lambda!.Parameters.Length;
        for (int i = 0; i < fixedCount; i++)
        {
            Emit(call.Arguments[i], Destination.Push);
        }

        if (clause.Lambda.Rest is not null)
        {
            EmitList(call.Arguments.AsSpan()[fixedCount..]);
        }

        _code.At(call.Place);
        if (destination.Kind == DestinationKind.Return)
        {
            _code.Name(Opcode.TailCall, function.Label, function.AllNames);
            return null;
        }

        _code.Name(Opcode.Call, function.Label, function.AllNames);
        return Finish(destination);
    }

    private LispNode? EmitValueCall(LispNode.Call call, Destination destination)
    {
        bool isList = call.Arguments.Length > MostArguments;
        if (isList)
        {
            EmitList(call.Arguments.AsSpan());
        }
        else
        {
            EmitAll(call.Arguments);
        }

        Emit(call.Procedure, Destination.Push);
        _code.At(call.Place);
        return isList ? EmitApply(destination) : Finish(Opcode.CallProcedure, Opcode.TailCallProcedure, new Operand.Number((ulong)call.Arguments.Length), destination);
    }

    private LispNode? EmitApply(Destination destination) => Finish(Opcode.Apply, Opcode.TailApply, Operand.None.Instance, destination);

    private LispNode? Finish(Opcode opcode, Opcode tailOpcode, Operand operand, Destination destination)
    {
        if (destination.Kind == DestinationKind.Return)
        {
            _code.Add(tailOpcode, operand);
            return null;
        }

        _code.Add(opcode, operand);
        return Finish(destination);
    }

    private void EmitAll(ImmutableArray<LispNode> nodes)
    {
        foreach (var node in nodes)
        {
            Emit(node, Destination.Push);
        }
    }

    /// <summary>Makes a list; a long one front to back and then turned around, so that the operand stack stays low.</summary>
    private void EmitList(ReadOnlySpan<LispNode> nodes)
    {
        if (nodes.Length > MostConstants && AreSimple(nodes))
        {
            PushConstant(ConstantList(nodes));
            _code.Add(Opcode.Native, new Operand.Native("scheme.list-copy", 1));
            return;
        }

        if (nodes.Length > MostArguments)
        {
            PushConstant(Value.EmptyList);
            foreach (var node in nodes)
            {
                Emit(node, Destination.Push);
                _code.Add(Opcode.Swap);
                _code.Add(Opcode.Cons);
            }

            _code.Add(Opcode.Native, new Operand.Native("scheme.reverse", 1));
            return;
        }

        foreach (var node in nodes)
        {
            Emit(node, Destination.Push);
        }

        PushConstant(Value.EmptyList);
        for (int i = 0; i < nodes.Length; i++)
        {
            _code.Add(Opcode.Cons);
        }
    }

    /// <summary>Whether all are constants without an identity, which a copy could not keep.</summary>
    private static bool AreSimple(ReadOnlySpan<LispNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is not LispNode.Constant { Value.Kind: ValueKind.Int or ValueKind.Float or ValueKind.Bool })
            {
                return false;
            }
        }

        return true;
    }

    private static Value ConstantList(ReadOnlySpan<LispNode> nodes)
    {
        var list = Value.EmptyList;
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            list = Value.From(new PairValue(((LispNode.Constant)nodes[i]).Value, list));
        }

        return list;
    }
}
