using System.Buffers;
using System.Text.Unicode;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A port that the characters of UTF-8 come from.</summary>
/// <param name="name">What error texts call it.</param>
/// <param name="source">Gives the bytes; it is closed with this.</param>
internal sealed class DecodingInputPort(string name, ByteStream source) : TextInputPort
{
    private const int PieceBytes = 1 << 14;

    private readonly byte[] _bytes = new byte[PieceBytes];
    private int _count;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override bool MayWait => source.MayWait;

    /// <inheritdoc/>
    protected override int Fill(ref char[] buffer)
    {
        if (buffer.Length == 0)
        {
            buffer = new char[PieceBytes];
        }

        while (true)
        {
            int read = source.Read(_bytes.AsSpan(_count));
            _count += read;
            if (_count == 0)
            {
                return 0;
            }

            var status = Utf8.ToUtf16(_bytes.AsSpan(0, _count), buffer, out int taken, out int given, replaceInvalidSequences: false, isFinalBlock: read == 0);
            _bytes.AsSpan(taken, _count - taken).CopyTo(_bytes);
            _count -= taken;
            if (given > 0)
            {
                return given;
            }

            if (status == OperationStatus.InvalidData)
            {
                throw new HostException(ErrorText.NotUtf8);
            }
        }
    }

    /// <inheritdoc/>
    protected override string? Free()
    {
        source.Close();
        return base.Free();
    }
}
