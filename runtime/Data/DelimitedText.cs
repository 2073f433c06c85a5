using CsvHelper;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Data;

/// <summary>CSV by CsvHelper.</summary>
public sealed class DelimitedText : IDelimitedText
{
    /// <inheritdoc/>
    public IDelimitedReader Read(string text, DelimitedOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        return new DelimitedReader(CsvReader.FromText(text, Of(options)));
    }

    /// <inheritdoc/>
    public IDelimitedReader Read(Stream stream, DelimitedOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        return new DelimitedReader(CsvReader.Create(stream, Of(options), leaveOpen: false));
    }

    /// <summary>Rows as they are: no header, no guessing, no empty line left out.</summary>
    private static CsvReaderOptions Of(DelimitedOptions options) => new()
    {
        Separator = options.Delimiter,
        HasHeader = false,
        SkipEmptyLines = false,
        DetectSeparatorHint = false,
        TrimWhitespace = options.Trims,
        MaxRecordSize = options.LongestRow,
    };
}
