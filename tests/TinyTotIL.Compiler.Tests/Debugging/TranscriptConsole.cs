using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Compiler.Tests.Debugging;

/// <summary>A terminal on which a program and its debugger write.</summary>
internal sealed class TranscriptConsole : IConsole
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();

    public void Write(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            _text.Append(text);
        }
    }

    public void Flush()
    {
    }

    public void WriteErrorLine(string line) => Write(line + "\n");

    public string ReadLine(Func<bool>? isWanted = null) => "";

    public int ReadByte(Func<bool>? isWanted = null) => -1;

    public string ReadToEnd(Func<bool>? isWanted = null) => "";
}
