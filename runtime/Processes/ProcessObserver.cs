using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Is told what processes do, by the worker on which it happens, before the process goes on. Methods must be quick and safe to call from several threads.</summary>
public abstract class ProcessObserver
{
    /// <summary>The program is about to start. Called once, before anything else.</summary>
    /// <param name="view">What may be asked while it runs, and afterwards.</param>
    public virtual void Began(SchedulerView view)
    {
    }

    /// <summary>A process was started.</summary>
    /// <param name="process">The new one.</param>
    /// <param name="parent">The one that started it; null for the main program.</param>
    public virtual void Spawned(Process process, Process? parent)
    {
    }

    /// <summary>A value was sent.</summary>
    /// <param name="sender">The sender; null for a timer.</param>
    /// <param name="receiver">Number of the receiver, alive or not.</param>
    /// <param name="message">The value.</param>
    public virtual void Sent(Process? sender, long receiver, Value message)
    {
    }

    /// <summary>A process took a message out of its mailbox.</summary>
    /// <param name="process">The process.</param>
    /// <param name="message">What it received.</param>
    public virtual void Received(Process process, Value message)
    {
    }

    /// <summary>A process is about to end with an error that none of its handlers took.</summary>
    /// <param name="process">The process; null in a program without processes.</param>
    /// <param name="error">The text of the error.</param>
    /// <param name="place">Where it was raised; null when that is not known.</param>
    public virtual void Failed(Process? process, string error, string? place)
    {
    }

    /// <summary>The program was ended by none of its processes: memory was used up, output could not be written, or the runtime has a fault.</summary>
    /// <param name="error">What happened.</param>
    public virtual void Crashed(string error)
    {
    }

    /// <summary>A process ended.</summary>
    /// <param name="process">The process.</param>
    /// <param name="reason">The reason, as links and monitors are told.</param>
    public virtual void Exited(Process process, string reason)
    {
    }

    /// <summary>Every process waits for what cannot come, and the main program has not ended: nothing will happen any more.</summary>
    /// <param name="report">Which process waits where, and for what, in lines.</param>
    /// <param name="places">The places where processes wait, each once, in the order of their texts.</param>
    public virtual void Deadlocked(IReadOnlyList<string> report, IReadOnlyList<string> places)
    {
    }

    /// <summary>The run was given up because it took more than <see cref="SchedulerOptions.MaxSteps"/>.</summary>
    public virtual void GaveUp()
    {
    }

    /// <summary>A process had a slice of time.</summary>
    /// <param name="process">The process.</param>
    /// <param name="reductions">Reductions it used.</param>
    /// <param name="elapsed">What it took, in ticks of the high-resolution timer.</param>
    public virtual void Ran(Process process, long reductions, long elapsed)
    {
    }
}
