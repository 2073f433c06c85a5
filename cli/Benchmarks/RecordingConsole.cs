using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Benchmarks;

/// <summary>Keeps what a measured program writes, and gives it nothing to read.</summary>
internal sealed class RecordingConsole : IConsole
{
    /// <summary>A program may write without end; this much is enough to compare two runs.</summary>
    private const int MostCharacters = 1 << 20;

    private const int MostErrorLines = 100;

    private readonly StringBuilder _output = new();
    private readonly List<string> _errorLines = [];

    /// <summary>What was written to standard output, as far as it was kept.</summary>
    public string Output => _output.ToString();

    /// <summary>The first lines written to standard error.</summary>
    public IReadOnlyList<string> ErrorLines => _errorLines;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text) => _output.Append(text[..Math.Min(text.Length, MostCharacters - _output.Length)]);

    /// <inheritdoc/>
    public void Flush()
    {
    }

    /// <inheritdoc/>
    public void WriteErrorLine(string line)
    {
        if (_errorLines.Count < MostErrorLines)
        {
            _errorLines.Add(line);
        }
    }

    /// <inheritdoc/>
    public string ReadLine() => "";

    /// <inheritdoc/>
    public int ReadByte() => -1;

    /// <inheritdoc/>
    public string ReadToEnd() => "";
}
