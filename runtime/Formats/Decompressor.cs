using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Restores compressed bytes: all of them or none, and no more than a ceiling.</summary>
/// <remarks>The streams of .NET take data that breaks off for data that ends, and say nothing of what follows the end. Both are errors here.</remarks>
internal sealed class Decompressor
{
    private const int PieceBytes = 1 << 16;

    private readonly CompressionFormat _format;
    private readonly byte[] _data;
    private readonly string _name;
    private readonly long _ceiling;
    private readonly BulkBudget _budget;
    private readonly List<byte[]> _pieces = [];
    private byte[] _piece = new byte[1024];
    private int _inPiece;
    private long _length;

    private Decompressor(CompressionFormat format, byte[] data, long ceiling, BulkBudget budget)
    {
        _format = format;
        _data = data;
        _name = format.ToString().ToLowerInvariant();
        _ceiling = ceiling;
        _budget = budget;
    }

    /// <summary>Restores bytes.</summary>
    /// <param name="format">The format.</param>
    /// <param name="data">The compressed bytes.</param>
    /// <param name="ceiling">Most bytes they may become.</param>
    /// <param name="budget">What may be allocated.</param>
    /// <exception cref="DataFormatException">They are damaged, or become more than the ceiling.</exception>
    public static byte[] Decompress(CompressionFormat format, byte[] data, long ceiling, BulkBudget budget)
    {
        var restored = new Decompressor(format, data, ceiling, budget);
        try
        {
            switch (format)
            {
                case CompressionFormat.Gzip:
                    restored.RestoreMembers();
                    break;
                case CompressionFormat.Brotli:
                    restored.RestoreBrotli();
                    break;
                default:
                    restored.RequireEnd(restored.Restore(format, 0));
                    break;
            }
        }
        catch (InvalidDataException)
        {
            throw restored.Damaged("it is corrupt");
        }

        return restored.Collect();
    }

    /// <summary>Gzip data is one member or several, each with a header and a checksum.</summary>
    private void RestoreMembers()
    {
        int place = 0;
        do
        {
            if (place > 0 && (_data.Length - place < 2 || _data[place] != 0x1F || _data[place + 1] != 0x8B))
            {
                RequireEnd(place);
            }

            place = GzipHeader.Skip(_data, place) is { } start ? start : throw Damaged("it does not begin with a gzip header");
            long before = _length;
            (int piece, int inPiece) = (_pieces.Count, _inPiece);
            place = Restore(CompressionFormat.Deflate, place);
            CheckTrailer(place, before, piece, inPiece);
            place += GzipHeader.TrailerBytes;
        }
        while (place < _data.Length);
    }

    private void CheckTrailer(int place, long before, int firstPiece, int inFirstPiece)
    {
        if (_data.Length - place < GzipHeader.TrailerBytes)
        {
            throw BreaksOff();
        }

        uint checksum = 0;
        for (int i = firstPiece; i <= _pieces.Count; i++)
        {
            var piece = i < _pieces.Count ? _pieces[i] : _piece.AsSpan(0, _inPiece);
            checksum = Checksum.Add(checksum, i == firstPiece ? piece[inFirstPiece..] : piece);
        }

        var trailer = _data.AsSpan(place);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != checksum || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)(_length - before))
        {
            throw Damaged("its checksum is wrong");
        }
    }

    /// <summary>Restores what begins at a place, and finds out where it ends.</summary>
    private int Restore(CompressionFormat format, int place)
    {
        long before = _length;
        int expected = _data.Length - (_format == CompressionFormat.Gzip ? GzipHeader.TrailerBytes : 0);
        using var source = new MeasuringStream(_data, place, expected - 1);
        using (var restored = Open(format, source))
        {
            TakeAll(restored);
        }

        if (source.WasExhausted)
        {
            throw BreaksOff();
        }

        return source.IsExact ? source.Place : FindEnd(format, place, source.LastReadAt, _length - before);
    }

    /// <summary>
    /// Finds the end of data with more behind it. A stream of .NET takes more than it needs; so the data is gone through again, and where it must
    /// end, the stream gets single bytes.
    /// </summary>
    private int FindEnd(CompressionFormat format, int place, int lastRead, long length)
    {
        using var source = new MeasuringStream(_data, place, lastRead);
        using var restored = Open(format, source);
        byte[] piece = new byte[PieceBytes];
        while (restored.Read(piece) is > 0 and var count)
        {
            _budget.Charge(0);
            length -= count;
        }

        return length == 0 ? source.Place : throw Damaged("it is corrupt");
    }

    private static Stream Open(CompressionFormat format, Stream source) =>
        format == CompressionFormat.Zlib ? new ZLibStream(source, CompressionMode.Decompress, leaveOpen: true) : new DeflateStream(source, CompressionMode.Decompress, leaveOpen: true);

    private void RestoreBrotli()
    {
        using var decoder = new BrotliDecoder();
        ReadOnlySpan<byte> rest = _data;
        while (true)
        {
            var state = decoder.Decompress(rest, Room(), out int consumed, out int written);
            rest = rest[consumed..];
            Count(written);
            switch (state)
            {
                case System.Buffers.OperationStatus.Done:
                    RequireEnd(_data.Length - rest.Length);
                    return;
                case System.Buffers.OperationStatus.NeedMoreData:
                    throw BreaksOff();
                case System.Buffers.OperationStatus.InvalidData:
                    throw Damaged("it is corrupt");
            }
        }
    }

    private void TakeAll(Stream restored)
    {
        while (restored.Read(Room()) is > 0 and var count)
        {
            Count(count);
        }
    }

    /// <summary>Where the next bytes go.</summary>
    private Span<byte> Room()
    {
        if (_inPiece == _piece.Length)
        {
            _pieces.Add(_piece);
            int length = (int)Math.Clamp(_length, 1024, 16 << 20);
            _budget.Charge(length);
            _piece = new byte[length];
            _inPiece = 0;
        }

        return _piece.AsSpan(_inPiece);
    }

    private void Count(int bytes)
    {
        _inPiece += bytes;
        _length += bytes;
        _budget.Charge(0);
        if (_length > _ceiling)
        {
            throw new DataFormatException(ErrorText.Unsupported(
                string.Create(CultureInfo.InvariantCulture, $"{_name} data that becomes more than {_ceiling} bytes")));
        }
    }

    private byte[] Collect()
    {
        _budget.Charge(_length);
        byte[] result = new byte[_length];
        int place = 0;
        foreach (byte[] piece in _pieces)
        {
            piece.CopyTo(result, place);
            place += piece.Length;
        }

        _piece.AsSpan(0, _inPiece).CopyTo(result.AsSpan(place));
        return result;
    }

    private void RequireEnd(int place)
    {
        if (place < _data.Length)
        {
            throw Damaged(string.Create(CultureInfo.InvariantCulture, $"{_data.Length - place} bytes follow its end"));
        }
    }

    private DataFormatException BreaksOff() => Damaged("it breaks off");

    private DataFormatException Damaged(string how) => new($"Invalid {_name} data: {how}");
}
