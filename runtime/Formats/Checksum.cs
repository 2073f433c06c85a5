using System.Buffers.Binary;

namespace TinyTotIL.Runtime.Formats;

/// <summary>The CRC-32 of gzip (RFC 1952), eight bytes at a time.</summary>
internal static class Checksum
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;

    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Goes on with a checksum.</summary>
    /// <param name="checksum">That of the bytes before; 0 at the beginning.</param>
    /// <param name="bytes">The bytes.</param>
    public static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint state = ~checksum;
        var tables = Tables;
        while (bytes.Length >= Slices)
        {
            uint low = state ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = tables[7][(byte)low] ^ tables[6][(byte)(low >> 8)] ^ tables[5][(byte)(low >> 16)] ^ tables[4][low >> 24]
                ^ tables[3][(byte)high] ^ tables[2][(byte)(high >> 8)] ^ tables[1][(byte)(high >> 16)] ^ tables[0][high >> 24];
            bytes = bytes[Slices..];
        }

        foreach (byte next in bytes)
        {
            state = tables[0][(byte)(state ^ next)] ^ (state >> 8);
        }

        return ~state;
    }

    private static uint[][] MakeTables()
    {
        uint[][] tables = [.. Enumerable.Range(0, Slices).Select(_ => new uint[256])];
        for (uint i = 0; i < 256; i++)
        {
            uint state = i;
            for (int bit = 0; bit < 8; bit++)
            {
                state = (state & 1) != 0 ? (state >> 1) ^ Polynomial : state >> 1;
            }

            tables[0][i] = state;
        }

        for (int slice = 1; slice < Slices; slice++)
        {
            for (int i = 0; i < 256; i++)
            {
                uint before = tables[slice - 1][i];
                tables[slice][i] = tables[0][(byte)before] ^ (before >> 8);
            }
        }

        return tables;
    }
}
