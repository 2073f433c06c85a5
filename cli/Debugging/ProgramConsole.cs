using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Debugging;

/// <summary>The console of a program that may share a terminal with the debugger: knows where its output ends, and says when what is typed goes to the program.</summary>
/// <param name="console">The console.</param>
/// <param name="tellsOfInput">Whether to say so.</param>
internal sealed class ProgramConsole(IConsole console, bool tellsOfInput) : IConsole
{
    private const string Notice = "[the program reads its input]";

    /// <summary>Whether what was written last has ended its line.</summary>
    public bool EndsLine { get; set; } = true;

    /// <inheritdoc/>
    public bool HasInput => console.HasInput;

    /// <inheritdoc/>
    public bool HasLine => console.HasLine;

    /// <inheritdoc/>
    public bool IsBehind => console.IsBehind;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text)
    {
        console.Write(text);
        EndsLine = text.IsEmpty ? EndsLine : text[^1] == '\n';
    }

    /// <inheritdoc/>
    public void Flush() => console.Flush();

    /// <inheritdoc/>
    public void WriteErrorLine(string line) => console.WriteErrorLine(line);

    /// <inheritdoc/>
    public void WriteError(string text) => console.WriteError(text);

    /// <inheritdoc/>
    public void WriteBehind(bool isOn) => console.WriteBehind(isOn);

    /// <inheritdoc/>
    public bool WhenTaken(Action resume) => console.WhenTaken(resume);

    /// <inheritdoc/>
    public string ReadLine(Func<bool>? isWanted = null)
    {
        Tell();
        return console.ReadLine(isWanted);
    }

    /// <inheritdoc/>
    public int ReadByte(Func<bool>? isWanted = null)
    {
        Tell();
        return console.ReadByte(isWanted);
    }

    /// <inheritdoc/>
    public string ReadToEnd(Func<bool>? isWanted = null)
    {
        Tell();
        return console.ReadToEnd(isWanted);
    }

    private void Tell()
    {
        EndsLine = true;
        if (tellsOfInput && !console.HasLine)
        {
            console.Flush();
            console.WriteErrorLine(Notice);
        }
    }
}
