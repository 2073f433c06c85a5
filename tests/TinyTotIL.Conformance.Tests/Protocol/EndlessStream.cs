namespace TinyTotIL.Conformance.Tests.Protocol;

/// <summary>A beginning, and then the same byte for as long as anyone reads.</summary>
/// <param name="beginning">The beginning.</param>
/// <param name="most">Bytes after which reading on is a fault.</param>
internal sealed class EndlessStream(byte[] beginning, long most) : Stream
{
    private long _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _given; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Assert.True(_given <= most, "it reads on and on");
        for (int index = 0; index < count; index++, _given++)
        {
            buffer[offset + index] = _given < beginning.Length ? beginning[_given] : (byte)'x';
        }

        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
