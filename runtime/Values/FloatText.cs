using System.Globalization;
using System.Numerics;

namespace TinyTotIL.Runtime.Values;

/// <summary>The written forms of a float: the shortest digits that read back as the same float, laid out as PRINT, error messages and Lisp want them.</summary>
internal static class FloatText
{
    /// <summary>No form is longer: a sign, <c>0.</c>, 323 zeros and 17 digits fit.</summary>
    public const int LongestForm = 352;

    /// <summary>From this magnitude on the Debug form has an exponent.</summary>
    private const double DebugExponentFrom = 1e16;

    /// <summary>Below this magnitude the Debug form has an exponent.</summary>
    private const double DebugExponentBelow = 1e-4;

    /// <summary>From this magnitude on the form of Lisp has an exponent.</summary>
    private const double LispExponentFrom = 1e21;

    /// <summary>Below this magnitude the form of Lisp has an exponent.</summary>
    private const double LispExponentBelow = 1e-6;

    /// <summary>Ties have fewer decimals: five to this power exceeds twice the largest number of 17 digits.</summary>
    private const int MostTieDecimals = 27;

    /// <summary>Writes the Display form: positional, without a fraction that is zero.</summary>
    /// <param name="value">The float.</param>
    /// <param name="target">At least <see cref="LongestForm"/> characters.</param>
    /// <returns>The part of the target that was written.</returns>
    public static ReadOnlySpan<char> Display(double value, Span<char> target) =>
        double.IsFinite(value) ? Write(value, target, 0, double.PositiveInfinity, "") : NameOf(value);

    /// <summary>Writes the Debug form: an exponent for the very large and small, otherwise at least one decimal.</summary>
    /// <param name="value">The float.</param>
    /// <param name="target">At least <see cref="LongestForm"/> characters.</param>
    /// <returns>The part of the target that was written.</returns>
    public static ReadOnlySpan<char> Debug(double value, Span<char> target) =>
        double.IsFinite(value) ? Write(value, target, DebugExponentBelow, DebugExponentFrom, ".0") : NameOf(value);

    /// <summary>Writes the form of Lisp: one that cannot be taken for an exact number.</summary>
    /// <param name="value">The float.</param>
    /// <param name="target">At least <see cref="LongestForm"/> characters.</param>
    /// <returns>The part of the target that was written.</returns>
    public static ReadOnlySpan<char> Lisp(double value, Span<char> target) =>
        double.IsFinite(value) ? Write(value, target, LispExponentBelow, LispExponentFrom, ".0")
        : double.IsNaN(value) ? "+nan.0" : value > 0 ? "+inf.0" : "-inf.0";

