using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What code that was compiled to be observed calls.</summary>
public static class ObservationOperations
{
    /// <summary>Tells the observer of an instruction that is about to start on the stack machine.</summary>
    /// <remarks>
    /// Here is also where the time slice ends, at the same instructions as in the interpreter, so that a run with a seed has the same schedule in both.
    /// </remarks>
    /// <param name="context">The context.</param>
    /// <param name="index">Index of the instruction.</param>
    public static void Before(ProcessContext context, int index)
    {
        var machine = context.Machine!;
        if (context.IsPreemptive && (context.Image.Instrumentation & Instrumentation.OfEachInstruction) != 0 && machine.TryGoBackTo(index))
        {
            SchedulingOperations.CheckPoint(context);
            if (context.Reductions < 0)
            {
                return;
            }
        }

        if (machine.TryStart(index) && context.Observer is { } observer)
        {
            observer.Before(context, machine, index);
        }
    }
}
