using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Debugging;

/// <summary>A console whose input is a file; what is written goes to another console.</summary>
/// <param name="content">What the file holds.</param>
/// <param name="console">The other console.</param>
internal sealed class FileInput(byte[] content, IConsole console) : IConsole
{
    /// <summary>Several processes may read.</summary>
    private readonly Lock _gate = new();
    private int _position;

    /// <inheritdoc/>
    public bool IsBehind => console.IsBehind;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text) => console.Write(text);

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
        lock (_gate)
        {
            if (isWanted?.Invoke() == false)
            {
                return "";
            }

            int end = Array.IndexOf(content, (byte)'\n', _position);
            var line = content.AsSpan(_position..(end < 0 ? content.Length : end));
            _position = end < 0 ? content.Length : end + 1;
            return Encoding.UTF8.GetString(end >= 0 && line is [.., (byte)'\r'] ? line[..^1] : line);
        }
    }

    /// <inheritdoc/>
    public int ReadByte(Func<bool>? isWanted = null)
    {
        lock (_gate)
        {
            return isWanted?.Invoke() == false || _position == content.Length ? -1 : content[_position++];
        }
    }

    /// <inheritdoc/>
    public string ReadToEnd(Func<bool>? isWanted = null)
    {
        lock (_gate)
        {
            if (isWanted?.Invoke() == false)
            {
                return "";
            }

            string rest = Encoding.UTF8.GetString(content.AsSpan(_position));
            _position = content.Length;
            return rest;
        }
    }
}
