using System.Buffers.Binary;
using System.Numerics;

namespace TinyTotIL.Runtime.Formats;

/// <summary>SipHash with one round for each word and three at the end, and a key of zeros: what upstream's HASH computes.</summary>
internal static class SipHash
{
    private const int WordBytes = 8;

    /// <summary>The hash of bytes with others around them.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="before">What counts before them: eight bytes in the machine's order, or none.</param>
    /// <param name="after">What counts after them: at most eight bytes.</param>
    public static ulong Of(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var state = new State();
        if (!before.IsEmpty)
        {
            state.Add(BinaryPrimitives.ReadUInt64LittleEndian(before));
        }

        int words = bytes.Length / WordBytes;
        for (int i = 0; i < words; i++)
        {
            state.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * WordBytes)..]));
        }

        Span<byte> rest = stackalloc byte[2 * WordBytes];
        rest.Clear();
        int left = bytes.Length % WordBytes;
        bytes[(words * WordBytes)..].CopyTo(rest);
        after.CopyTo(rest[left..]);
        left += after.Length;
        if (left >= WordBytes)
        {
            state.Add(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            rest = rest[WordBytes..];
        }

        int length = before.Length + bytes.Length + after.Length;
        return state.Finish((BinaryPrimitives.ReadUInt64LittleEndian(rest) & 0x00FF_FFFF_FFFF_FFFF) | ((ulong)(byte)length << 56));
    }

    private struct State
    {
        private ulong _a = 0x736f6d6570736575;
        private ulong _b = 0x646f72616e646f6d;
        private ulong _c = 0x6c7967656e657261;
        private ulong _d = 0x7465646279746573;

        public State()
        {
        }

        public void Add(ulong word)
        {
            _d ^= word;
            Mix();
            _a ^= word;
        }

        public ulong Finish(ulong last)
        {
            Add(last);
            _c ^= 0xFF;
            Mix();
            Mix();
            Mix();
            return _a ^ _b ^ _c ^ _d;
        }

        private void Mix()
        {
            _a += _b;
            _c += _d;
            _b = BitOperations.RotateLeft(_b, 13) ^ _a;
            _d = BitOperations.RotateLeft(_d, 16) ^ _c;
            _a = BitOperations.RotateLeft(_a, 32);
            _c += _b;
            _a += _d;
            _b = BitOperations.RotateLeft(_b, 17) ^ _c;
            _d = BitOperations.RotateLeft(_d, 21) ^ _a;
            _c = BitOperations.RotateLeft(_c, 32);
        }
    }
}
