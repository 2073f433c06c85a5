namespace TinyTotIL.Runtime.Operations;

/// <summary>Reads times by the patterns that <see cref="TimeFormat"/> writes.</summary>
/// <remarks>
/// Numbers may have fewer digits than are written. Names of days are read and mean nothing. What a pattern does not give is that of 1970-01-01 00:00:00 UTC.
/// <c>%f</c> is an optional fraction of a second, which is dropped. White space in a pattern is any white space, or none.
/// </remarks>
internal sealed class TimeParser
{
    private const int MinutesPerHour = 60;
    private const int SecondsPerMinute = 60;

    private readonly string _text;
    private int _position;
    private long _year = 1970;
    private long _month = 1;
    private long _day = 1;
    private long _hour;
    private long _minute;
    private long _second;
    private long _offset;
    private long? _dayOfYear;
    private long? _timestamp;
    private bool? _isAfternoon;

    private TimeParser(string text) => _text = text;

    /// <summary>Reads a time; false when the text has not the form of the pattern, or says what is no time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="timestamp">Seconds since 1970-01-01.</param>
    public static bool TryParse(string text, string pattern, out long timestamp)
    {
        var parser = new TimeParser(text);
        timestamp = 0;
        return parser.TryReadAll(pattern) && parser._position == text.Length && parser.TryFinish(out timestamp);
    }

