using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of time. Timestamps are seconds since 1970-01-01 in UTC; the years 1 to 9999 can be taken apart.</summary>
[TtvmLibrary("time")]
public static class TimeNatives
{
    private const int SecondsPerDay = 86_400;
    private const int MonthsPerYear = 12;

    private static readonly string[] IsoDates = ["%Y-%m-%d"];
    private static readonly string[] IsoTimes = ["%H:%M:%S%f%z", "%H:%M:%S%f", "%H:%M%z", "%H:%M"];

    private static readonly string[] IsoPatterns =
        [.. IsoDates, .. IsoTimes.Select(time => $"{IsoDates[0]}T{time}"), .. IsoTimes.Select(time => $"{IsoDates[0]} {time}")];

    /// <summary>Milliseconds since 1970-01-01.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("time.now_ms")]
    public static long NowMilliseconds(ProcessContext context) =>
        context.Scheduler?.UnixMilliseconds ?? context.Host.Clock.UnixMilliseconds;

    /// <summary>Milliseconds since some moment, for measuring: never set back or forward.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("time.monotonic_ms")]
    public static long MonotonicMilliseconds(ProcessContext context) =>
        context.Scheduler?.MonotonicMilliseconds ?? context.Host.Clock.MonotonicMilliseconds;

    /// <summary>The parts of a time: year, month, day, hour, minute, second, weekday (1 is Monday), day_of_year.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="timestamp">The time.</param>
    [TtvmFunction("time.parts")]
    public static Value Parts(ProcessContext context, long timestamp)
    {
        if (!IsInCalendar(context, timestamp))
        {
            return default;
        }

        var time = DateTime.UnixEpoch.AddSeconds(timestamp);
        return Value.From(ObjectValue.Empty
            .Set("year", Value.Int(time.Year))
            .Set("month", Value.Int(time.Month))
            .Set("day", Value.Int(time.Day))
            .Set("hour", Value.Int(time.Hour))
            .Set("minute", Value.Int(time.Minute))
            .Set("second", Value.Int(time.Second))
            .Set("weekday", Value.Int(time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek))
            .Set("day_of_year", Value.Int(time.DayOfYear)));
    }

    /// <summary>The timestamp of a date and a time of day.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="year">From 1 to 9999.</param>
    /// <param name="month">From 1 to 12.</param>
    /// <param name="day">From 1 on.</param>
    /// <param name="hour">From 0 to 23.</param>
    /// <param name="minute">From 0 to 59.</param>
    /// <param name="second">From 0 to 59.</param>
    [TtvmFunction("time.make"), Pure]
    public static long Make(ProcessContext context, long year, long month, long day, long hour, long minute, long second)
    {
        if (TimeParser.TryMake(year, month, day, hour, minute, second, out long timestamp))
        {
            return timestamp;
        }

        context.Raise(string.Create(CultureInfo.InvariantCulture, $"time.make: there is no time {year}-{month}-{day} {hour}:{minute}:{second}"));
        return 0;
    }

    /// <summary>The same time of day some months later, on the last day of the month when it has no such day.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="timestamp">The time.</param>
    /// <param name="months">How many; negative for earlier.</param>
    [TtvmFunction("time.add_months"), Pure]
    public static long AddMonths(ProcessContext context, long timestamp, long months)
    {
        if (!IsInCalendar(context, timestamp))
        {
            return 0;
        }

        var time = DateTime.UnixEpoch.AddSeconds(timestamp);
        long month = ((long)time.Year * MonthsPerYear) + time.Month - 1;
        if (months < MonthsPerYear - month || months >= (10_000L * MonthsPerYear) - month)
        {
            context.Raise(ErrorText.Unsupported("time outside the years 1 to 9999"));
            return 0;
        }

        return timestamp + ((long)(time.AddMonths((int)months) - time).TotalDays * SecondsPerDay);
    }

    /// <summary>The same time of day some days later.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="timestamp">The time.</param>
    /// <param name="days">How many; negative for earlier.</param>
    [TtvmFunction("time.add_days"), Pure]
    public static long AddDays(ProcessContext context, long timestamp, long days)
    {
        long most = TimeFormat.Latest / SecondsPerDay * 2;
        return IsInCalendar(context, timestamp) && IsInCalendar(context, timestamp + (Math.Clamp(days, -most, most) * SecondsPerDay))
            ? timestamp + (days * SecondsPerDay)
            : 0;
    }

    /// <summary>Days of a month.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="year">From 1 to 9999.</param>
    /// <param name="month">From 1 to 12.</param>
    [TtvmFunction("time.days_in_month"), Pure]
    public static long DaysInMonth(ProcessContext context, long year, long month)
    {
        if (year is >= 1 and <= 9999 && month is >= 1 and <= MonthsPerYear)
        {
            return DateTime.DaysInMonth((int)year, (int)month);
        }

        context.Raise(string.Create(CultureInfo.InvariantCulture, $"time.days_in_month: there is no month {year}-{month}"));
        return 0;
    }

    /// <summary>The timestamp that a text gives by a strftime pattern.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    [TtvmFunction("time.parse"), Pure]
    public static long Parse(ProcessContext context, string text, string pattern)
    {
        if (TimeParser.TryParse(text, pattern, out long timestamp))
        {
            return timestamp;
        }

        context.Raise($"time.parse: '{DisplayText.Shorten(text)}' is no time of the form '{DisplayText.Shorten(pattern)}'");
        return 0;
    }

    /// <summary>The timestamp that a text in ISO 8601 gives: a date, with or without a time of day and its distance from UTC.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">Such as <c>2023-11-14T22:13:20Z</c>.</param>
    [TtvmFunction("time.parse_iso"), Pure]
    public static long ParseIso(ProcessContext context, string text)
    {
        foreach (string pattern in IsoPatterns)
        {
            if (TimeParser.TryParse(text, pattern, out long timestamp))
            {
                return timestamp;
            }
        }

        context.Raise($"time.parse_iso: '{DisplayText.Shorten(text)}' is no time in ISO 8601");
        return 0;
    }

    private static bool IsInCalendar(ProcessContext context, long timestamp)
    {
        if (timestamp is >= TimeFormat.Earliest and <= TimeFormat.Latest)
        {
            return true;
        }

        context.Raise(ErrorText.Unsupported("time outside the years 1 to 9999"));
        return false;
    }
}
