using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>What is found out about the variables of one function, and the function that follows from it.</summary>
internal sealed class FunctionPromotion
{
    private readonly IrFunction _function;
    private readonly ControlFlow _flow;
    private readonly RegisterReplacement _replacement = new();
    private readonly VariableAccesses _accesses;
    private readonly ReachingValues _values;
    private readonly bool[] _isPromoted;
    private readonly List<IrInstruction> _arguments = [];
    private readonly Dictionary<int, List<Register>> _parameters = [];
    private readonly Dictionary<(int From, int To), List<Register>> _passed = [];
    private readonly List<(Register Register, string Name)> _names = [];

    /// <summary>Looks at what a function does with its variables.</summary>
    /// <param name="function">The function; every block can be reached.</param>
    public FunctionPromotion(IrFunction function)
    {
        _function = function;
        _flow = new ControlFlow(function);
        _accesses = new VariableAccesses(_flow, _replacement);
        _values = new ReachingValues(_flow, _replacement);
        _isPromoted = new bool[function.Variables.Length];
    }

    /// <summary>Makes a variable registers when it can be.</summary>
    /// <param name="variable">The variable.</param>
    public void TryPromote(IrVariable variable)
    {
        var accesses = _accesses.Of(variable.Number);

        // What only the entry reads is where promotion would put it.
        bool isDone = accesses.Count == 0 || accesses is [{ Block: 0, IsWritten: false }];
        if (isDone || !_values.TryFind(variable, accesses))
        {
            return;
        }

        _isPromoted[variable.Number] = true;
        if (_values.Argument is { } argument)
        {
            _arguments.Add(new IrInstruction.GetVariable(argument, variable, _function.Entry));
            Name(argument, variable);
        }

        foreach (var joined in _values.Joined)
        {
            Join(joined);
            Name(joined.Parameter, variable);
        }
    }

    private void Join(JoinedValue joined)
    {
        ListAt(_parameters, joined.Block).Add(joined.Parameter);
        var predecessors = _flow.PredecessorsOf(joined.Block);
        for (int i = 0; i < predecessors.Count; i++)
        {
            // Both edges of a branch pass the same, and stand side by side.
            if (i == 0 || predecessors[i] != predecessors[i - 1])
            {
                ListAt(_passed, (predecessors[i], joined.Block)).Add(joined.Values[i]);
            }
        }
    }

    private static List<Register> ListAt<TKey>(Dictionary<TKey, List<Register>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }

    private void Name(Register register, IrVariable variable)
    {
        if (variable.IsNamed)
        {
            _names.Add((register, variable.Name));
        }
    }

    /// <summary>The function with registers in place of the variables; the same when nothing has changed.</summary>
    public IrFunction Result()
    {
        if (_replacement.IsEmpty && !_isPromoted.Contains(true))
        {
            return _function;
        }

        var blocks = _replacement.Apply([.. _function.Blocks.Select(Rewrite)]);
        var result = _function with { Blocks = blocks, RegisterCount = _values.RegisterCount, Names = Names() };
        return UnusedVariables.Remove(UnreachableBlocks.Remove(result));
    }

    private BasicBlock Rewrite(BasicBlock block)
    {
        var instructions = ImmutableArray.CreateBuilder<IrInstruction>(block.Instructions.Length);
        instructions.AddRange(block.Number == 0 ? _arguments : []);
        foreach (var instruction in block.Instructions)
        {
            if (instruction is not IrInstruction.SetVariable set || !_isPromoted[set.Variable.Number])
            {
                instructions.Add(instruction);
            }
            else
            {
                Name(set.Value, set.Variable);
            }
        }

        return block with
        {
            Parameters = block.Parameters.AddRange(_parameters.GetValueOrDefault(block.Number) ?? []),
            Instructions = instructions.ToImmutable(),
            Terminator = IrRewriter.MapEdges(block.Terminator, edge => Pass(block.Number, edge)),
        };
    }

    private IrEdge Pass(int from, IrEdge edge) => _passed.TryGetValue((from, edge.Block), out var passed)
        ? edge with { Arguments = edge.Arguments.AddRange(passed) }
        : edge;

    private ImmutableDictionary<int, string> Names()
    {
        var names = _function.Names.ToBuilder();
        foreach (var (register, name) in _names)
        {
            names.TryAdd(_replacement.Resolve(register).Number, name);
        }

        return names.ToImmutable();
    }
}
