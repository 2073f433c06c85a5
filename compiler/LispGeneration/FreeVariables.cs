using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Decides what each procedure of a form becomes that is not joined to another, and what each function needs of others.</summary>
internal sealed class FreeVariables
{
    /// <summary>More free variables than this are not passed as parameters.</summary>
    private const int MostLifted = 24;

    private readonly ProgramFacts _facts;
    private readonly TopLevelForm _form;
    private readonly List<ProcedureBody> _functions;

    private FreeVariables(ProgramFacts facts, TopLevelForm form)
    {
        (_facts, _form) = (facts, form);
        _functions = [.. form.Bodies.Where(body => body.IsFunction)];
    }

    /// <summary>Decides for a form, after procedures have been joined.</summary>
    /// <param name="facts">What is known of the program.</param>
    /// <param name="form">The form.</param>
    public static void Run(ProgramFacts facts, TopLevelForm form)
    {
        var free = new FreeVariables(facts, form);
        free.Guess();
        do
        {
            free.Compute();
        }
        while (free.Correct());
        free.NoteCaptured();
    }

    /// <summary>At first every procedure with a name is taken for one without free variables.</summary>
    private void Guess()
    {
        foreach (var procedure in _form.Procedures.Where(procedure => procedure.Kind != ProcedureKind.Joined))
        {
            procedure.Kind = procedure.Variable is null ? ProcedureKind.Closure
                : procedure.ValueUses == 0 ? ProcedureKind.Known
                : procedure.IsSimple ? ProcedureKind.Plain
                : procedure.Variable is GlobalVariable ? ProcedureKind.Stored
                : ProcedureKind.Closure;
        }
    }

    /// <summary>Where a guess was wrong, what is right instead; each procedure at most twice.</summary>
    private bool Correct()
    {
        bool changed = false;
        foreach (var procedure in _form.Procedures)
        {
            int most = procedure.Clauses.Select(clause => clause.Free.Count).DefaultIfEmpty().Max();
            var kind = procedure.Kind switch
            {
                ProcedureKind.Known when most > MostLifted => ProcedureKind.Closure,
                ProcedureKind.Plain when most > MostLifted => ProcedureKind.Closure,
                ProcedureKind.Plain when most > 0 && procedure.Calls.Exists(call => call.Caller.IsWithin(procedure)) => ProcedureKind.Split,
                ProcedureKind.Plain when most > 0 => ProcedureKind.Closure,
                ProcedureKind.Split when most > MostLifted => ProcedureKind.Closure,
                var right => right,
            };
            changed |= kind != procedure.Kind;
            procedure.Kind = kind;
        }

        return changed;
    }

    private void Compute()
    {
        var users = new Dictionary<ProcedureBody, HashSet<ProcedureBody>>();
        foreach (var function in _functions)
        {
            function.Free = [];
        }

        foreach (var body in _form.Bodies)
        {
            AddOwn(body, users);
        }

        var pending = new Queue<ProcedureBody>(_functions);
        while (pending.TryDequeue(out var function))
        {
            foreach (var user in users.GetValueOrDefault(function) ?? [])
            {
                int before = user.Free.Count;
                foreach (var variable in function.Free)
                {
                    Add(user, variable);
                }

                if (user.Free.Count > before)
                {
                    pending.Enqueue(user);
                }
            }
        }
    }

    private void AddOwn(ProcedureBody body, Dictionary<ProcedureBody, HashSet<ProcedureBody>> users)
    {
        var host = body.Host;
        foreach (var variable in body.Touched)
        {
            if (_facts.Of(variable).Procedure is not { NeedsVariable: false })
            {
                Add(host, variable);
            }
        }

        foreach (var callee in body.Callees)
        {
            if (callee.Variable is not LocalVariable variable)
            {
                continue;
            }

            if (callee.Kind == ProcedureKind.Closure)
            {
                Add(host, variable);
            }
            else if (callee.Kind != ProcedureKind.Joined)
            {
                AddUser(callee, host, users);
            }
        }

        foreach (var made in body.Made)
        {
            AddUser(made, host, users);
        }

        foreach (var bound in body.Bound.Where(bound => bound.NeedsVariable))
        {
            AddUser(bound, host, users);
        }
    }

    private static void AddUser(Procedure procedure, ProcedureBody host, Dictionary<ProcedureBody, HashSet<ProcedureBody>> users)
    {
        foreach (var clause in procedure.Clauses)
        {
            if (!users.TryGetValue(clause, out var known))
            {
                users.Add(clause, known = []);
            }

            known.Add(host);
        }
    }

    private void Add(ProcedureBody function, LocalVariable variable)
    {
        if (_facts.Of(variable).Binder.Host != function)
        {
            function.Free.Add(variable);
        }
    }

    private void NoteCaptured()
    {
        foreach (var variable in _functions.SelectMany(function => function.Free))
        {
            _facts.Of(variable).IsCaptured = true;
        }
    }
}
