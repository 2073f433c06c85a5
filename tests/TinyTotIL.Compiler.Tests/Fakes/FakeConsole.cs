using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Compiler.Tests.Fakes;

/// <summary>Keeps what a program writes; its input is empty unless given.</summary>
internal sealed class FakeConsole(string input = "") : IConsole
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private int _read;

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    public void Write(ReadOnlySpan<char> text) => _output.Append(text);

    public void Flush()
    {
    }

    public void WriteErrorLine(string line) => _errors.Append(line).Append('\n');

    public string ReadLine(Func<bool>? isWanted = null)
    {
        int end = input.IndexOf('\n', _read);
        string line = end < 0 ? input[_read..] : input[_read..end];
        _read = end < 0 ? input.Length : end + 1;
        return line;
    }

    public int ReadByte(Func<bool>? isWanted = null) => _read < input.Length ? input[_read++] : -1;

    public string ReadToEnd(Func<bool>? isWanted = null)
    {
        string rest = input[_read..];
        _read = input.Length;
        return rest;
    }
}
