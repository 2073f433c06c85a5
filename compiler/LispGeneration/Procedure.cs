using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>A procedure that the program has an expression for.</summary>
/// <param name="node">The expression.</param>
/// <param name="name">What traces call it.</param>
/// <param name="variable">The variable that always has it as value; null for one without a name.</param>
internal sealed class Procedure(LispNode node, string name, LispVariable? variable)
{
    /// <summary>The expression.</summary>
    public LispNode Node { get; } = node;

    /// <summary>What traces call it.</summary>
    public string Name { get; } = name;

    /// <summary>The variable that always has it as value.</summary>
    public LispVariable? Variable { get; } = variable;

    /// <summary>Its clauses; one but for CASE-LAMBDA.</summary>
    public List<ProcedureBody> Clauses { get; } = [];

    /// <summary>The body that binds it; null for a global one.</summary>
    public ProcedureBody? Binder { get; set; }

    /// <summary>What it becomes.</summary>
    public ProcedureKind Kind { get; set; } = ProcedureKind.Closure;

    /// <summary>How often it is used other than by calling it.</summary>
    public int ValueUses { get; set; }

    /// <summary>Its calls: the body that calls, and where the result goes.</summary>
    public List<(ProcedureBody Caller, Continuation Continuation)> Calls { get; } = [];

    /// <summary>Where the results of all its calls go, when it is joined to the code there.</summary>
    public Continuation? Return { get; set; }

    /// <summary>Whether it is one clause that takes a fixed number of arguments.</summary>
    public bool IsSimple => Clauses is [{ Lambda.Rest: null }];

    /// <summary>Whether its free variables are parameters of its function.</summary>
    public bool IsLifted => Kind is ProcedureKind.Known or ProcedureKind.Split or ProcedureKind.Plain or ProcedureKind.Stored;

    /// <summary>Whether a variable holds its value where it is bound.</summary>
    public bool NeedsVariable => Kind is ProcedureKind.Closure or ProcedureKind.Split;

    /// <summary>The clause that a call enters, or null.</summary>
    /// <param name="count">Number of arguments.</param>
    public ProcedureBody? ClauseFor(int count) => Clauses.Find(clause => clause.Takes(count));
}
