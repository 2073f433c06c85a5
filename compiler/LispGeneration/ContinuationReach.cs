namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>
/// Finds the functions that may be gone on with more than once: those that call something while a continuation may be captured. What SET! does to a
/// variable there must not be undone by going back, so the variable is in a cell.
/// </summary>
internal static class ContinuationReach
{
    /// <summary>Marks the bodies of a program.</summary>
    /// <param name="facts">What is known of the program.</param>
    public static void Run(ProgramFacts facts)
    {
        if (!facts.Globals.UsesContinuations)
        {
            return;
        }

        var callers = new Dictionary<Procedure, List<ProcedureBody>>();
        var pending = new Queue<ProcedureBody>();
        foreach (var body in facts.Forms.SelectMany(form => form.Bodies))
        {
            foreach (var callee in body.Callees)
            {
                if (!callers.TryGetValue(callee, out var list))
                {
                    callers.Add(callee, list = []);
                }

                list.Add(body);
            }

            if (body.CallsValues)
            {
                pending.Enqueue(body);
            }
        }

        while (pending.TryDequeue(out var body))
        {
            if (body.MayBeCaptured)
            {
                continue;
            }

            body.MayBeCaptured = true;
            if (!body.IsFunction)
            {
                pending.Enqueue(body.Host);
            }

            foreach (var caller in body.Procedure is null ? [] : callers.GetValueOrDefault(body.Procedure) ?? [])
            {
                pending.Enqueue(caller);
            }
        }
    }
}
