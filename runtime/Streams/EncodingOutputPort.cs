using System.Text.Unicode;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A port whose characters are written as UTF-8.</summary>
/// <param name="name">What error texts call it.</param>
/// <param name="target">Takes the bytes; it is closed with this.</param>
internal sealed class EncodingOutputPort(string name, ByteStream target) : TextOutputPort
{
    private readonly byte[] _bytes = new byte[1 << 14];
    private int _count;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override bool MayWait => target.MayWait;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            Utf8.FromUtf16(text, _bytes.AsSpan(_count), out int taken, out int given, replaceInvalidSequences: true, isFinalBlock: true);
            text = text[taken..];
            _count += given;
            if (!text.IsEmpty)
            {
                Flush();
            }
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // What cannot be written is lost; closing must not fail by it a second time.
        int count = _count;
        _count = 0;
        if (count > 0)
        {
            target.Write(_bytes.AsSpan(0, count));
        }
    }

    /// <inheritdoc/>
    protected override string? Free()
    {
        try
        {
            Flush();
            return null;
        }
        catch (HostException error)
        {
            return error.Message;
        }
        finally
        {
            target.Close();
        }
    }
}
