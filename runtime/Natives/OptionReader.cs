using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Reads the fields of an object that says how something is to be done. A field that nobody reads is an error: it is misspelled.</summary>
/// <param name="context">The running process.</param>
/// <param name="function">The function's name, for errors.</param>
/// <param name="options">The object.</param>
internal sealed class OptionReader(ProcessContext context, string function, ObjectValue options)
{
    private readonly HashSet<string> _read = [];
    private bool _hasFailed;

    /// <summary>The fields of an object, or none for null. Null when an error has been raised.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function's name, for errors.</param>
    /// <param name="position">Which argument it is, beginning at 1.</param>
    /// <param name="value">The argument.</param>
    public static ObjectValue? FieldsOf(ProcessContext context, string function, int position, Value value)
    {
        if (value.IsNull || value.Tag is ObjectValue)
        {
            return value.Tag as ObjectValue ?? ObjectValue.Empty;
        }

        context.RaiseTypeMismatch(function, string.Create(CultureInfo.InvariantCulture, $"object or null as argument {position}"), value);
        return null;
    }

    /// <summary>An integer.</summary>
    /// <param name="name">The field.</param>
    /// <param name="otherwise">What it is where the field is missing or null.</param>
    /// <param name="least">The smallest that makes sense.</param>
    /// <param name="most">The greatest that makes sense.</param>
    public long Int(string name, long otherwise, long least, long most)
    {
        if (!TryGet(name, out var value))
        {
            return otherwise;
        }

        if (value.IsInt && value.AsInt >= least && value.AsInt <= most)
        {
            return value.AsInt;
        }

        Refuse(name, $"int from {least} to {most}", value);
        return otherwise;
    }

    /// <summary>A boolean.</summary>
    /// <param name="name">The field.</param>
    /// <param name="otherwise">What it is where the field is missing or null.</param>
    public bool Bool(string name, bool otherwise)
    {
        if (!TryGet(name, out var value))
        {
            return otherwise;
        }

        if (value.IsBool)
        {
            return value.AsBool;
        }

        Refuse(name, "bool", value);
        return otherwise;
    }

    /// <summary>A text; null where the field is missing or null.</summary>
    /// <param name="name">The field.</param>
    public string? Text(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.IsText)
        {
            return value.AsText;
        }

        Refuse(name, "string", value);
        return null;
    }

    /// <summary>Bytes; null where the field is missing or null.</summary>
    /// <param name="name">The field.</param>
    public byte[]? Bytes(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.Tag is BytesValue bytes)
        {
            return bytes.Bytes;
        }

        Refuse(name, "bytes", value);
        return null;
    }

    /// <summary>Ends the reading; false when an error has been raised.</summary>
    public bool Ends()
    {
        if (!_hasFailed && options.Fields.Select(field => field.Key).FirstOrDefault(name => !_read.Contains(name)) is { } unknown)
        {
            _hasFailed = true;
            context.Raise($"{function} has no option {unknown}");
        }

        return !_hasFailed;
    }

    private bool TryGet(string name, out Value value)
    {
        _read.Add(name);
        return options.TryGet(name, out value) && !value.IsNull;
    }

    private void Refuse(string name, string expected, Value value)
    {
        if (!_hasFailed)
        {
            _hasFailed = true;
            context.RaiseTypeMismatch(function, $"{expected} as option {name}", value);
        }
    }
}
