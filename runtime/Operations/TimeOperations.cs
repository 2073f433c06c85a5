using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on time.</summary>
public static class TimeOperations
{
    /// <summary>GET_TIME: seconds since 1970-01-01 UTC.</summary>
    /// <param name="context">The running process.</param>
    public static Value GetTime(ProcessContext context) => Value.Int(context.Scheduler?.UnixSeconds ?? context.Host.Clock.UnixSeconds);

    /// <summary>SLEEP: waits; a float is cut to whole milliseconds, less than one is no wait.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="duration">Milliseconds.</param>
    [Suspends]
    public static void Sleep(ProcessContext context, Value duration)
    {
        if (!duration.IsInt && !duration.IsFloat)
        {
            context.RaiseTypeMismatch("SLEEP", "int or float (milliseconds)", duration);
            return;
        }

        // The conversion saturates, and makes 0 of what is not a number.
        long milliseconds = duration.IsInt ? duration.AsInt : (long)duration.AsFloat;
        if (milliseconds <= 0)
        {
            return;
        }

        if (context.Scheduler is not null)
        {
            SleepBesideOthers(context, milliseconds);
        }
        else
        {
            context.Host.Console.Flush();
            context.Host.Clock.Sleep(milliseconds);
        }
    }

    private static void SleepBesideOthers(ProcessContext context, long milliseconds)
    {
        var process = context.Process!;
        var details = process.EnsureDetails();
        if (details.Alarm is { HasRung: true })
        {
            details.Alarm = null;
            return;
        }

        if (details.Alarm is null)
        {
            details.Alarm = new WakeAlarm(process);
            context.Scheduler!.Clock.Arm(details.Alarm, milliseconds);
        }

        context.WaitForWake();
    }

    /// <summary>FORMAT_TIME: a Unix timestamp in UTC by a strftime pattern.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="timestamp">Seconds since 1970-01-01, negative before.</param>
    /// <param name="pattern">The pattern.</param>
    [Pure(MakesObject = true)]
    public static Value Format(ProcessContext context, Value timestamp, Value pattern)
    {
        if (!timestamp.IsInt || !pattern.IsText)
        {
            context.RaiseTypeMismatch("FORMAT_TIME", "int (timestamp) and string (format)", timestamp, pattern);
            return default;
        }

        if (timestamp.AsInt < TimeFormat.Earliest || timestamp.AsInt > TimeFormat.Latest)
        {
            context.Raise(ErrorText.Unsupported($"FORMAT_TIME of {timestamp.AsInt}, which is outside the years 1 to 9999"));
            return default;
        }

        return Value.Text(TimeFormat.Format(timestamp.AsInt, pattern.AsText));
    }
}
