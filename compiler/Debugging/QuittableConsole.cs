using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>A console that takes no reports any more once nobody wants to know: those of a program that was left, about errors and processes it has left behind.</summary>
/// <param name="console">The console.</param>
/// <param name="isOver">Whether the program was left.</param>
internal sealed class QuittableConsole(IConsole console, Func<bool> isOver) : IConsole
{
    /// <inheritdoc/>
    public bool HasInput => console.HasInput;

    /// <inheritdoc/>
    public bool HasLine => console.HasLine;

    /// <inheritdoc/>
    public bool IsBehind => console.IsBehind;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text) => console.Write(text);

    /// <inheritdoc/>
    public void Flush() => console.Flush();

    /// <inheritdoc/>
    public void WriteErrorLine(string line)
    {
        if (!isOver())
        {
            console.WriteErrorLine(line);
        }
    }

    /// <inheritdoc/>
    public void WriteError(string text)
    {
        if (!isOver())
        {
            console.WriteError(text);
        }
    }

    /// <inheritdoc/>
    public void WriteBehind(bool isOn) => console.WriteBehind(isOn);

    /// <inheritdoc/>
    public bool WhenTaken(Action resume) => console.WhenTaken(resume);

    /// <inheritdoc/>
    public string ReadLine(Func<bool>? isWanted = null) => console.ReadLine(isWanted);

    /// <inheritdoc/>
    public int ReadByte(Func<bool>? isWanted = null) => console.ReadByte(isWanted);

    /// <inheritdoc/>
    public string ReadToEnd(Func<bool>? isWanted = null) => console.ReadToEnd(isWanted);
}
