using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>A console whose output the editor shows. It has no input: standard input belongs to the protocol.</summary>
/// <remarks>Output is sent line by line, and where the program stops or is told to flush, so that a line does not arrive in pieces.</remarks>
/// <param name="channel">Where it goes.</param>
internal sealed class OutputConsole(AdapterChannel channel) : IConsole
{
    private const int MostKept = 8192;

    private readonly Lock _lock = new();
    private readonly StringBuilder _kept = new();

    /// <summary>Whether nobody is to see what is written any more.</summary>
    public bool IsMuted { get; set; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            _kept.Append(text);
            if (text.Contains('\n') || _kept.Length >= MostKept)
            {
                SendKept();
            }
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        lock (_lock)
        {
            SendKept();
        }
    }

    /// <inheritdoc/>
    public void WriteErrorLine(string line) => WriteError(line + "\n");

    /// <inheritdoc/>
    public void WriteError(string text)
    {
        lock (_lock)
        {
            SendKept();
            Send("stderr", text);
        }
    }

    /// <inheritdoc/>
    public string ReadLine(Func<bool>? isWanted = null) => "";

    /// <inheritdoc/>
    public int ReadByte(Func<bool>? isWanted = null) => -1;

    /// <inheritdoc/>
    public string ReadToEnd(Func<bool>? isWanted = null) => "";

    private void SendKept()
    {
        if (_kept.Length > 0)
        {
            string text = _kept.ToString();
            _kept.Clear();
            Send("stdout", text);
        }
    }

    private void Send(string category, string text)
    {
        if (IsMuted)
        {
            return;
        }

        try
        {
            channel.SendOutput(category, text);
        }
        catch (IOException)
        {
            throw new OutputClosedException();
        }
    }
}
