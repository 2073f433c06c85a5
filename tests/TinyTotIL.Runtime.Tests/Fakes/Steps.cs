using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Tests.Fakes;

/// <summary>The code of a process: steps done in turn, with a chance for others after each. One that leaves the stack is asked again, as an instruction is.</summary>
internal sealed class Steps(IEnumerable<Action<ProcessContext>> steps) : SavedFrame
{
    private readonly IEnumerator<Action<ProcessContext>> _steps = steps.GetEnumerator();
    private Action<ProcessContext>? _current;

    /// <summary>When set, the process does nothing more but end by itself with this reason.</summary>
    public string? EndsWith { get; set; }

    public override Value Resume(ProcessContext context)
    {
        while (context.Reductions >= 0)
        {
            if (EndsWith is not null)
            {
                context.End(EndsWith);
            }
            else if (_current is not null || _steps.MoveNext())
            {
                _current ??= _steps.Current;
                _current(context);
                if (context.Reductions >= 0)
                {
                    // Each step uses up the slice.
                    _current = null;
                    context.Reductions = 0;
                    SchedulingOperations.CheckPoint(context);
                }
            }
            else
            {
                return Value.Null;
            }
        }

        if (context.Reductions == ProcessContext.Suspending)
        {
            context.Save(this);
        }

        return Value.Null;
    }
}
