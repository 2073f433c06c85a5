using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Observation;

/// <summary>Ends a program that runs long after some instructions, at the same one in each engine, so that long programs are looked at as far as that.</summary>
/// <param name="most">Instructions that it may start.</param>
internal sealed class EventLimit(long most) : ExecutionListener
{
    private long _left = most;

    /// <summary>Whether the program was ended.</summary>
    public bool IsReached => _left < 0;

    /// <inheritdoc/>
    public override void Starting(ProcessContext context, IMachineView machine, int address)
    {
        if (--_left < 0)
        {
            throw new HookFailureException("the test has seen enough");
        }
    }
}
