using System.Globalization;
using System.Text;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Names of labels: those of procedures as far as the text format can hold them, each one once.</summary>
internal sealed class LabelNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _repeats = new(StringComparer.Ordinal);

    /// <summary>A name like the wanted one that has not been given yet.</summary>
    /// <param name="wanted">The name.</param>
    public string Make(string wanted)
    {
        string name = Writable(wanted);
        if (_taken.Add(name))
        {
            return name;
        }

        int number = _repeats.GetValueOrDefault(name, 1);
        string unique;
        do
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}.{++number}");
        }
        while (!_taken.Add(unique));
        _repeats[name] = number;
        return unique;
    }

    /// <summary>A name without what would end it in the text format, or make it a number.</summary>
    /// <param name="name">A name of Scheme, which may hold anything.</param>
    public static string Writable(string name)
    {
        var digits = name.AsSpan().TrimStart("+-");
        bool isNumber = name.Length == 0 || (digits.Length > 0 && digits.IndexOfAnyExceptInRange('0', '9') < 0);
        if (!isNumber && IsPlain(name))
        {
            return name;
        }

        var text = new StringBuilder(isNumber ? "_" : "");
        foreach (char unit in name)
        {
            if (IsSpecial(unit))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{(int)unit:x}");
            }
            else
            {
                text.Append(unit);
            }
        }

        return text.ToString();
    }

    private static bool IsPlain(string name)
    {
        foreach (char unit in name)
        {
            if (IsSpecial(unit))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSpecial(char unit) => unit is ';' or '"' || char.IsWhiteSpace(unit) || char.IsControl(unit) || char.IsSurrogate(unit);
}
