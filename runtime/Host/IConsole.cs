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

    /// <summary>Writes text to standard error, after the output written so far; a console that has only lines there ends one.</summary>
    /// <param name="text">The text, usually with the end of a line.</param>
    void WriteError(string text) => WriteErrorLine(text.EndsWith('\n') ? text[..^1] : text);

    /// <summary>Chooses whether writing waits for whoever reads the output. Turning it off waits until everything is written.</summary>
    /// <param name="isOn">Whether output is kept, and written by another thread.</param>
    void WriteBehind(bool isOn)
    {
        // A console that nobody can keep waiting has nothing to choose.
    }

    /// <summary>Whether so much is kept that those who can wait should.</summary>
    bool IsBehind => false;

    /// <summary>Asks to be called when little of what was kept is left to write.</summary>
    /// <param name="resume">What is called, once, on any thread.</param>
    /// <returns>Whether so much is kept that it pays to wait. Otherwise nothing is called.</returns>
    bool WhenTaken(Action resume) => false;

    /// <summary>Whether reading a byte would give one, or the end, without waiting. A console that cannot know says so.</summary>
    bool HasInput => true;

    /// <summary>Whether what has been read ahead holds a whole line, so that reading one waits for nobody. A console that cannot know says no.</summary>
    bool HasLine => false;

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
