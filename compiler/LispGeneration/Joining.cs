namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>
/// Finds local procedures whose calls all give their results to the same place. Their code can stand there, and their calls are jumps: loops
/// are such procedures, and what is called once.
/// </summary>
/// <remarks>
/// A call in tail position of such a procedure gives its result to where that of the procedure goes, so the place is found by a fixpoint. A
/// procedure for which two places are found is none, and the others are looked at anew, for the end of it is a place then.
/// </remarks>
internal static class Joining
{
    /// <summary>Marks the procedures of a form.</summary>
    /// <param name="form">The form.</param>
    public static void Run(TopLevelForm form)
    {
        var candidates = new HashSet<Procedure>(form.Procedures.Where(
            procedure => procedure is { Binder: not null, ValueUses: 0, IsSimple: true, Calls.Count: > 0 }));
        while (candidates.Count > 0 && !TrySolve(form, candidates))
        {
        }

        Mark(form, candidates);
        // The result of one that is joined must be used by the function that binds it: no variable of a frame is needed in another.
        while (candidates.FirstOrDefault(procedure => !IsReachable(procedure, candidates) || procedure.Return!.Owner.Host != procedure.Binder!.Host) is { } stray)
        {
            candidates.Remove(stray);
            Unmark(form);
            while (candidates.Count > 0 && !TrySolve(form, candidates))
            {
            }

            Mark(form, candidates);
        }
    }

    private static void Mark(TopLevelForm form, HashSet<Procedure> candidates)
    {
        // One that nothing calls from outside has no place, and one that is called within itself only has it there.
        candidates.RemoveWhere(procedure => procedure.Return is null || !IsReachable(procedure, candidates));
        foreach (var procedure in candidates)
        {
            procedure.Kind = ProcedureKind.Joined;
        }

        foreach (var body in form.Bodies)
        {
            body.ForgetHost();
        }
    }

    private static void Unmark(TopLevelForm form)
    {
        foreach (var procedure in form.Procedures)
        {
            procedure.Kind = ProcedureKind.Closure;
        }

        foreach (var body in form.Bodies)
        {
            body.ForgetHost();
        }
    }

    /// <summary>Whether going from place to place outward ends at a body that is no candidate.</summary>
    private static bool IsReachable(Procedure procedure, HashSet<Procedure> candidates)
    {
        var seen = new HashSet<Procedure>();
        for (var next = procedure; next is not null && candidates.Contains(next); next = next.Return!.Owner.Procedure)
        {
            if (next.Return is null || !seen.Add(next))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One fixpoint; false when a candidate had to be given up.</summary>
    private static bool TrySolve(TopLevelForm form, HashSet<Procedure> candidates)
    {
        foreach (var procedure in form.Procedures)
        {
            procedure.Return = null;
        }

        var callees = new Dictionary<Procedure, List<Procedure>>();
        var pending = new Queue<(Procedure Procedure, Continuation Continuation)>();
        foreach (var procedure in form.Procedures.Where(candidates.Contains))
        {
            foreach (var (_, continuation) in procedure.Calls)
            {
                if (continuation is { IsTail: true, Owner.Procedure: { } caller } && candidates.Contains(caller))
                {
                    if (!callees.TryGetValue(caller, out var list))
                    {
                        callees.Add(caller, list = []);
                    }

                    list.Add(procedure);
                }
                else
                {
                    pending.Enqueue((procedure, continuation));
                }
            }
        }

        while (pending.TryDequeue(out var next))
        {
            if (next.Procedure.Return is null)
            {
                next.Procedure.Return = next.Continuation;
                foreach (var callee in callees.GetValueOrDefault(next.Procedure) ?? [])
                {
                    pending.Enqueue((callee, next.Continuation));
                }
            }
            else if (next.Procedure.Return != next.Continuation)
            {
                candidates.Remove(next.Procedure);
                return false;
            }
        }

        return true;
    }
}
