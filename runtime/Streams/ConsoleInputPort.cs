using System.Buffers;
using System.Text;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Streams;

/// <summary>The port of standard input.</summary>
/// <remarks>It takes no more than a character ahead, so that other readers of standard input go on where it stands. What is no UTF-8 becomes U+FFFD, as for them.</remarks>
/// <param name="console">The console.</param>
internal sealed class ConsoleInputPort(IConsole console) : TextInputPort
{
    private const int LongestCharacter = 4;

    private readonly byte[] _bytes = new byte[LongestCharacter];
    private int _count;

    /// <inheritdoc/>
    public override string Name => "stdin";

    /// <inheritdoc/>
    public override bool MayWait => true;

    /// <inheritdoc/>
    public override bool IsReady => base.IsReady || console.HasInput;

    /// <inheritdoc/>
    internal override bool HasLine => base.HasLine || console.HasLine;

    /// <inheritdoc/>
    protected override int Fill(ref char[] buffer)
    {
        if (buffer.Length == 0)
        {
            buffer = new char[2];
        }

        bool isAtEnd = false;
        while (_count == 0 || (!isAtEnd && Rune.DecodeFromUtf8(_bytes.AsSpan(0, _count), out _, out _) == OperationStatus.NeedMoreData))
        {
            int next = console.ReadByte();
            if (next < 0 && _count == 0)
            {
                return 0;
            }

            isAtEnd = next < 0;
            if (!isAtEnd)
            {
                _bytes[_count++] = (byte)next;
            }
        }

        Rune.DecodeFromUtf8(_bytes.AsSpan(0, _count), out var rune, out int taken);
        _bytes.AsSpan(taken, _count - taken).CopyTo(_bytes);
        _count -= taken;
        return TextScalars.Encode(rune.Value, buffer);
    }
}
