using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>At which of the times that a breakpoint is met it counts, as editors let people write it: <c>5</c>, <c>&gt;= 5</c>, <c>% 2</c>.</summary>
internal static class HitCondition
{
    private static readonly string[] Operators = [">=", "<=", "==", ">", "<", "=", "%"];

    /// <summary>Reads one.</summary>
    /// <param name="text">What was entered. A mere number means from that time on.</param>
    /// <param name="test">Whether a time counts, numbered from 1.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out Predicate<long>? test)
    {
        string trimmed = text.Trim();
        string sign = Operators.FirstOrDefault(known => trimmed.StartsWith(known, StringComparison.Ordinal)) ?? "";
        test = null;
        if (!long.TryParse(trimmed.AsSpan(sign.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) || (sign == "%" && number == 0))
        {
            return false;
        }

        test = sign switch
        {
            "" or ">=" => hits => hits >= number,
            "<=" => hits => hits <= number,
            ">" => hits => hits > number,
            "<" => hits => hits < number,
            "%" => hits => hits % number == 0,
            _ => hits => hits == number,
        };
        return true;
    }
}