    private static string NameOf(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";

    private static ReadOnlySpan<char> Write(double value, Span<char> target, double exponentBelow, double exponentFrom, string wholeEnding)
    {
        double magnitude = Math.Abs(value);
        var writer = new Layout(target);
        if (double.IsNegative(value))
        {
            writer.Add('-');
        }

        Span<char> digits = stackalloc char[32];
        int count = ReadShortest(magnitude, digits, out int point);
        digits = digits[..count];
        if (magnitude >= exponentFrom || (magnitude < exponentBelow && magnitude > 0))
        {
            writer.AddScientific(digits, point);
        }
        else
        {
            writer.AddPositional(digits, point, wholeEnding);
        }

        return writer.Written;
    }

    /// <summary>The shortest digits that read back: the value is 0.d1d2d3... times ten to the power of <paramref name="point"/>.</summary>
    private static int ReadShortest(double magnitude, Span<char> digits, out int point)
    {
        Span<char> text = stackalloc char[32];
        magnitude.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        if (double.IsPow2(magnitude) && double.Parse(text[..length], CultureInfo.InvariantCulture) != magnitude)
        {
            // Below a power of two floats lie closer together than above it. .NET misses that for 2^-25 and 2^-958 and
            // gives 16 digits that belong to the neighbor.
            magnitude.TryFormat(text, out length, "E16", CultureInfo.InvariantCulture);
        }

        int count = TakeApart(text[..length], digits, out point);
        if (IsTieRoundedDown(magnitude, digits[..count], point))
        {
            // A 9 here would mean that fewer digits were enough.
            digits[count - 1]++;
        }

        return count;
    }

    /// <summary>Digits without zeros at the ends, and where the point lies from the first of them.</summary>
    private static int TakeApart(ReadOnlySpan<char> text, Span<char> digits, out int point)
    {
        int count = 0;
        bool inFraction = false;
        point = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == 'E')
            {
                point += int.Parse(text[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }

            if (text[i] == '.')
            {
                inFraction = true;
                continue;
            }

            bool isLeadingZero = count == 0 && text[i] == '0';
            if (!isLeadingZero)
            {
                digits[count++] = text[i];
            }

            // Digits before the point move it right; zeros between the point and the first digit move it left.
            point += isLeadingZero ? (inFraction ? -1 : 0) : (inFraction ? 0 : 1);
        }

        return digits[..count].TrimEnd('0').Length;
    }

    /// <summary>
    /// Whether the value lies exactly between these digits and the next larger ones: upstream then takes the larger,
    /// .NET the even.
    /// </summary>
    private static bool IsTieRoundedDown(double magnitude, ReadOnlySpan<char> digits, int point)
    {
        // A float that is a whole number is a multiple of a power of two too large to lie half way.
        int decimals = digits.Length - point;
        if (digits.IsEmpty || decimals is <= 0 or > MostTieDecimals)
        {
            return false;
        }

        long bits = BitConverter.DoubleToInt64Bits(magnitude);
        ulong mantissa = (ulong)((bits & ((1L << 52) - 1)) | (1L << 52));
        int zeros = BitOperations.TrailingZeroCount(mantissa);
        int binary = (int)(bits >> 52) - 1075 + zeros;

        // At a tie (2 * digits + 1) / (2 * 10^decimals) = mantissa * 2^binary. Both 2 * digits + 1 and the mantissa
        // without its trailing zeros are odd, so the powers of two cancel; the powers of five decide.
        if (binary != -decimals - 1)
        {
            return false;
        }

        UInt128 scaled = mantissa >> zeros;
        for (int i = 0; i < decimals; i++)
        {
            scaled *= 5;
        }

        return scaled == (2 * UInt128.Parse(digits, CultureInfo.InvariantCulture)) + 1;
    }

    /// <summary>Characters being laid out from left to right.</summary>
    private ref struct Layout(Span<char> target)
    {
        private readonly Span<char> _target = target;
        private int _length;

        public readonly ReadOnlySpan<char> Written => _target[.._length];

        public void Add(char character) => _target[_length++] = character;

        public void AddPositional(scoped ReadOnlySpan<char> digits, int point, string wholeEnding)
        {
            if (digits.IsEmpty || point >= digits.Length)
            {
                Add(digits.IsEmpty ? "0" : digits);
                AddZeros(digits.IsEmpty ? 0 : point - digits.Length);
                Add(wholeEnding);
                return;
            }

            if (point > 0)
            {
                Add(digits[..point]);
                Add('.');
                Add(digits[point..]);
                return;
            }

            Add("0.");
            AddZeros(-point);
            Add(digits);
        }

        public void AddScientific(scoped ReadOnlySpan<char> digits, int point)
        {
            Add(digits[0]);
            if (digits.Length > 1)
            {
                Add('.');
                Add(digits[1..]);
            }

            Add('e');
            (point - 1).TryFormat(_target[_length..], out int written, default, CultureInfo.InvariantCulture);
            _length += written;
        }

        private void Add(scoped ReadOnlySpan<char> text)
        {
            text.CopyTo(_target[_length..]);
            _length += text.Length;
        }

        private void AddZeros(int count)
        {
            _target.Slice(_length, count).Fill('0');
            _length += count;
        }
    }
}
