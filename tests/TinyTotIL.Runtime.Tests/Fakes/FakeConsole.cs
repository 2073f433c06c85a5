using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Tests.Fakes;

/// <summary>A console that remembers. <see cref="Events"/> keeps the order of flushes, errors and other calls.</summary>
internal sealed class FakeConsole : IConsole
{
    private readonly StringBuilder _output = new();
    private readonly byte[] _input;
    private int _position;

    public FakeConsole(string input = "") => _input = Encoding.UTF8.GetBytes(input);

    public string Output => _output.ToString();

    public List<string> ErrorLines { get; } = [];

    public List<string> Events { get; } = [];

    /// <summary>Thrown by every write to standard output when set.</summary>
    public Exception? WriteFailure { get; set; }

    public void Write(ReadOnlySpan<char> text)
    {
        if (WriteFailure is not null)
        {
            throw WriteFailure;
        }

        _output.Append(text);
    }

    public void Flush() => Events.Add("flush");

    public void WriteErrorLine(string line)
    {
        ErrorLines.Add(line);
        Events.Add($"error {line}");
    }

    public string ReadLine(Func<bool>? isWanted = null)
    {
        int end = Array.IndexOf(_input, (byte)'\n', _position);
        string line = Encoding.UTF8.GetString(_input, _position, (end < 0 ? _input.Length : end) - _position);
        _position = end < 0 ? _input.Length : end + 1;
        return line;
    }

    public int ReadByte(Func<bool>? isWanted = null) => _position < _input.Length ? _input[_position++] : -1;

    public string ReadToEnd(Func<bool>? isWanted = null)
    {
        string rest = Encoding.UTF8.GetString(_input, _position, _input.Length - _position);
        _position = _input.Length;
        return rest;
    }
}
