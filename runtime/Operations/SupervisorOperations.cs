using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Supervisors.</summary>
public static class SupervisorOperations
{
    /// <summary>What START_SUPERVISOR and SUPERVISE give.</summary>
    internal const string Started = "supervisor_started";

    /// <summary>What instructions for supervisors give in a process that is none.</summary>
    internal const string NotSupervisor = "not_supervisor";

    /// <summary>START_SUPERVISOR: makes this process a supervisor without children; nothing changes when it is one.</summary>
    /// <param name="context">The running process.</param>
    public static Value StartSupervisor(ProcessContext context)
    {
        if (context.Process!.Details?.Supervision is null)
        {
            Begin(context, SupervisorSpec.Default);
        }

        return Value.Text(Started);
    }

    /// <summary>SUPERVISE: makes this process a supervisor and starts its children.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="spec">An object that says how it behaves and what the children are.</param>
    [Suspends]
    public static Value Supervise(ProcessContext context, Value spec)
    {
        if (context.Process!.Details?.Supervision is not null)
        {
            return Value.Text("already_supervisor");
        }

        var read = SupervisorSpecReader.Read(spec, out var problem);
        if (problem is not null)
        {
            context.RaiseTypeMismatch("SUPERVISE", problem.Expected, problem.Found);
            return default;
        }

        var supervision = Begin(context, read);
        supervision.Rules.StartAll();
        return Conclude(context, supervision, Started);
    }

    /// <summary>SUPERVISE_CHILD with a name: starts a child that runs the program of that name, under that id.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The name.</param>
    [Suspends]
    public static Value SuperviseChild(ProcessContext context, string name) => StartChild(context, new ChildSpec(name, Value.Text(name)));

    /// <summary>SUPERVISE_CHILD: the same with the child on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="start">What it runs: a function without parameters, the name of a program, or an object with that and more.</param>
    /// <param name="id">Its id.</param>
    [Suspends]
    public static Value SuperviseChildOf(ProcessContext context, Value start, Value id)
    {
        if (!IsId(context, "SUPERVISE_CHILD", id))
        {
            return default;
        }

        SpecProblem? problem = null;
        var child = SupervisorSpecReader.ReadChild(start, id.AsText, ref problem);
        if (problem is not null)
        {
            context.RaiseTypeMismatch("SUPERVISE_CHILD", problem.Expected, problem.Found);
            return default;
        }

        return StartChild(context, child);
    }

    /// <summary>RESTART_CHILD with an id: ends a child and starts it again; goes on when that is done.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="id">The id.</param>
    [Suspends]
    public static Value RestartChild(ProcessContext context, string id)
    {
        if (context.Process!.Details?.Supervision is not { } supervision)
        {
            return Value.Text(NotSupervisor);
        }

        if (!IsIdle(context, supervision))
        {
            return default;
        }

        if (supervision.Awaited is null)
        {
            switch (supervision.Rules.Restart(id))
            {
                case RestartOutcome.UnknownChild:
                    return Value.Text($"child_not_found_{id}");
                case RestartOutcome.LimitExceeded:
                    return Value.Text($"restart_limit_exceeded_{id}");
            }

            supervision.Awaited = id;
            if (!IsIdle(context, supervision))
            {
                return default;
            }
        }

        supervision.Awaited = null;
        return Conclude(context, supervision, $"restarting_{id}");
    }

    /// <summary>RESTART_CHILD: the same with the id on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="id">The id.</param>
    [Suspends]
    public static Value RestartChildOf(ProcessContext context, Value id) =>
        IsId(context, "RESTART_CHILD", id) ? RestartChild(context, id.AsText) : default;

    private static Supervision Begin(ProcessContext context, SupervisorSpec spec)
    {
        var details = context.Process!.EnsureDetails();
        details.TrapsExits = true;
        return details.Supervision = new Supervision(context.Scheduler!, context.Process, spec, ProcessOperations.StartSupervised);
    }

    private static Value StartChild(ProcessContext context, ChildSpec child)
    {
        if (context.Process!.Details?.Supervision is not { } supervision)
        {
            return Value.Text(NotSupervisor);
        }

        if (!IsIdle(context, supervision))
        {
            return default;
        }

        if (supervision.Rules.Find(child.Id) is not null)
        {
            return Value.Text($"supervise_failed_Child '{child.Id}' already exists");
        }

        return Value.Text(supervision.Rules.TryStartNew(child)
            ? $"supervising_{child.Id}"
            : $"supervise_failed_Child '{child.Id}' does not start");
    }

    /// <summary>Whether a supervisor can be asked for something; otherwise its process waits, or must end.</summary>
    private static bool IsIdle(ProcessContext context, Supervision supervision)
    {
        if (!context.Process!.TakeOver())
        {
            context.Leave(Suspension.End);
            return false;
        }

        if (supervision.Rules.IsBusy)
        {
            context.Leave(Suspension.Wait);
            return false;
        }

        return true;
    }

    private static Value Conclude(ProcessContext context, Supervision supervision, string result)
    {
        supervision.Settle();
        if (!context.Process!.IsEnding)
        {
            return Value.Text(result);
        }

        context.Leave(Suspension.End);
        return default;
    }

    private static bool IsId(ProcessContext context, string operation, Value id)
    {
        if (!id.IsText)
        {
            context.RaiseTypeMismatch(operation, "a string id", id);
        }

        return id.IsText;
    }
}
