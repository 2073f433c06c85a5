using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Tests.Fakes;

/// <summary>The code of a process: steps done in turn. A step that leaves the stack is asked again, as an instruction is.</summary>
internal sealed class Script(params Action<ProcessContext>[] steps) : SavedFrame
{
    private int _next;

    public override int Address => _next;

    /// <summary>What it leaves at its end.</summary>
    public Func<Value>? Result { get; init; }

    /// <summary>What a meter finds.</summary>
    public Func<Value>? Holds { get; init; }

    /// <summary>Starts a process that runs a script.</summary>
    public static Process Spawn(ProcessContext context, params Action<ProcessContext>[] steps) =>
        context.Scheduler!.Spawn(new Script(steps), context.Process);

    /// <summary>A step that does another one again and again; each time counts as a reduction.</summary>
    public static Action<ProcessContext> Repeat(long count, Action<ProcessContext> step)
    {
        long done = 0;
        return context =>
        {
            while (done < count)
            {
                step(context);
                if (context.Reductions < 0)
                {
                    return;
                }

                done++;
                SchedulingOperations.CheckPoint(context);
                if (context.Reductions < 0)
                {
                    return;
                }
            }
        };
    }

    /// <summary>A step that never ends.</summary>
    public static Action<ProcessContext> Forever() => Repeat(long.MaxValue, _ => { });

    public override Value Resume(ProcessContext context)
    {
        while (context.Reductions >= 0 && _next < steps.Length)
        {
            steps[_next](context);
            _next += context.Reductions < 0 ? 0 : 1;
        }

        if (context.Reductions == ProcessContext.Suspending)
        {
            context.Save(this);
        }

        return Result?.Invoke() ?? Value.Null;
    }

    public override void Measure(HeapMeter meter)
    {
        base.Measure(meter);
        if (Holds is not null)
        {
            meter.Add(Holds());
        }
    }
}
