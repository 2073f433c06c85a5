using System.Diagnostics.Tracing;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Events for tools that listen to .NET programs.</summary>
[EventSource(Name = "TinyTotIL-Processes")]
internal sealed class ProcessEventSource : EventSource
{
    /// <summary>The source. Making it takes milliseconds, so it is first touched where those do not count: see <see cref="ProcessTelemetry"/>.</summary>
    public static ProcessEventSource Log { get; } = new();

    /// <summary>A process was started.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="parent">The number of the one that started it; 0 for the main program.</param>
    [Event(1, Level = EventLevel.Informational, Keywords = Keywords.Lives)]
    public void Spawn(long process, long parent) => WriteEvent(1, process, parent);

    /// <summary>A process ended.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="reason">Its exit reason.</param>
    [Event(2, Level = EventLevel.Informational, Keywords = Keywords.Lives)]
    public void Exit(long process, string reason) => WriteEvent(2, process, reason);

    /// <summary>All processes wait for each other.</summary>
    /// <param name="report">Which one waits where, in lines.</param>
    [Event(3, Level = EventLevel.Error, Keywords = Keywords.Lives)]
    public void Deadlock(string report) => WriteEvent(3, report);

    /// <summary>A process had a slice of time.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="reductions">Reductions it used.</param>
    [Event(4, Level = EventLevel.Verbose, Keywords = Keywords.Slices)]
    public void Slice(long process, long reductions) => WriteEvent(4, process, reductions);

    /// <inheritdoc/>
    protected override void OnEventCommand(EventCommandEventArgs command)
    {
        ProcessEvents.IsOn = IsEnabled();
        ProcessEvents.HasSlices = IsEnabled(EventLevel.Verbose, Keywords.Slices);
    }

    /// <summary>What a listener can ask for.</summary>
    public static class Keywords
    {
        /// <summary>Starts, ends and deadlocks.</summary>
        public const EventKeywords Lives = (EventKeywords)1;

        /// <summary>Time slices, of which there may be millions a second.</summary>
        public const EventKeywords Slices = (EventKeywords)2;
    }
}
