using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Puts values into a text with places in braces.</summary>
internal sealed class TextTemplate
{
    private readonly ProcessContext _context;
    private readonly string _template;
    private readonly Value _values;
    private readonly StringBuilder _result = new();
    private int _next;

    /// <summary>Prepares to fill a template.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="template">Text with places <c>{}</c>, <c>{0}</c>, <c>{name}</c>; doubled braces stand for themselves.</param>
    /// <param name="values">A list for numbered places, an object for named ones, or one value.</param>
    public TextTemplate(ProcessContext context, string template, Value values) => (_context, _template, _values) = (context, template, values);

    /// <summary>The filled text; empty after an error.</summary>
    public string Fill()
    {
        for (int i = 0; i < _template.Length;)
        {
            int brace = _template.AsSpan(i).IndexOfAny('{', '}');
            if (brace < 0)
            {
                return Add(_template.AsSpan(i)) ? _result.ToString() : "";
            }

            if (!Add(_template.AsSpan(i, brace)))
            {
                return "";
            }

            i = After(i + brace);
            if (i < 0)
            {
                return "";
            }
        }

        return _result.ToString();
    }

    /// <summary>Handles a brace.</summary>
    /// <param name="brace">Where it is.</param>
    /// <returns>Where the text goes on; below zero after an error.</returns>
    private int After(int brace)
    {
        if (brace + 1 < _template.Length && _template[brace + 1] == _template[brace])
        {
            return Add(_template.AsSpan(brace, 1)) ? brace + 2 : -1;
        }

        int end = _template.IndexOf('}', brace);
        if (_template[brace] == '}' || end < 0)
        {
            _context.Raise("string.format: a single brace in the template; {{ and }} stand for braces");
            return -1;
        }

        string place = _template[(brace + 1)..end];
        if (ValueAt(place) is not { } value)
        {
            _context.Raise($"string.format: no value for {{{place}}}");
            return -1;
        }

        return Add(value.IsText ? TextValue.SpanOf(value) : ValueText.Display(value, _context.Addresses)) ? end + 1 : -1;
    }

    private Value? ValueAt(string place)
    {
        if (_values.Tag is ObjectValue fields && place.Length > 0)
        {
            return fields.TryGet(place, out var field) ? field : default(Value?);
        }

        int index = _next;
        if (place.Length == 0)
        {
            _next++;
        }
        else if (!int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            return default(Value?);
        }

        return _values.Tag is ListValue list ? index < list.Count ? list[index] : default(Value?) : index == 0 ? _values : default(Value?);
    }

    private bool Add(ReadOnlySpan<char> text)
    {
        if (!BulkLimits.AllowText(_context, (long)_result.Length + text.Length))
        {
            return false;
        }

        _result.Append(text);
        return true;
    }
}
