using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Is told what processes do, by the worker on which it happens, before the process goes on. Methods must be quick and safe to call from several threads.</summary>
public abstract class ProcessObserver
{
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

    /// <summary>A process ended.</summary>
    /// <param name="process">The process.</param>
    /// <param name="reason">The reason, as links and monitors are told.</param>
    public virtual void Exited(Process process, string reason)
    {
    }

    /// <summary>A process had a slice of time.</summary>
    /// <param name="process">The process.</param>
    /// <param name="reductions">Reductions it used.</param>
    /// <param name="elapsed">What it took, in ticks of the high-resolution timer.</param>
    public virtual void Ran(Process process, int reductions, long elapsed)
    {
    }
}
