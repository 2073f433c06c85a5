using System.Buffers.Binary;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Formats;

/// <summary>A position in bytes that never leaves them.</summary>
/// <remarks>
/// The first failure is reported and remembered; from then on every read returns nothing, so readers check for failure
/// once per loop and not once per number.
/// </remarks>
internal sealed class TtbCursor
{
    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly DiagnosticBag _diagnostics;
    private readonly TextPool _pool = new();
    private int _end;

    /// <summary>Begins at the first byte.</summary>
    /// <param name="path">The file, for diagnostics.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="diagnostics">Receives the first failure.</param>
    public TtbCursor(string path, byte[] bytes, DiagnosticBag diagnostics)
    {
        _path = path;
        _bytes = bytes;
        _diagnostics = diagnostics;
        _end = bytes.Length;
    }

    /// <summary>Offset of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>Whether anything was wrong.</summary>
    public bool Failed { get; private set; }

    /// <summary>Bytes left in the file or section.</summary>
    public int Remaining => _end - Position;

    /// <summary>Reports a failure; only the first one counts.</summary>
    /// <param name="descriptor">What is wrong.</param>
    /// <param name="offset">Where.</param>
    /// <param name="upstreamText">What upstream says, or null.</param>
    /// <param name="arguments">Arguments of the message.</param>
    public void Fail(DiagnosticDescriptor descriptor, int offset, string? upstreamText, params ReadOnlySpan<object> arguments)
    {
        if (!Failed)
        {
            Failed = true;
            _diagnostics.ReportAtByte(descriptor, _path, offset, upstreamText, arguments);
        }
    }

    /// <summary>Enters a section; the cursor will not leave it.</summary>
    /// <param name="tag">The tag it must have.</param>
    public void EnterSection(ReadOnlySpan<byte> tag)
    {
        string name = System.Text.Encoding.ASCII.GetString(tag);
        int start = Position;
        var found = ReadBytes(TtbFormat.TagLength, $"the tag of section {name}");
        if (!Failed && !found.SequenceEqual(tag))
        {
            Fail(DiagnosticDescriptors.WrongSection, start, null, name);
        }

        uint length = ReadUInt32($"the length of section {name}");
        if (Require(length, $"section {name}"))
        {
            _end = Position + (int)length;
        }
    }

    /// <summary>Leaves a section, which must have been read to its end.</summary>
    /// <param name="tag">Its tag.</param>
    public void LeaveSection(ReadOnlySpan<byte> tag)
    {
        CheckEnd($"section {System.Text.Encoding.ASCII.GetString(tag)}");
        _end = _bytes.Length;
    }

    /// <summary>Requires that nothing is left.</summary>
    /// <param name="whole">What ends here.</param>
    public void CheckEnd(string whole)
    {
        if (Remaining > 0)
        {
            Fail(DiagnosticDescriptors.SectionTooLong, Position, null, whole, Remaining);
        }
    }

    /// <summary>A byte.</summary>
    /// <param name="what">What it belongs to, for diagnostics.</param>
    public byte ReadByte(string what) => Require(1, what) ? _bytes[Position++] : (byte)0;

    /// <summary>A 16-bit number.</summary>
    /// <param name="what">What it belongs to, for diagnostics.</param>
    public ushort ReadUInt16(string what) =>
        ReadBytes(sizeof(ushort), what) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    /// <summary>A 32-bit number.</summary>
    /// <param name="what">What it belongs to, for diagnostics.</param>
    public uint ReadUInt32(string what) =>
        ReadBytes(sizeof(uint), what) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    /// <summary>A 64-bit number.</summary>
    /// <param name="what">What it belongs to, for diagnostics.</param>
    public ulong ReadUInt64(string what) =>
        ReadBytes(sizeof(ulong), what) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    /// <summary>UTF-8 text of a known length; empty after a failure.</summary>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="what">What it belongs to, for diagnostics.</param>
    public string ReadText(uint length, string what)
    {
        int start = Position;
        if (!StrictUtf8.TryDecode(ReadBytes(length, what), out string text, out int invalidAt))
        {
            Fail(DiagnosticDescriptors.InvalidText, start + invalidAt, null, what);
        }

        return _pool.Get(text);
    }

    /// <summary>Whether a number of things can be there at all; nothing may be allocated by a count that was not checked.</summary>
    /// <param name="count">How many the file announces.</param>
    /// <param name="leastSize">Bytes each of them takes at least.</param>
    /// <param name="things">What they are, for diagnostics.</param>
    /// <param name="offset">Where the count stands.</param>
    public bool CheckCount(uint count, int leastSize, string things, int offset)
    {
        if (!Failed && (ulong)count * (ulong)leastSize > (ulong)Remaining)
        {
            Fail(DiagnosticDescriptors.CountTooLarge, offset, null, things, count, Remaining);
        }

        return !Failed;
    }

    private ReadOnlySpan<byte> ReadBytes(uint length, string what)
    {
        if (!Require(length, what))
        {
            return default;
        }

        var bytes = _bytes.AsSpan(Position, (int)length);
        Position += (int)length;
        return bytes;
    }

    private bool Require(uint length, string what)
    {
        if (!Failed && length > (uint)Remaining)
        {
            Fail(DiagnosticDescriptors.Truncated, Position, null, what, length, Remaining);
        }

        return !Failed;
    }
}
