using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Streams;

/// <summary>The port of standard error, which is written line by line.</summary>
/// <param name="console">The console.</param>
internal sealed class ErrorOutputPort(IConsole console) : TextOutputPort
{
    /// <summary>A line longer than this is written in pieces.</summary>
    private const int MostKept = 1 << 12;

    private readonly StringBuilder _kept = new();

    /// <inheritdoc/>
    public override string Name => "stderr";

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> text)
    {
        int end = text.LastIndexOf('\n') + 1;
        if (end > 0)
        {
            _kept.Append(text[..end]);
            Flush();
        }

        _kept.Append(text[end..]);
        if (_kept.Length > MostKept)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        if (_kept.Length > 0)
        {
            string text = _kept.ToString();
            _kept.Clear();
            console.WriteError(text);
        }
    }

    /// <inheritdoc/>
    protected override string? Free()
    {
        Flush();
        return null;
    }
}
