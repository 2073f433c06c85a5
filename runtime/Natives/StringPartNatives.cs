using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions that take text apart and put it together.</summary>
[TtvmLibrary("string")]
public static class StringPartNatives
{
    /// <summary>The characters of a text, each as a text.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.chars")]
    public static ListValue Chars(ProcessContext context, string text)
    {
        int count = TextPositions.Count(text);
        if (!BulkLimits.AllowList(context, count))
        {
            return ListValue.Empty;
        }

        long begun = context.BeginWork(count);
        var characters = new Value[count];
        for (int i = 0, unit = 0; i < characters.Length; i++)
        {
            int length = TextPositions.LengthAt(text, unit);
            characters[i] = Value.Text(TextPositions.CharacterText(text, unit, length));
            unit += length;
        }

        context.EndWork(begun);
        return ListValue.FromOwned(characters);
    }

    /// <summary>The parts of a text between separators.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="separator">What stands between the parts; not empty.</param>
    [TtvmFunction("string.split")]
    public static ListValue Split(ProcessContext context, string text, string separator)
    {
        if (separator.Length == 0)
        {
            context.Raise("string.split: the separator is empty");
            return ListValue.Empty;
        }

        long count = text.AsSpan().Count(separator) + 1L;
        if (!BulkLimits.AllowParts(context, count, text.Length))
        {
            return ListValue.Empty;
        }

        long begun = context.BeginWork(text.Length);
        var parts = new Value[count];
        int start = 0;
        for (int i = 0; i < parts.Length - 1; i++)
        {
            int end = text.IndexOf(separator, start, StringComparison.Ordinal);
            parts[i] = Value.Text(text[start..end]);
            start = end + separator.Length;
        }

        parts[^1] = Value.Text(text[start..]);
        context.EndWork(begun);
        return ListValue.FromOwned(parts);
    }

    /// <summary>The lines of a text, without their LF or CRLF; an end of line at the very end begins no further line.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.lines")]
    public static ListValue Lines(ProcessContext context, string text)
    {
        long count = text.AsSpan().Count('\n') + (text.Length > 0 && text[^1] != '\n' ? 1L : 0L);
        if (!BulkLimits.AllowParts(context, count, text.Length))
        {
            return ListValue.Empty;
        }

        long begun = context.BeginWork(text.Length);
        var lines = new Value[count];
        int start = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            bool hasReturn = end < text.Length && end > start && text[end - 1] == '\r';
            lines[i] = Value.Text(text[start..(hasReturn ? end - 1 : end)]);
            start = end + 1;
        }

        context.EndWork(begun);
        return ListValue.FromOwned(lines);
    }

    /// <summary>The parts of a text between white space; none of them is empty.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.words")]
    public static ListValue Words(ProcessContext context, string text)
    {
        long begun = context.BeginWork(text.Length);
        var words = new List<Value>();
        for (int i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            int start = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            words.Add(Value.Text(text[start..i]));
            if (!BulkLimits.AllowParts(context, words.Count, i))
            {
                return ListValue.Empty;
            }
        }

        context.EndWork(begun);
        return ListValue.FromOwned([.. words]);
    }

    /// <summary>The texts of a list, one after the other with a separator between them.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The texts; what is no text counts as it is printed.</param>
    /// <param name="separator">What stands between them.</param>
    [TtvmFunction("string.join")]
    public static string Join(ProcessContext context, ListValue list, string separator)
    {
        long length = (long)separator.Length * Math.Max(0, list.Count - 1);
        if (!BulkLimits.AllowText(context, length))
        {
            return "";
        }

        long begun = context.BeginWork(list.Count);
        var texts = new Value[list.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            var value = list[i];
            texts[i] = value.IsText ? value : Value.Text(ValueText.Display(value, context.Addresses));
            length += TextValue.LengthOf(texts[i]);
            if (!BulkLimits.AllowText(context, length))
            {
                return "";
            }
        }

        string joined = string.Create((int)length, (texts, separator), static (target, parts) =>
        {
            for (int i = 0; i < parts.texts.Length; i++)
            {
                if (i > 0)
                {
                    parts.separator.CopyTo(target);
                    target = target[parts.separator.Length..];
                }

                var text = TextValue.SpanOf(parts.texts[i]);
                text.CopyTo(target);
                target = target[text.Length..];
            }
        });
        context.EndWork(begun);
        return joined;
    }

    /// <summary>Puts values into a text: <c>{}</c> is the next one, <c>{0}</c> one of a list, <c>{name}</c> a field of an object.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="template">The text; doubled braces stand for themselves.</param>
    /// <param name="values">A list, an object, or one value; each is put in as it is printed.</param>
    [TtvmFunction("string.format")]
    public static string Format(ProcessContext context, string template, Value values)
    {
        long begun = context.BeginWork(template.Length);
        string filled = new TextTemplate(context, template, values).Fill();
        context.EndWork(begun);
        return filled;
    }
}
