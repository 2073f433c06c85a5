namespace TinyTotIL.Compiler.Formats;

/// <summary>The two binary forms of a module. <c>docs/bytecode-format.md</c> describes both in full.</summary>
/// <remarks>
/// <para>
/// <b>Upstream's form</b> is a plain sequence of instructions up to the end of the file: a 16-bit code, then the operand, with
/// 16-bit lengths and addresses and an 8-bit list size. It has codes for 47 instructions only, all below 0x0100, and no
/// labels or lines. We read it and never write it.
/// </para>
/// <para>
/// <b>Our form</b> begins with <see cref="Magic"/>, whose first two bytes are no instruction code, and the version. Version 1
/// has three sections, each a four-letter tag, a 32-bit length and so many bytes, in this order: CODE, the
/// instructions with upstream's codes and ours and 32-bit lengths and addresses; LABL, the labels; LINE, the source lines.
/// All numbers are little-endian. The same module always gives the same bytes.
/// </para>
/// <para>
/// The code of an instruction never changes and is never used again. A reader refuses versions it does not know; a new
/// instruction alone is no new version, because an older reader names the code it misses.
/// </para>
/// </remarks>
internal static class TtbFormat
{
    /// <summary>The newest version, and the one written.</summary>
    public const ushort Version = 1;

    /// <summary>Codes below this one are upstream's.</summary>
    public const ushort FirstOwnCode = 0x0100;

    /// <summary>An address from this one on is written as this number followed by the address in 64 bits.</summary>
    public const uint WideAddress = uint.MaxValue;

    /// <summary>Added to the line of SOURCE when a column follows. Readers from before there were columns refuse such a line as too large.</summary>
    public const uint ColumnMark = 0x8000_0000;

    /// <summary>Length of a section's tag.</summary>
    public const int TagLength = 4;

    /// <summary>The first bytes of our form. The line ends in it show whether a transfer treated the file as text.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'T', (byte)'T', (byte)'B', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Tag of the instructions.</summary>
    public static ReadOnlySpan<byte> CodeTag => "CODE"u8;

    /// <summary>Tag of the labels.</summary>
    public static ReadOnlySpan<byte> LabelsTag => "LABL"u8;

    /// <summary>Tag of the source lines.</summary>
    public static ReadOnlySpan<byte> LinesTag => "LINE"u8;
}
