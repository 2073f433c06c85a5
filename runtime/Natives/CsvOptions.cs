using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>What the functions of CSV are told about the text.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="HasHeader">Whether the first row names the fields of the others.</param>
internal sealed record CsvOptions(DelimitedOptions Format, bool HasHeader)
{
    /// <summary>Reads options; null after raising an error.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="options">The options, the second argument; null for none.</param>
    public static CsvOptions? Read(ProcessContext context, string function, Value options)
    {
        if (OptionReader.FieldsOf(context, function, 2, options) is not { } fields)
        {
            return null;
        }

        var read = new CsvOptions(DelimitedOptions.Rfc4180, false);
        foreach (var (name, value) in fields.Fields)
        {
            var next = name switch
            {
                "header" when value.IsBool => read with { HasHeader = value.AsBool },
                "trim" when value.IsBool => read with { Format = read.Format with { Trims = value.AsBool } },
                "delimiter" when value.IsText && IsDelimiter(value.AsText) => read with { Format = read.Format with { Delimiter = value.AsText[0] } },
                _ => null,
            };
            if (next is null)
            {
                context.Raise($"{function} knows the options delimiter (one ASCII character), header (bool) and trim (bool), but got {name}");
                return null;
            }

            read = next;
        }

        return read;
    }

    private static bool IsDelimiter(string text) => text.Length == 1 && char.IsAscii(text[0]) && text[0] is not ('"' or '\r' or '\n' or '\0');
}
