using System.Globalization;
using System.Text;

namespace TinyTotIL.Runtime.Operations;

/// <summary>The patterns of C's <c>strftime</c> in the C locale, in UTC and the proleptic Gregorian calendar.</summary>
/// <remarks>
/// Between <c>%</c> and the letter may stand <c>-</c> (no padding), <c>_</c> (padding by spaces), <c>0</c> (by zeros), and the
/// modifiers <c>E</c> and <c>O</c>, which mean nothing in this locale. What is no pattern stays as written.
/// </remarks>
internal sealed class TimeFormat
{
    /// <summary>The first second of year 1.</summary>
    public const long Earliest = -62135596800;

    /// <summary>The last second of year 9999.</summary>
    public const long Latest = 253402300799;

    /// <summary>Names of the days, Sunday first.</summary>
    internal static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    /// <summary>Names of the months.</summary>
    internal static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ];

    private readonly StringBuilder _text = new();
    private readonly long _timestamp;
    private readonly DateTime _time;

    private TimeFormat(long timestamp)
    {
        _timestamp = timestamp;
        _time = DateTime.UnixEpoch.AddSeconds(timestamp);
    }

    private int Weekday => (int)_time.DayOfWeek;

    private int WeekdayFromMonday => (Weekday + 6) % 7;

    private int Hour12 => _time.Hour % 12 == 0 ? 12 : _time.Hour % 12;

    /// <summary>Formats a time.</summary>
    /// <param name="timestamp">Seconds since 1970-01-01, from <see cref="Earliest"/> to <see cref="Latest"/>.</param>
    /// <param name="pattern">The pattern.</param>
    public static string Format(long timestamp, string pattern)
    {
        var format = new TimeFormat(timestamp);
        format.AppendAll(pattern);
        return format._text.ToString();
    }

    private void AppendAll(string pattern)
    {
        int position = 0;
        while (position < pattern.Length)
        {
            int next = pattern.IndexOf('%', position);
            if (next < 0)
            {
                break;
            }

            _text.Append(pattern, position, next - position);
            position = AppendField(pattern, next);
        }

        _text.Append(pattern, position, pattern.Length - position);
    }

    /// <summary>Appends the field whose <c>%</c> stands at an index; returns the index behind it.</summary>
    private int AppendField(string pattern, int start)
    {
        int end = start + 1;
        char? padding = null;
        if (end < pattern.Length && pattern[end] is '-' or '_' or '0')
        {
            padding = pattern[end++];
        }

        if (end < pattern.Length && pattern[end] is 'E' or 'O')
        {
            end++;
        }

        if (end == pattern.Length || !(TryAppendText(pattern[end]) || TryAppendNumber(pattern[end], padding)))
        {
            end = Math.Min(end, pattern.Length - 1);
            _text.Append(pattern, start, end + 1 - start);
        }

        return end + 1;
    }

    private bool TryAppendText(char field)
    {
        string? text = field switch
        {
            'a' => Days[Weekday][..3],
            'A' => Days[Weekday],
            'b' or 'h' => Months[_time.Month - 1][..3],
            'B' => Months[_time.Month - 1],
            'n' => "\n",
            'p' => _time.Hour < 12 ? "AM" : "PM",
            'P' => _time.Hour < 12 ? "am" : "pm",
            't' => "\t",
            'z' => "+0000",
            'Z' => "UTC",
            '%' => "%",
            _ => null,
        };
        if (text is not null)
        {
            _text.Append(text);
            return true;
        }

        string? expansion = field switch
        {
            'c' => "%a %b %e %H:%M:%S %Y",
            'D' or 'x' => "%m/%d/%y",
            'F' => "%Y-%m-%d",
            'r' => "%I:%M:%S %p",
            'R' => "%H:%M",
            'T' or 'X' => "%H:%M:%S",
            _ => null,
        };
        if (expansion is null)
        {
            return false;
        }

        AppendAll(expansion);
        return true;
    }

    private bool TryAppendNumber(char field, char? padding)
    {
        (long Number, int Width, char Padding)? found = field switch
        {
            'C' => (_time.Year / 100, 2, '0'),
            'd' => (_time.Day, 2, '0'),
            'e' => (_time.Day, 2, '_'),
            'g' => (ISOWeek.GetYear(_time) % 100, 2, '0'),
            'G' => (ISOWeek.GetYear(_time), 4, '0'),
            'H' => (_time.Hour, 2, '0'),
            'I' => (Hour12, 2, '0'),
            'j' => (_time.DayOfYear, 3, '0'),
            'k' => (_time.Hour, 2, '_'),
            'l' => (Hour12, 2, '_'),
            'm' => (_time.Month, 2, '0'),
            'M' => (_time.Minute, 2, '0'),
            's' => (_timestamp, 1, '0'),
            'S' => (_time.Second, 2, '0'),
            'u' => (WeekdayFromMonday + 1, 1, '0'),
            'U' => ((_time.DayOfYear + 6 - Weekday) / 7, 2, '0'),
            'V' => (ISOWeek.GetWeekOfYear(_time), 2, '0'),
            'w' => (Weekday, 1, '0'),
            'W' => ((_time.DayOfYear + 6 - WeekdayFromMonday) / 7, 2, '0'),
            'y' => (_time.Year % 100, 2, '0'),
            'Y' => (_time.Year, 4, '0'),
            _ => null,
        };
        if (found is not var (number, width, usual))
        {
            return false;
        }

        string digits = number.ToString(CultureInfo.InvariantCulture);
        _text.Append((padding ?? usual) switch
        {
            '-' => digits,
            '_' => digits.PadLeft(width, ' '),
            _ => digits.PadLeft(width, '0'),
        });
        return true;
    }
}
