using System.Text;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of text. Positions and lengths count characters: Unicode scalar values.</summary>
[TtvmLibrary("string")]
public static class StringNatives
{
    /// <summary>Number of characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.length"), Pure]
    public static long Length(ProcessContext context, Value text)
    {
        if (!text.IsText)
        {
            context.RaiseTypeMismatch("string.length", "string as argument 1", text);
            return 0;
        }

        return text.Tag is string flat ? TextPositions.Count(flat) : TextPositions.Count(TextValue.SpanOf(text));
    }

    /// <summary>A text several times over; none of it for a count below 1.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="count">How many times.</param>
    [TtvmFunction("string.repeat")]
    public static string Repeat(ProcessContext context, string text, long count)
    {
        if (text.Length == 0 || count <= 0)
        {
            return "";
        }

        if (!BulkLimits.AllowText(context, count > TextValue.MaximumLength ? long.MaxValue : text.Length * count))
        {
            return "";
        }

        long begun = context.BeginWork(text.Length * (int)count);
        string repeated = string.Create(text.Length * (int)count, text, static (target, piece) =>
        {
            piece.CopyTo(target);
            for (int done = piece.Length; done < target.Length; done *= 2)
            {
                target[..Math.Min(done, target.Length - done)].CopyTo(target[done..]);
            }
        });
        context.EndWork(begun);
        return repeated;
    }

    /// <summary>Upper case, by the rules that hold in every country; one character stays one.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.upper"), Pure]
    public static string Upper(string text) => text.ToUpperInvariant();

    /// <summary>Lower case, by the rules that hold in every country; one character stays one.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.lower"), Pure]
    public static string Lower(string text) => text.ToLowerInvariant();

    /// <summary>The text without white space at both ends.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.trim"), Pure]
    public static string Trim(string text) => text.Trim();

    /// <summary>The text without white space at its start.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.trim_start"), Pure]
    public static string TrimStart(string text) => text.TrimStart();

    /// <summary>The text without white space at its end.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.trim_end"), Pure]
    public static string TrimEnd(string text) => text.TrimEnd();

