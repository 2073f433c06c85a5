using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>Standard streams in memory. Several threads may write.</summary>
internal sealed class FakeConsole : IConsole
{
    /// <summary>Random programs can print a lot; what comes after this is not kept.</summary>
    private const int MostCharacters = 1 << 22;

    private readonly Lock _gate = new();
    private readonly StringBuilder _output = new();
    private readonly List<string> _errorLines = [];
    private readonly byte[] _input;
    private int _read;

    public FakeConsole(string input) => _input = Encoding.UTF8.GetBytes(input);

    public string Output => _output.ToString();

    public IReadOnlyList<string> ErrorLines => _errorLines;

    public void Write(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            _output.Append(text[..Math.Min(text.Length, MostCharacters - _output.Length)]);
        }
    }

    public void Flush()
    {
    }

    public void WriteErrorLine(string line)
    {
        lock (_gate)
        {
            _errorLines.Add(line);
        }
    }

    public string ReadLine(Func<bool>? isWanted = null)
    {
        var rest = _input.AsSpan(_read);
        int end = rest.IndexOf((byte)'\n');
        _read += end < 0 ? rest.Length : end + 1;
        var line = end < 0 ? rest : rest[..end];
        return Encoding.UTF8.GetString(end >= 0 && line is [.., (byte)'\r'] ? line[..^1] : line);
    }

    public int ReadByte(Func<bool>? isWanted = null) => _read < _input.Length ? _input[_read++] : -1;

    public string ReadToEnd(Func<bool>? isWanted = null)
    {
        string rest = Encoding.UTF8.GetString(_input.AsSpan(_read));
        _read = _input.Length;
        return rest;
    }
}
