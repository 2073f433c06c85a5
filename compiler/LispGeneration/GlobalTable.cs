using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>What the whole program does with each variable of the top level, and which local variables it assigns.</summary>
internal sealed class GlobalTable
{
    private readonly Dictionary<GlobalVariable, GlobalFacts> _facts = [];
    private readonly HashSet<LocalVariable> _assigned = [];

    /// <summary>Looks through a program.</summary>
    /// <param name="program">The program.</param>
    public GlobalTable(LispProgram program)
    {
        // What runs before and after a unit may capture continuations.
        UsesContinuations = program.LastValueIsResult;
        var pending = new Stack<LispNode>(program.Body);
        while (pending.TryPop(out var node))
        {
            Note(node);
            NodeParts.Push(node, pending);
        }

        foreach (var (variable, facts) in _facts)
        {
            if (facts.Definitions != 1 || facts.IsAssigned || variable.IsOpen)
            {
                facts.Value = null;
            }
        }
    }

    /// <summary>Whether the program captures a continuation anywhere, so that frames may be gone through more than once.</summary>
    public bool UsesContinuations { get; private set; }

    /// <summary>Finds out whether a program captures continuations, or compiles code that may.</summary>
    /// <param name="forms">Its forms, of which nothing is left out any more.</param>
    public void NoteContinuations(IEnumerable<LispNode> forms)
    {
        var pending = new Stack<LispNode>(forms);
        while (!UsesContinuations && pending.TryPop(out var node))
        {
            UsesContinuations = node is LispNode.Reference { Variable: PrimitiveProcedure { Name: "%call/cc" or "%compile" } };
            NodeParts.Push(node, pending);
        }
    }

    /// <summary>What is known of a variable.</summary>
    /// <param name="variable">The variable.</param>
    public GlobalFacts Of(GlobalVariable variable)
    {
        if (!_facts.TryGetValue(variable, out var facts))
        {
            _facts.Add(variable, facts = new GlobalFacts());
        }

        return facts;
    }

    /// <summary>Whether a local variable is assigned.</summary>
    /// <param name="variable">The variable.</param>
    public bool IsAssigned(LocalVariable variable) => _assigned.Contains(variable);

    /// <summary>The expression that may stand for a variable wherever it is used: a constant, a primitive, or another such variable.</summary>
    /// <param name="variable">The variable.</param>
    public LispNode? Substitute(GlobalVariable variable)
    {
        LispNode? found = null;
        // A chain of definitions of one by another may come back to its beginning.
        for (int steps = 0; steps < 16; steps++)
        {
            switch (Of(variable).Value)
            {
                case LispNode.Constant constant when IsShareable(constant.Value):
                    return constant;
                case LispNode.Reference { Variable: PrimitiveProcedure } primitive:
                    return primitive;
                case LispNode.Reference { Variable: GlobalVariable next } reference when Of(next).Value is not null:
                    (found, variable) = (reference, next);
                    break;
                default:
                    return found;
            }
        }

        return found;
    }

    /// <summary>Whether a constant is one object however often the program has it.</summary>
    /// <param name="value">The constant.</param>
    public static bool IsShareable(Value value) => value.Tag is null or Tag or SymbolValue;

    private void Note(LispNode node)
    {
        switch (node)
        {
            case LispNode.Define define:
                var defined = Of(define.Variable);
                defined.Definitions++;
                defined.Value = define.Value;
                break;
            case LispNode.Assign { Variable: GlobalVariable global }:
                Of(global).IsAssigned = true;
                break;
            case LispNode.Assign { Variable: LocalVariable local }:
                _assigned.Add(local);
                break;
        }
    }
}
