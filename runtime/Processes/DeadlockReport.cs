using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Says which processes wait, and where, when nothing can wake them.</summary>
internal static class DeadlockReport
{
    /// <summary>Processes named one by one; the others are only counted.</summary>
    private const int MostListed = 20;

    /// <summary>The lines of the report.</summary>
    /// <param name="scheduler">The scheduler; none of its processes runs.</param>
    public static IReadOnlyList<string> Lines(Scheduler scheduler)
    {
        int count = 0;
        var lines = new List<string>();
        foreach (var process in scheduler.Processes)
        {
            count++;
            if (count <= MostListed)
            {
                lines.Add($"  process {process.Id}{NameOf(process, scheduler)} waits at {PlaceOf(process, scheduler.Image)}{MessagesOf(process)}");
            }
        }

        if (count > MostListed)
        {
            lines.Add($"  ... {count - MostListed} more");
        }

        string who = count == 1 ? "process 1 waits and nothing can wake it" : $"{count} processes wait and nothing can wake them";
        return [$"Deadlock: {who}", .. lines];
    }

    /// <summary>A message that does not match is the usual reason.</summary>
    private static string MessagesOf(Process process) => process.MailboxLength switch
    {
        0 => "",
        1 => ", not for the message in its mailbox",
        var count => $", not for any of the {count} messages in its mailbox",
    };

    private static string NameOf(Process process, Scheduler scheduler) =>
        scheduler.Names.NameOf(process) is { } name ? $" ({DisplayText.Escape(DisplayText.Shorten(name))})" : "";

    /// <summary>Where a process waits: the instruction of its innermost frame that knows one.</summary>
    /// <param name="process">The process; it does not run.</param>
    /// <param name="image">The program.</param>
    private static string PlaceOf(Process process, ProgramImage image)
    {
        for (var frame = process.Frames; frame is not null; frame = frame.Caller)
        {
            if (frame.Address >= 0)
            {
                return DisplayText.Escape(image.Symbols.Describe(frame.Address));
            }
        }

        return "an unknown place";
    }
}
