using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What the handle of a CSV reader stands for: rows taken one by one.</summary>
/// <param name="reader">Reads the rows.</param>
/// <param name="hasHeader">Whether the first names the fields of the others.</param>
/// <param name="mayWait">Whether reading may wait for someone else.</param>
internal sealed class DelimitedSource(IDelimitedReader reader, bool hasHeader, bool mayWait) : IHandleResource
{
    private readonly Lock _gate = new();
    private DelimitedHeader? _header;
    private bool _isClosed;
    private bool _isFreed;

    /// <summary>Whether reading may wait for someone else.</summary>
    public bool MayWait => mayWait;

    /// <summary>The next row: a list, or an object where there is a header; null at the end.</summary>
    /// <exception cref="HostException">The text cannot be read, or the reader is closed.</exception>
    public Value Next()
    {
        lock (_gate)
        {
            try
            {
                return _isClosed ? throw new HostException("the CSV reader is closed") : Read();
            }
            finally
            {
                FreeIfClosed();
            }
        }
    }

    /// <inheritdoc/>
    public bool Close()
    {
        bool wasOpen = !Interlocked.Exchange(ref _isClosed, true);
        if (_gate.TryEnter())
        {
            // Otherwise who reads frees it afterwards.
            FreeIfClosed();
            _gate.Exit();
        }

        return wasOpen;
    }

    private Value Read()
    {
        if (hasHeader)
        {
            _header ??= DelimitedHeader.Read(reader);
        }

        return reader.Next() is not { } row ? Value.Null : _header?.Apply(row) ?? Value.From(row);
    }

    private void FreeIfClosed()
    {
        if (_isClosed && !_isFreed)
        {
            _isFreed = true;
            reader.Dispose();
        }
    }
}