    /// <summary>The timestamp of a date and a time of day; false when there is none.</summary>
    public static bool TryMake(long year, long month, long day, long hour, long minute, long second, out long timestamp)
    {
        timestamp = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        var time = new DateTime((int)year, (int)month, (int)day, (int)hour, (int)minute, (int)second, DateTimeKind.Utc);
        timestamp = (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        return true;
    }

    private bool TryFinish(out long timestamp)
    {
        if (_timestamp is { } given)
        {
            timestamp = given;
            return given is >= TimeFormat.Earliest and <= TimeFormat.Latest;
        }

        if (_isAfternoon is { } isAfternoon)
        {
            if (_hour is < 1 or > 12)
            {
                timestamp = 0;
                return false;
            }

            _hour = (_hour % 12) + (isAfternoon ? 12 : 0);
        }

        bool isTime = TryMake(_year, _month, _day, _hour, _minute, _second, out timestamp);
        if (isTime && _dayOfYear is { } day)
        {
            isTime = TryMake(_year, 1, 1, _hour, _minute, _second, out timestamp) && day >= 1 && day <= (DateTime.IsLeapYear((int)_year) ? 366 : 365);
            timestamp += (day - 1) * 86_400;
        }

        timestamp -= _offset;
        return isTime && timestamp is >= TimeFormat.Earliest and <= TimeFormat.Latest;
    }

    private bool TryReadAll(string pattern)
    {
        for (int index = 0; index < pattern.Length; index++)
        {
            if (pattern[index] == '%' && index + 1 < pattern.Length)
            {
                index++;
                index += pattern[index] is '-' or '_' or '0' or 'E' or 'O' && index + 1 < pattern.Length ? 1 : 0;
                if (!TryReadField(pattern[index]))
                {
                    return false;
                }
            }
            else if (char.IsWhiteSpace(pattern[index]))
            {
                SkipSpace();
            }
            else if (!TryReadLetter(pattern[index]))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadField(char field)
    {
        switch (field)
        {
            case 'Y':
                return TryReadNumber(4, ref _year);
            case 'm':
                return TryReadNumber(2, ref _month);
            case 'd' or 'e':
                return TryReadNumber(2, ref _day);
            case 'H' or 'I' or 'k' or 'l':
                return TryReadNumber(2, ref _hour);
            case 'M':
                return TryReadNumber(2, ref _minute);
            case 'S':
                return TryReadNumber(2, ref _second);
            case 'n' or 't':
                SkipSpace();
                return true;
            case '%':
                return TryReadLetter('%');
            default:
                return Expansion(field) is { } pattern ? TryReadAll(pattern) : TryReadRareField(field);
        }
    }

    private static string? Expansion(char field) => field switch
    {
        'F' => "%Y-%m-%d",
        'T' or 'X' => "%H:%M:%S",
        'R' => "%H:%M",
        'D' or 'x' => "%m/%d/%y",
        'c' => "%a %b %e %H:%M:%S %Y",
        'r' => "%I:%M:%S %p",
        _ => null,
    };

    private bool TryReadRareField(char field)
    {
        switch (field)
        {
            case 'b' or 'B' or 'h':
                return TryReadName(TimeFormat.Months, out int month) && (_month = month + 1) > 0;
            case 'a' or 'A':
                return TryReadName(TimeFormat.Days, out _);
            case 'p' or 'P':
                bool isHalf = TryReadName(["AM", "PM"], out int half);
                _isAfternoon = half == 1;
                return isHalf;
            case 'j':
                long day = 0;
                bool isDay = TryReadNumber(3, ref day);
                _dayOfYear = day;
                return isDay;
            case 'y':
                bool isYear = TryReadNumber(2, ref _year);
                _year += _year < 69 ? 2000 : 1900;
                return isYear;
            case 's':
                return TryReadTimestamp();
            case 'f':
                SkipFraction();
                return true;
            case 'z':
                return TryReadOffset();
            case 'Z':
                return TryReadName(["UTC", "GMT"], out _);
            default:
                return false;
        }
    }

    private bool TryReadTimestamp()
    {
        long sign = Peek == '-' ? -1 : 1;
        _position += sign < 0 ? 1 : 0;
        long number = 0;
        bool isNumber = TryReadNumber(12, ref number);
        _timestamp = sign * number;
        return isNumber;
    }

    private void SkipFraction()
    {
        if (Peek is '.' or ',' && _position + 1 < _text.Length && char.IsAsciiDigit(_text[_position + 1]))
        {
            _position++;
            while (char.IsAsciiDigit(Peek))
            {
                _position++;
            }
        }
    }

    /// <summary>Reads <c>Z</c>, or hours and minutes with a sign and perhaps a colon between them.</summary>
    private bool TryReadOffset()
    {
        if (Peek is 'Z' or 'z')
        {
            _position++;
            return true;
        }

        long sign = Peek == '+' ? 1 : Peek == '-' ? -1 : 0;
        _position++;
        long hours = 0, minutes = 0;
        if (sign == 0 || !TryReadNumber(2, ref hours))
        {
            return false;
        }

        _position += Peek == ':' ? 1 : 0;
        _ = char.IsAsciiDigit(Peek) && TryReadNumber(2, ref minutes);
        _offset = sign * ((hours * MinutesPerHour) + minutes) * SecondsPerMinute;
        return hours < 24 && minutes < MinutesPerHour;
    }

    private bool TryReadNumber(int mostDigits, ref long number)
    {
        SkipSpace();
        int start = _position;
        long value = 0;
        while (_position - start < mostDigits && char.IsAsciiDigit(Peek))
        {
            value = (value * 10) + (_text[_position++] - '0');
        }

        number = value;
        return _position > start;
    }

    /// <summary>Reads one of some names, or its first three letters, in any case.</summary>
    private bool TryReadName(ReadOnlySpan<string> names, out int index)
    {
        var rest = _text.AsSpan(_position);
        for (index = 0; index < names.Length; index++)
        {
            int length = rest.StartsWith(names[index], StringComparison.OrdinalIgnoreCase) ? names[index].Length
                : names[index].Length > 3 && rest.StartsWith(names[index].AsSpan(0, 3), StringComparison.OrdinalIgnoreCase) ? 3 : 0;
            if (length > 0)
            {
                _position += length;
                return true;
            }
        }

        return false;
    }

    private bool TryReadLetter(char letter)
    {
        bool isThere = Peek == letter && _position < _text.Length;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipSpace()
    {
        while (char.IsWhiteSpace(Peek))
        {
            _position++;
        }
    }

    private char Peek => _position < _text.Length ? _text[_position] : '\0';
}
