using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Replaces the escapes of a JSON text.</summary>
internal static class JsonEscapes
{
    private const int Few = 256;
    private const int Digits = 4;

    /// <summary>The text with its escapes replaced; null if it has escapes for surrogates, which must form pairs.</summary>
    /// <param name="written">What stands between the quotes, known to be correct but for those.</param>
    public static string? Resolve(ReadOnlySpan<char> written)
    {
        char[]? rented = written.Length > Few ? ArrayPool<char>.Shared.Rent(written.Length) : null;
        var target = rented is null ? stackalloc char[Few] : rented;
        int length = Resolve(written, target);
        string? result = length < 0 ? null : target[..length].ToString();
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return result;
    }

    private static int Resolve(ReadOnlySpan<char> written, Span<char> target)
    {
        int next = 0;
        int length = 0;
        while (true)
        {
            int plain = CopyPlain(written[next..], target[length..]);
            next += plain;
            length += plain;
            if (next == written.Length)
            {
                return length;
            }

            char escaped = MeaningOf(written[next + 1]);
            next += 2;
            if (escaped == 'u')
            {
                escaped = (char)ushort.Parse(written.Slice(next, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                next += Digits;
                if (char.IsSurrogate(escaped))
                {
                    return -1;
                }
            }

            target[length++] = escaped;
        }
    }

    /// <summary>Copies up to the next escape.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="target">Where to, at least as long; what follows the copy in it may be written to as well.</param>
    /// <returns>How many characters.</returns>
    private static int CopyPlain(ReadOnlySpan<char> source, Span<char> target)
    {
        // Escapes lie close together, so that looking for one and copying in turn would cost more than the characters.
        var units = MemoryMarshal.Cast<char, ushort>(source);
        var copy = MemoryMarshal.Cast<char, ushort>(target);
        int count = 0;
        while (count <= units.Length - Vector128<ushort>.Count)
        {
            var some = Vector128.Create(units[count..]);
            some.CopyTo(copy[count..]);
            uint escapes = Vector128.Equals(some, Vector128.Create((ushort)'\\')).ExtractMostSignificantBits();
            if (escapes != 0)
            {
                return count + BitOperations.TrailingZeroCount(escapes);
            }

            count += Vector128<ushort>.Count;
        }

        while (count < source.Length && source[count] != '\\')
        {
            target[count] = source[count];
            count++;
        }

        return count;
    }

    private static char MeaningOf(char letter) => letter switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        _ => letter,
    };
}
