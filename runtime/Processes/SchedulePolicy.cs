namespace TinyTotIL.Runtime.Processes;

/// <summary>Makes the choices of a scheduler that leaves nothing to chance: which process comes next, and for how long.</summary>
public abstract class SchedulePolicy
{
    /// <summary>Chooses the process to run.</summary>
    /// <param name="count">Processes that can run; at least one.</param>
    /// <returns>The number of one of them, from 0. They are numbered in an order that depends on earlier choices alone.</returns>
    public abstract int ChooseProcess(int count);

    /// <summary>Chooses the process to run, for who must know them.</summary>
    /// <param name="runnable">Processes that can run; at least one. What becomes runnable meanwhile is added at the end.</param>
    /// <returns>The number of one of them, from 0.</returns>
    internal virtual int ChooseAmong(IReadOnlyList<Process> runnable) => ChooseProcess(runnable.Count);

    /// <summary>Chooses the length of a time slice.</summary>
    /// <param name="longest">The longest there is.</param>
    /// <returns>Reductions, from 1 to <paramref name="longest"/>.</returns>
    public abstract int ChooseSlice(int longest);

    /// <summary>Whether a process leaves the native stack at the end of each slice, even when no other could run.</summary>
    public virtual bool AlwaysYields => false;
}
