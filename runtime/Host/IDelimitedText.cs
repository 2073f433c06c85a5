namespace TinyTotIL.Runtime.Host;

/// <summary>Text in rows and cells: CSV and its relatives.</summary>
public interface IDelimitedText
{
    /// <summary>Reads text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is written.</param>
    IDelimitedReader Read(string text, DelimitedOptions options);

    /// <summary>Reads UTF-8.</summary>
    /// <param name="stream">The bytes; the reader closes it.</param>
    /// <param name="options">How the text is written.</param>
    IDelimitedReader Read(Stream stream, DelimitedOptions options);
}
