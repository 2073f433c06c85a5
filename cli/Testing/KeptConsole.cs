using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Testing;

/// <summary>Passes everything on, and keeps what is written to standard output, to be looked at afterwards.</summary>
/// <param name="console">Where it goes.</param>
internal sealed class KeptConsole(IConsole console) : IConsole
{
    private readonly StringBuilder _output = new();

    /// <summary>What was written to standard output.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <inheritdoc/>
    public bool IsBehind => console.IsBehind;

    /// <inheritdoc/>
    public bool HasInput => console.HasInput;

    /// <inheritdoc/>
    public bool HasLine => console.HasLine;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text)
    {
        lock (_output)
        {
            _output.Append(text);
            console.Write(text);
        }
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
    public string ReadLine(Func<bool>? isWanted = null) => console.ReadLine(isWanted);

    /// <inheritdoc/>
    public int ReadByte(Func<bool>? isWanted = null) => console.ReadByte(isWanted);

    /// <inheritdoc/>
    public string ReadToEnd(Func<bool>? isWanted = null) => console.ReadToEnd(isWanted);
}
