using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Recording;

/// <summary>Keeps what a program writes.</summary>
/// <param name="input">What it reads; null for nothing.</param>
internal sealed class RecordingConsole(ReplayedInput? input = null) : IConsole
{
    /// <summary>A program may write without end; of what comes after so much only a hash is kept.</summary>
    private const int MostCharacters = 1 << 20;

    private const int MostErrorLines = 100;

    /// <summary>Processes may write from several threads.</summary>
    private readonly Lock _gate = new();
    private readonly StringBuilder _output = new();
    private readonly List<string> _errorLines = [];
    private IncrementalHash? _rest;
    private bool _endsLine = true;
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

    /// <summary>Stands for what was written after that; empty when all was kept.</summary>
    public string HashOfRest
    {
        get
        {
            lock (_gate)
            {
                return _rest is null ? "" : Convert.ToHexString(_rest.GetCurrentHash());
            }
        }
    }

    /// <summary>How many lines were written to standard output, the last one whether it was ended or not.</summary>
    public long Lines { get; private set; }

    /// <summary>The first lines written to standard error.</summary>
    public IReadOnlyList<string> ErrorLines => _errorLines;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            if (text.IsEmpty)
            {
                return;
            }

            int kept = Math.Min(text.Length, MostCharacters - _output.Length);
            _output.Append(text[..kept]);
            if (kept < text.Length)
            {
                (_rest ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256)).AppendData(MemoryMarshal.AsBytes(text[kept..]));
            }

            Lines += (_endsLine ? 1 : 0) + text[..^1].Count('\n');
            _endsLine = text[^1] == '\n';
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
