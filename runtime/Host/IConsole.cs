namespace TinyTotIL.Runtime.Host;

/// <summary>Standard input, output and error.</summary>
public interface IConsole
{
    /// <summary>Writes text to standard output; it may be buffered until <see cref="Flush"/>.</summary>
    /// <param name="text">The text.</param>
    void Write(ReadOnlySpan<char> text);

    /// <summary>Sends buffered output on its way.</summary>
    void Flush();

    /// <summary>Writes one line to standard error, after the output written so far.</summary>
    /// <param name="line">The line without its end.</param>
    void WriteErrorLine(string line);

    /// <summary>Reads a line without its LF or CRLF; empty at the end of input.</summary>
    /// <param name="isWanted">
    /// Asked when the line is there: the reader may have ended meanwhile. Then the line stays for the next one, and the result means nothing. Null for a
    /// reader that surely waits.
    /// </param>
    string ReadLine(Func<bool>? isWanted = null);

    /// <summary>Reads one byte, 0 to 255; -1 at the end of input.</summary>
    /// <param name="isWanted">As for a line.</param>
    int ReadByte(Func<bool>? isWanted = null);

    /// <summary>Reads all that is left; empty at the end of input.</summary>
    /// <param name="isWanted">As for a line.</param>
    string ReadToEnd(Func<bool>? isWanted = null);
}
