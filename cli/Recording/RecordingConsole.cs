using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Recording;

/// <summary>Keeps what a program writes.</summary>
/// <param name="input">What it reads; null for nothing.</param>
internal sealed class RecordingConsole(ReplayedInput? input = null) : IConsole
{
    /// <summary>A program may write without end; this much is enough to compare two runs.</summary>
    private const int MostCharacters = 1 << 20;

    private const int MostErrorLines = 100;

    /// <summary>Processes may write from several threads.</summary>
    private readonly Lock _gate = new();
    private readonly StringBuilder _output = new();
    private readonly List<string> _errorLines = [];
    private int _position;

    /// <summary>What was written to standard output, as far as it was kept.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The first lines written to standard error.</summary>
    public IReadOnlyList<string> ErrorLines => _errorLines;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            _output.Append(text[..Math.Min(text.Length, MostCharacters - _output.Length)]);
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
    }

    /// <inheritdoc/>
    public void WriteErrorLine(string line)
    {
        lock (_gate)
        {
            if (_errorLines.Count < MostErrorLines)
            {
                _errorLines.Add(line);
            }
        }
    }

    /// <inheritdoc/>
    public string ReadLine(Func<bool>? isWanted = null)
    {
        var line = new List<byte>();
        int next = ReadByte();
        for (; next is >= 0 and not '\n'; next = ReadByte())
        {
            line.Add((byte)next);
        }

        bool endsInCarriageReturn = next >= 0 && line is [.., (byte)'\r'];
        return Encoding.UTF8.GetString([.. endsInCarriageReturn ? line[..^1] : line]);
    }

    /// <inheritdoc/>
    public int ReadByte(Func<bool>? isWanted = null)
    {
        int next = input?.ByteAt(_position) ?? -1;
        _position += next < 0 ? 0 : 1;
        return next;
    }

    /// <inheritdoc/>
    public string ReadToEnd(Func<bool>? isWanted = null)
    {
        var rest = new List<byte>();
        for (int next = ReadByte(); next >= 0; next = ReadByte())
        {
            rest.Add((byte)next);
        }

        return Encoding.UTF8.GetString([.. rest]);
    }
}
