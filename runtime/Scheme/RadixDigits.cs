using System.Globalization;
using System.Numerics;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Digits of integers of any size in any radix from 2 to 36. Long ones are divided in halves, so that the time is that of a multiplication, not its square.</summary>
internal static class RadixDigits
{
    private const int Decimal = 10;

    /// <summary>Up to so many decimal digits .NET is faster; the time it takes grows with the square of their number.</summary>
    private const int FewDigits = 1000;

    private const string Symbols = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The value of a digit, at least 36 for what is none.</summary>
    /// <param name="symbol">The digit.</param>
    public static int ValueOf(char symbol) => symbol switch
    {
        >= '0' and <= '9' => symbol - '0',
        >= 'a' and <= 'z' => symbol - 'a' + 10,
        >= 'A' and <= 'Z' => symbol - 'A' + 10,
        _ => int.MaxValue,
    };

    /// <summary>The digit with a value.</summary>
    /// <param name="value">The value, less than 36.</param>
    public static char SymbolOf(int value) => Symbols[value];

    /// <summary>Most digits whose number is not too large.</summary>
    /// <param name="radix">The radix.</param>
    public static int MostDigits(int radix) => (int)(NumericTower.MostBits / Math.Log2(radix));

    /// <summary>Reads digits.</summary>
    /// <param name="digits">Digits of the radix, no more than <see cref="MostDigits"/>; none are zero.</param>
    /// <param name="radix">The radix.</param>
    public static BigInteger Read(ReadOnlySpan<char> digits, int radix) =>
        digits.IsEmpty ? BigInteger.Zero
        : radix == Decimal ? BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
        : Read(digits, radix, new Powers(radix));

    /// <summary>Writes an integer of 64 bits.</summary>
    /// <param name="number">The integer.</param>
    /// <param name="radix">The radix.</param>
    public static string Write(long number, int radix)
    {
        Span<char> target = stackalloc char[65];
        int first = target.Length;
        ulong rest = number < 0 ? unchecked(0 - (ulong)number) : (ulong)number;
        do
        {
            (rest, ulong digit) = Math.DivRem(rest, (ulong)radix);
            target[--first] = Symbols[(int)digit];
        }
        while (rest != 0);
        if (number < 0)
        {
            target[--first] = '-';
        }

        return target[first..].ToString();
    }

    /// <summary>Writes an integer of any size.</summary>
    /// <param name="number">The integer.</param>
    /// <param name="radix">The radix.</param>
    public static string Write(BigInteger number, int radix)
    {
        if (radix == Decimal && number.GetBitLength() < FewDigits)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        var powers = new Powers(radix);
        int room = (int)(number.GetBitLength() / Math.Log2(radix)) + 2;
        char[] target = new char[room + 1];
        Write(BigInteger.Abs(number), target, powers);
        int first = Array.FindIndex(target, symbol => symbol != '0');
        if (first < 0)
        {
            return "0";
        }

        if (number.Sign < 0)
        {
            target[--first] = '-';
        }

        return new string(target, first, target.Length - first);
    }

    private static BigInteger Read(ReadOnlySpan<char> digits, int radix, Powers powers)
    {
        if (digits.Length <= powers.Digits)
        {
            ulong number = 0;
            foreach (char digit in digits)
            {
                number = (number * (ulong)radix) + (ulong)ValueOf(digit);
            }

            return number;
        }

        var (power, length) = powers.Below(digits.Length);
        return (Read(digits[..^length], radix, powers) * power) + Read(digits[^length..], radix, powers);
    }

    private static void Write(BigInteger number, Span<char> target, Powers powers)
    {
        if (powers.Radix == Decimal && target.Length <= FewDigits)
        {
            number.TryFormat(target, out _, string.Create(CultureInfo.InvariantCulture, $"D{target.Length}"), CultureInfo.InvariantCulture);
            return;
        }

        if (target.Length > powers.Digits)
        {
            var (power, length) = powers.Below(target.Length);
            var high = BigInteger.DivRem(number, power, out var low);
            Write(high, target[..^length], powers);
            Write(low, target[^length..], powers);
            return;
        }

        ulong rest = (ulong)number;
        for (int i = target.Length - 1; i >= 0; i--)
        {
            (rest, ulong digit) = Math.DivRem(rest, (ulong)powers.Radix);
            target[i] = Symbols[(int)digit];
        }
    }

    /// <summary>Powers of a radix, each the square of the one before.</summary>
    private sealed class Powers
    {
        private readonly List<BigInteger> _squares;

        public Powers(int radix)
        {
            Radix = radix;
            Digits = (int)(63 / Math.Log2(radix));
            _squares = [BigInteger.Pow(radix, Digits)];
        }

        public int Radix { get; }

        /// <summary>Digits that certainly fit 64 bits.</summary>
        public int Digits { get; }

        /// <summary>The largest known power whose number of digits is less than a given one, greater than <see cref="Digits"/>.</summary>
        public (BigInteger Power, int Length) Below(int digits)
        {
            int index = 0;
            int length = Digits;
            while (length < digits - length)
            {
                length *= 2;
                index++;
                if (index == _squares.Count)
                {
                    _squares.Add(_squares[index - 1] * _squares[index - 1]);
                }
            }

            return (_squares[index], length);
        }
    }
}