    /// <summary>1 when a text begins with another, otherwise 0.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">What it may begin with.</param>
    [TtvmFunction("string.starts_with"), Pure]
    public static long StartsWith(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? 1 : 0;

    /// <summary>1 when a text ends with another, otherwise 0.</summary>
    /// <param name="text">The text.</param>
    /// <param name="suffix">What it may end with.</param>
    [TtvmFunction("string.ends_with"), Pure]
    public static long EndsWith(string text, string suffix) => text.EndsWith(suffix, StringComparison.Ordinal) ? 1 : 0;

    /// <summary>1 when a text occurs in another, otherwise 0.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">What may occur in it.</param>
    [TtvmFunction("string.contains"), Pure]
    public static long Contains(string text, string part) => text.Contains(part, StringComparison.Ordinal) ? 1 : 0;

    /// <summary>The characters from one position up to but not including another; both are brought into the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Position of the first, from 0.</param>
    /// <param name="to">One past the last.</param>
    [TtvmFunction("string.substring")]
    public static string Substring(string text, long from, long to)
    {
        from = Math.Max(0, from);
        if (to <= from)
        {
            return "";
        }

        int start = TextPositions.UnitOf(text, from);
        int end = TextPositions.UnitOf(text, to - from, start);
        return end - start <= 2 && end > start && end - start == TextPositions.LengthAt(text, start)
            ? TextPositions.CharacterText(text, start, end - start)
            : text[start..end];
    }

    /// <summary>Position of the first occurrence of a text in another, or -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">What is looked for.</param>
    [TtvmFunction("string.index_of"), Pure]
    public static long IndexOf(string text, string part) =>
        TextPositions.CharacterAt(text, text.IndexOf(part, StringComparison.Ordinal));

    /// <summary>Position of the first occurrence of a text in another from a position on, or -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">What is looked for.</param>
    /// <param name="from">The first position that counts.</param>
    [TtvmFunction("string.index_of"), Pure]
    public static long IndexOfFrom(string text, string part, long from)
    {
        int start = TextPositions.UnitOf(text, Math.Max(0, from));
        return TextPositions.CharacterAt(text, text.IndexOf(part, start, StringComparison.Ordinal));
    }

    /// <summary>Position of the last occurrence of a text in another, or -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">What is looked for.</param>
    [TtvmFunction("string.last_index_of"), Pure]
    public static long LastIndexOf(string text, string part) =>
        TextPositions.CharacterAt(text, part.Length == 0 ? text.Length : text.LastIndexOf(part, StringComparison.Ordinal));

    /// <summary>How often a text occurs in another without overlapping itself.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="part">What is counted; not empty.</param>
    [TtvmFunction("string.count"), Pure]
    public static long Count(ProcessContext context, string text, string part)
    {
        if (part.Length == 0)
        {
            context.Raise("string.count: the empty text occurs everywhere");
            return 0;
        }

        return text.AsSpan().Count(part);
    }

    /// <summary>A text with every occurrence of a part replaced.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="part">What is replaced; not empty.</param>
    /// <param name="replacement">What comes in its place.</param>
    [TtvmFunction("string.replace")]
    public static string Replace(ProcessContext context, string text, string part, string replacement)
    {
        if (part.Length == 0)
        {
            context.Raise("string.replace: the empty text occurs everywhere");
            return "";
        }

        long added = replacement.Length <= part.Length ? 0 : (long)text.AsSpan().Count(part) * (replacement.Length - part.Length);
        if (!BulkLimits.AllowText(context, text.Length + added))
        {
            return "";
        }

        long begun = context.BeginWork(text.Length);
        string replaced = text.Replace(part, replacement, StringComparison.Ordinal);
        context.EndWork(begun);
        return replaced;
    }

    /// <summary>A text filled up at its start to a length.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="width">Number of characters the result has at least.</param>
    /// <param name="filler">One character.</param>
    [TtvmFunction("string.pad_left")]
    public static string PadLeft(ProcessContext context, string text, long width, string filler) =>
        Filling(context, "string.pad_left", text, width, filler) is { Length: > 0 } filling ? filling + text : text;

    /// <summary>A text filled up at its end to a length.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="width">Number of characters the result has at least.</param>
    /// <param name="filler">One character.</param>
    [TtvmFunction("string.pad_right")]
    public static string PadRight(ProcessContext context, string text, long width, string filler) =>
        Filling(context, "string.pad_right", text, width, filler) is { Length: > 0 } filling ? text + filling : text;

    /// <summary>The characters of a text from the end to the start.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.reverse")]
    public static string Reverse(ProcessContext context, string text)
    {
        long begun = context.BeginWork(text.Length);
        string reversed = string.Create(text.Length, text, static (target, source) =>
        {
            for (int i = 0, end = target.Length; i < source.Length;)
            {
                int length = TextPositions.LengthAt(source, i);
                end -= length;
                source.AsSpan(i, length).CopyTo(target[end..]);
                i += length;
            }
        });
        context.EndWork(begun);
        return reversed;
    }

    /// <summary>-1, 0 or 1 as a text comes before another, is the same or comes after it, by the numbers of their characters.</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("string.compare"), Pure]
    public static long Compare(string a, string b) => Math.Sign(TextPositions.Compare(a.AsSpan(), b.AsSpan()));

    /// <summary>The UTF-8 bytes of a text.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.to_bytes")]
    public static BytesValue ToBytes(ProcessContext context, string text)
    {
        long begun = context.BeginWork(text.Length);
        var bytes = new BytesValue(Encoding.UTF8.GetBytes(text));
        context.EndWork(begun);
        return bytes;
    }

    /// <summary>The text that UTF-8 bytes stand for; an error for others.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytes.</param>
    [TtvmFunction("string.from_bytes")]
    public static string FromBytes(ProcessContext context, BytesValue bytes) => TextOf(context, "string.from_bytes", bytes);

    /// <summary>The text that UTF-8 bytes stand for; an error for others.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function's name, for errors.</param>
    /// <param name="bytes">The bytes.</param>
    internal static string TextOf(ProcessContext context, string function, BytesValue bytes)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes.Bytes))
        {
            context.Raise($"{function}: the bytes are not valid UTF-8");
            return "";
        }

        if (!BulkLimits.AllowText(context, Encoding.UTF8.GetCharCount(bytes.Bytes)))
        {
            return "";
        }

        long begun = context.BeginWork(bytes.Bytes.Length);
        string text = Encoding.UTF8.GetString(bytes.Bytes);
        context.EndWork(begun);
        return text;
    }

    private static string Filling(ProcessContext context, string function, string text, long width, string filler)
    {
        if (filler.Length == 0 || filler.Length != TextPositions.LengthAt(filler, 0))
        {
            context.RaiseTypeMismatch(function, "one character as argument 3", Value.Text(filler));
            return "";
        }

        long missing = width - TextPositions.Count(text);
        return missing > 0 && BulkLimits.AllowText(context, missing > TextValue.MaximumLength ? long.MaxValue : text.Length + missing * filler.Length)
            ? Repeat(context, filler, missing)
            : "";
    }
}
