namespace TinyTotIL.Runtime.Host;

/// <summary>How delimited text is written.</summary>
public sealed record DelimitedOptions
{
    /// <summary>What RFC 4180 says.</summary>
    public static DelimitedOptions Rfc4180 { get; } = new();

    /// <summary>What separates cells: an ASCII character, but no quote, CR or LF.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Whether spaces and tabs around cells that are not quoted are taken away.</summary>
    public bool Trims { get; init; }

    /// <summary>Most bytes of a row that is read from a stream; null for no limit of its own.</summary>
    public int? LongestRow { get; init; }
}
