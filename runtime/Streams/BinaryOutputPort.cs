using System.Globalization;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A port that bytes go to: it collects them, or passes them on to a stream.</summary>
internal sealed class BinaryOutputPort : PortValue, IHeldBytes
{
    private const int PieceBytes = 1 << 14;

    private readonly ByteStream? _target;
    private readonly int _most;
    private byte[] _bytes;
    private int _count;

    /// <summary>A port that collects bytes.</summary>
    /// <param name="most">How many it may hold.</param>
    public BinaryOutputPort(int most) => (Name, _most, _bytes) = ("bytevector", most, []);

    /// <summary>A port whose bytes a stream takes.</summary>
    /// <param name="name">What error texts call it.</param>
    /// <param name="target">The stream; it is closed with this.</param>
    public BinaryOutputPort(string name, ByteStream target) => (Name, _target, _bytes) = (name, target, new byte[PieceBytes]);

    /// <inheritdoc/>
    public override bool IsInput => false;

    /// <inheritdoc/>
    public override bool IsTextual => false;

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override bool MayWait => _target is { MayWait: true };

    /// <summary>Whether it collects what is written.</summary>
    public bool IsCollecting => _target is null;

    /// <inheritdoc/>
    public long HeldBytes => _bytes.Length;

    /// <summary>What has been collected; it stays also when the port is closed.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    /// <summary>Writes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - _count && !MakeRoom(bytes.Length))
        {
            _target!.Write(bytes);
            return;
        }

        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>Sends what is kept back on its way.</summary>
    public void Flush()
    {
        if (_target is not null && _count > 0)
        {
            int count = _count;
            _count = 0;
            _target.Write(_bytes.AsSpan(0, count));
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
            _target?.Close();
        }
    }

    /// <summary>Makes room for bytes; false when they are too many to be kept before they go to the stream.</summary>
    private bool MakeRoom(int added)
    {
        if (_target is not null)
        {
            Flush();
            return added <= _bytes.Length;
        }

        long needed = _count + (long)added;
        if (needed > _most)
        {
            throw new HostException(string.Create(CultureInfo.InvariantCulture, $"the port can hold no more than {_most} bytes"));
        }

        Array.Resize(ref _bytes, (int)Math.Min(_most, Math.Max(needed, Math.Max(64, 2L * _bytes.Length))));
        return true;
    }
}
