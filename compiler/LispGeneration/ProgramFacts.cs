using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>What the analyses have found out about a program.</summary>
internal sealed class ProgramFacts
{
    private readonly Dictionary<LocalVariable, VariableFacts> _variables = [];
    // Nodes are records, which compare by content; here each is itself.
    private readonly Dictionary<LispNode, Procedure> _procedures = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LispNode, RecursionPlan> _plans = new(ReferenceEqualityComparer.Instance);

    /// <summary>Nothing known yet but the procedures that global variables always have as value.</summary>
    /// <param name="globals">What the program does with its global variables.</param>
    /// <param name="forms">The forms of the top level.</param>
    public ProgramFacts(GlobalTable globals, IReadOnlyList<TopLevelForm> forms)
    {
        (Globals, Forms) = (globals, forms);
        foreach (var form in forms)
        {
            if (form.Node is LispNode.Define { Value: LispNode.Lambda or LispNode.CaseLambda } define && globals.Of(define.Variable) is { Value: not null } facts)
            {
                facts.Procedure = AddProcedure(form, define.Value, define.Variable.Name, define.Variable);
            }
        }
    }

    /// <summary>What the program does with its global variables.</summary>
    public GlobalTable Globals { get; }

    /// <summary>The forms of the top level, in order.</summary>
    public IReadOnlyList<TopLevelForm> Forms { get; }

    /// <summary>Definitions of procedures that nothing refers to. They are in no form.</summary>
    public IReadOnlyList<LispNode.Define> LeftOut { get; init; } = [];

    /// <summary>What is known of a local variable.</summary>
    /// <param name="variable">The variable.</param>
    public VariableFacts Of(LocalVariable variable) => _variables[variable];

    /// <summary>Notes where a variable is bound.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="binder">The body.</param>
    public VariableFacts Declare(LocalVariable variable, ProcedureBody binder)
    {
        if (!_variables.TryGetValue(variable, out var facts))
        {
            _variables.Add(variable, facts = new VariableFacts(variable, binder, _variables.Count));
        }

        return facts;
    }

    /// <summary>The procedure that a global variable always has as value, or null.</summary>
    /// <param name="variable">The variable.</param>
    public Procedure? KnownProcedure(GlobalVariable variable) => Globals.Of(variable).Procedure;

    /// <summary>The procedure of an expression.</summary>
    /// <param name="node">A lambda expression.</param>
    public Procedure ProcedureOf(LispNode node) => _procedures[node];

    /// <summary>The order of evaluation of a LETREC*.</summary>
    /// <param name="let">The expression.</param>
    public RecursionPlan PlanOf(LispNode.LetRecursive let) => _plans[let];

    /// <summary>Keeps the order of evaluation of a LETREC*.</summary>
    /// <param name="let">The expression.</param>
    /// <param name="plan">The order.</param>
    public void SetPlan(LispNode.LetRecursive let, RecursionPlan plan) => _plans.Add(let, plan);

    /// <summary>The clause that a call surely enters, or null.</summary>
    /// <param name="call">The call.</param>
    public ProcedureBody? Callee(LispNode.Call call) => call.Procedure is not LispNode.Reference { Variable: var variable } ? null
        : variable switch
        {
            LocalVariable local => Of(local).Procedure,
            GlobalVariable global => KnownProcedure(global),
            _ => null,
        } is { } procedure ? procedure.ClauseFor(call.Arguments.Length) : null;

    /// <summary>
    /// Puts variables into cells: those that SET! changes where a closure has a copy of them, or where a function may be gone on with more than once.
    /// </summary>
    public void PlaceCells()
    {
        foreach (var facts in _variables.Values)
        {
            facts.IsCell |= facts.IsAssigned && (facts.IsCaptured || facts.Binder.Host.MayBeCaptured);
        }
    }

    /// <summary>Adds a procedure with its clauses.</summary>
    /// <param name="form">The form it is in.</param>
    /// <param name="node">Its expression.</param>
    /// <param name="name">What traces call it.</param>
    /// <param name="variable">The variable that always has it as value, or null.</param>
    public Procedure AddProcedure(TopLevelForm form, LispNode node, string name, LispVariable? variable)
    {
        var procedure = new Procedure(node, name, variable);
        foreach (var lambda in node is LispNode.CaseLambda cases ? cases.Clauses : [(LispNode.Lambda)node])
        {
            var clause = new ProcedureBody(form, procedure, lambda, parent: null);
            procedure.Clauses.Add(clause);
            form.Bodies.Add(clause);
        }

        form.Procedures.Add(procedure);
        _procedures.Add(node, procedure);
        return procedure;
    }

    /// <summary>What traces call a procedure without a variable.</summary>
    /// <param name="node">Its expression.</param>
    /// <param name="body">The body it is in.</param>
    public static string NameWithin(LispNode node, ProcedureBody body)
    {
        string? own = node is LispNode.Lambda lambda ? lambda.Name : ((LispNode.CaseLambda)node).Name;
        return own ?? (body.Procedure is { } outer ? outer.Name.EndsWith("/lambda", StringComparison.Ordinal) ? outer.Name : outer.Name + "/lambda" : "lambda");
    }
}
