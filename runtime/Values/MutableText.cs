using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Values;

/// <summary>Text of a fixed length whose characters, Unicode scalar values, can be replaced and are found by position at once.</summary>
/// <remarks>
/// Most such text is never changed, so it begins as plain text and is taken apart at the first change: into UTF-16 units while each character takes one,
/// otherwise into scalar values. Text that grows by one append after another costs no more than text that cannot change.
/// </remarks>
public sealed class MutableText : HeapValue
{
    private object _content;
    private Form _form;

    private MutableText(object content, Form form, int length) => (_content, _form, Length) = (content, form, length);

    /// <summary>What the characters are kept in.</summary>
    private enum Form : byte
    {
        /// <summary>Text that cannot change, flat or not, each of whose characters is one unit.</summary>
        Plain,

        /// <summary>Text that cannot change, some of whose characters take two units.</summary>
        Paired,

        /// <summary>Units of its own, each a character.</summary>
        Units,

        /// <summary>Scalar values of its own.</summary>
        Scalars,
    }

    /// <summary>Number of characters.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.MutableText;

    /// <summary>Bytes that the characters take.</summary>
    public long HeldBytes => _form == Form.Scalars ? 4L * Length : _form == Form.Paired ? 2L * TextValue.LengthOf(_content) : 2L * Length;

    /// <summary>The character at a position from 0 up to the length.</summary>
    /// <param name="index">The position.</param>
    public int this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _form == Form.Units ? Unsafe.As<char[]>(_content)[index]
            : _form == Form.Plain && _content is string text ? text[index]
            : ReadSlow(index);
        set
        {
            if (_form == Form.Units && value <= char.MaxValue)
            {
                Unsafe.As<char[]>(_content)[index] = (char)value;
            }
            else
            {
                WriteSlow(index, value);
            }
        }
    }

    /// <summary>Makes text that begins as other text.</summary>
    /// <param name="text">The text.</param>
    public static MutableText Of(string text) => Of(text, TextScalars.Count(text));

    /// <summary>Makes text that begins as other text whose characters have been counted.</summary>
    /// <param name="text">A string, or a view of text that cannot change.</param>
    /// <param name="length">Its number of characters.</param>
    internal static MutableText Of(object text, int length) => new(text, length == TextValue.LengthOf(text) ? Form.Plain : Form.Paired, length);

    /// <summary>Makes text of one character several times over.</summary>
    /// <param name="length">How many times.</param>
    /// <param name="scalar">The character.</param>
    public static MutableText Repeat(int length, int scalar)
    {
        if (scalar <= char.MaxValue)
        {
            var units = GC.AllocateUninitializedArray<char>(length);
            Array.Fill(units, (char)scalar);
            return new MutableText(units, Form.Units, length);
        }

        int[] scalars = GC.AllocateUninitializedArray<int>(length);
        Array.Fill(scalars, scalar);
        return new MutableText(scalars, Form.Scalars, length);
    }

    /// <summary>The text as it is now, as a string or a view of text that cannot change.</summary>
    internal object Content => _form is Form.Plain or Form.Paired ? _content : ToString();

    /// <summary>The units of text each of whose characters is one; false for other text.</summary>
    /// <param name="units">The units; a later change of the text may or may not show.</param>
    internal bool TryGetUnits(out ReadOnlySpan<char> units)
    {
        units = _form switch
        {
            Form.Plain => TextValue.SpanOf(_content),
            Form.Units => Unsafe.As<char[]>(_content),
            _ => default,
        };
        return _form is Form.Plain or Form.Units;
    }

    /// <summary>The text as it is now.</summary>
    public override string ToString() => _form switch
    {
        Form.Units => new string(Unsafe.As<char[]>(_content)),
        Form.Scalars => Encode(Unsafe.As<int[]>(_content)),
        _ => _content.ToString()!,
    };

    /// <summary>A copy of some of the characters.</summary>
    /// <param name="start">Position of the first.</param>
    /// <param name="end">One past the last.</param>
    public MutableText Slice(int start, int end)
    {
        if (start == 0 && end == Length && _form is Form.Plain or Form.Paired)
        {
            return new MutableText(_content, _form, Length);
        }

        if (TryGetUnits(out var units))
        {
            return new MutableText(units[start..end].ToString(), Form.Plain, end - start);
        }

        return new MutableText(TakeApart()[start..end], Form.Scalars, end - start);
    }

    /// <summary>Puts characters of another text in the place of own ones; the two may be the same.</summary>
    /// <param name="at">Position of the first that is replaced.</param>
    /// <param name="from">The other text.</param>
    /// <param name="start">Position of the first character there.</param>
    /// <param name="count">How many.</param>
    public void Replace(int at, MutableText from, int start, int count)
    {
        if (from.TryGetUnits(out var units) && TryOwnUnits(out var own))
        {
            units.Slice(start, count).CopyTo(own.AsSpan(at));
            return;
        }

        int[] source = from.TakeApart();
        Array.Copy(source, start, TakeApart(), at, count);
    }

    /// <summary>Puts one character in many places.</summary>
    /// <param name="scalar">The character.</param>
    /// <param name="start">The first place.</param>
    /// <param name="end">One past the last.</param>
    public void Fill(int scalar, int start, int end)
    {
        if (scalar <= char.MaxValue && TryOwnUnits(out var own))
        {
            own.AsSpan(start, end - start).Fill((char)scalar);
        }
        else
        {
            TakeApart().AsSpan(start, end - start).Fill(scalar);
        }
    }

    private int ReadSlow(int index) => _form == Form.Plain ? TextValue.SpanOf(_content)[index] : TakeApart()[index];

    private void WriteSlow(int index, int scalar)
    {
        if (scalar <= char.MaxValue && TryOwnUnits(out var own))
        {
            own[index] = (char)scalar;
        }
        else
        {
            TakeApart()[index] = scalar;
        }
    }

    private bool TryOwnUnits(out char[] units)
    {
        if (_form == Form.Plain)
        {
            (_content, _form) = (TextValue.SpanOf(_content).ToArray(), Form.Units);
        }

        units = _form == Form.Units ? Unsafe.As<char[]>(_content) : [];
        return _form == Form.Units;
    }

    private int[] TakeApart()
    {
        if (_form == Form.Scalars)
        {
            return Unsafe.As<int[]>(_content);
        }

        int[] scalars = new int[Length];
        var units = _form == Form.Units ? Unsafe.As<char[]>(_content) : TextValue.SpanOf(_content);
        TextScalars.Decode(units, scalars);
        (_content, _form) = (scalars, Form.Scalars);
        return scalars;
    }

    private static string Encode(int[] scalars)
    {
        int units = scalars.Length;
        foreach (int scalar in scalars)
        {
            units += scalar > char.MaxValue ? 1 : 0;
        }

        return string.Create(units, scalars, static (target, scalars) =>
        {
            int next = 0;
            foreach (int scalar in scalars)
            {
                next += TextScalars.Encode(scalar, target[next..]);
            }
        });
    }
}
