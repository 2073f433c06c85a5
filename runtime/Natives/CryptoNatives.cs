using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions that keep data secret, digests and secure random numbers.</summary>
[TtvmLibrary("crypto")]
public static class CryptoNatives
{
    private const string WhyWeak = "Files and protocols ask for it; nothing here relies on it.";

    /// <summary>Text or bytes encrypted under a password (AES-256-GCM), as ENCRYPT does for text.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text or bytes.</param>
    /// <param name="password">The password.</param>
    [TtvmFunction("crypto.encrypt_bytes"), Suspends]
    public static Value EncryptBytes(ProcessContext context, Value data, string password)
    {
        if (!ByteContent.Has(data))
        {
            context.RaiseTypeMismatch("crypto.encrypt_bytes", "string or bytes as argument 1", data);
            return default;
        }

        return CryptographyOperations.Seal(context, "crypto.encrypt_bytes", data, password);
    }

    /// <summary>The bytes that were encrypted under a password; an error for another one and for damaged data.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">The encrypted bytes.</param>
    /// <param name="password">The password.</param>
    [TtvmFunction("crypto.decrypt_bytes"), Suspends]
    public static Value DecryptBytes(ProcessContext context, BytesValue data, string password) =>
        CryptographyOperations.Open(context, "crypto.decrypt_bytes", data, password);

    /// <summary>Random bytes that nobody can foretell, also in a run with a seed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="count">How many.</param>
    [TtvmFunction("crypto.random_bytes")]
    public static Value RandomBytes(ProcessContext context, long count) =>
        BulkLimits.AllowBytes(context, count) ? Value.From(new BytesValue(RandomNumberGenerator.GetBytes((int)count))) : default;

    /// <summary>A random integer that nobody can foretell, also in a run with a seed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="lowest">The smallest it may be.</param>
    /// <param name="highest">The largest it may be.</param>
    [TtvmFunction("crypto.random_int")]
    public static long RandomInt(ProcessContext context, long lowest, long highest)
    {
        if (lowest > highest)
        {
            context.Raise(ErrorText.Unsupported($"crypto.random_int from {lowest} to {highest}"));
            return 0;
        }

        // Numbers beyond the last whole multiple of the range would make some results likelier than others.
        ulong last = unchecked((ulong)highest - (ulong)lowest);
        ulong beyond = last == ulong.MaxValue ? 0 : (ulong.MaxValue % (last + 1)) + 1;
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        while (true)
        {
            RandomNumberGenerator.Fill(bytes);
            ulong drawn = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            if (beyond == 0 || beyond == last + 1 || drawn <= ulong.MaxValue - beyond)
            {
                return unchecked((long)((ulong)lowest + (last == ulong.MaxValue ? drawn : drawn % (last + 1))));
            }
        }
    }

    /// <summary>SHA-256 of text or bytes in hexadecimal.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text, of which the UTF-8 form counts, or bytes.</param>
    [TtvmFunction("crypto.sha256"), Suspends]
    public static Value Sha256(ProcessContext context, Value data) => Digest(context, "crypto.sha256", data, SHA256.HashData);

    /// <summary>SHA-512 of text or bytes in hexadecimal.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text, of which the UTF-8 form counts, or bytes.</param>
    [TtvmFunction("crypto.sha512"), Suspends]
    public static Value Sha512(ProcessContext context, Value data) => Digest(context, "crypto.sha512", data, SHA512.HashData);

    /// <summary>SHA-1 of text or bytes in hexadecimal; broken, for formats that ask for it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text, of which the UTF-8 form counts, or bytes.</param>
    [TtvmFunction("crypto.sha1"), Suspends]
    [SuppressMessage("Security", "CA5350", Justification = WhyWeak)]
    public static Value Sha1(ProcessContext context, Value data) => Digest(context, "crypto.sha1", data, SHA1.HashData);

    /// <summary>MD5 of text or bytes in hexadecimal; broken, for formats that ask for it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text, of which the UTF-8 form counts, or bytes.</param>
    [TtvmFunction("crypto.md5"), Suspends]
    [SuppressMessage("Security", "CA5351", Justification = WhyWeak)]
    public static Value Md5(ProcessContext context, Value data) => Digest(context, "crypto.md5", data, MD5.HashData);

    /// <summary>Upstream's hash of text or bytes, SipHash-1-3 in hexadecimal: what HASH gives with --upstream-hash.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text, of which the UTF-8 form counts, or bytes.</param>
    [TtvmFunction("crypto.siphash"), Suspends]
    public static Value UpstreamHash(ProcessContext context, Value data) => CryptographyOperations.UpstreamHash(context, "crypto.siphash", data);

    /// <summary>HMAC-SHA256 of text or bytes in hexadecimal.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="key">The key, text or bytes.</param>
    /// <param name="data">Text, of which the UTF-8 form counts, or bytes.</param>
    [TtvmFunction("crypto.hmac_sha256"), Suspends]
    public static Value HmacSha256(ProcessContext context, Value key, Value data)
    {
        if (!ByteContent.Has(key) || !ByteContent.Has(data))
        {
            context.RaiseTypeMismatch("crypto.hmac_sha256", "two values that are string or bytes", key, data);
            return default;
        }

        return BulkWork.Run(context, "crypto.hmac_sha256", ByteContent.LengthOf(data), budget =>
            Value.Text(Convert.ToHexStringLower(HMACSHA256.HashData(ByteContent.Of(key, budget), ByteContent.Of(data, budget)))));
    }

    /// <summary>Whether two texts or bytes are the same; takes the same time wherever they differ, so that a secret cannot be guessed piece by piece.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">Text or bytes.</param>
    /// <param name="b">Text or bytes.</param>
    [TtvmFunction("crypto.equal")]
    public static bool AreEqual(ProcessContext context, Value a, Value b)
    {
        if (!ByteContent.Has(a) || !ByteContent.Has(b))
        {
            context.RaiseTypeMismatch("crypto.equal", "two values that are string or bytes", a, b);
            return false;
        }

        var budget = new BulkBudget(long.MaxValue);
        return CryptographicOperations.FixedTimeEquals(ByteContent.Of(a, budget), ByteContent.Of(b, budget));
    }

    /// <summary>Text or bytes in Base64.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text, of which the UTF-8 form counts, or bytes.</param>
    [TtvmFunction("crypto.base64_encode"), Suspends]
    public static Value Base64Encode(ProcessContext context, Value data) => Encode(context, "crypto.base64_encode", data, Convert.ToBase64String);

    /// <summary>The bytes that a Base64 text stands for; white space counts for nothing.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The Base64 text.</param>
    [TtvmFunction("crypto.base64_decode"), Suspends]
    public static Value Base64Decode(ProcessContext context, string text) =>
        Decode(context, "crypto.base64_decode", text, "the text is not Base64", Convert.FromBase64String);

    /// <summary>Text or bytes in hexadecimal, in small letters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text, of which the UTF-8 form counts, or bytes.</param>
    [TtvmFunction("crypto.hex_encode"), Suspends]
    public static Value HexEncode(ProcessContext context, Value data) => Encode(context, "crypto.hex_encode", data, Convert.ToHexStringLower);

    /// <summary>The bytes that a hexadecimal text stands for, in letters of either size.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The hexadecimal text.</param>
    [TtvmFunction("crypto.hex_decode"), Suspends]
    public static Value HexDecode(ProcessContext context, string text) =>
        Decode(context, "crypto.hex_decode", text, "the text is not hexadecimal, two digits for each byte", Convert.FromHexString);

    private static Value Digest(ProcessContext context, string name, Value data, Func<byte[], byte[]> digest) =>
        Encode(context, name, data, bytes => Convert.ToHexStringLower(digest(bytes)));

    private static Value Encode(ProcessContext context, string name, Value data, Func<byte[], string> encode)
    {
        if (!ByteContent.Has(data))
        {
            context.RaiseTypeMismatch(name, "string or bytes as argument 1", data);
            return default;
        }

        return BulkWork.Run(context, name, ByteContent.LengthOf(data), budget =>
        {
            byte[] bytes = ByteContent.Of(data, budget);
            if (bytes.Length > TextValue.MaximumLength / 2)
            {
                throw new BulkLimitException();
            }

            // No code here has more than two characters for each byte.
            budget.Charge(2L * sizeof(char) * bytes.Length);
            return Value.Text(encode(bytes));
        });
    }

    private static Value Decode(ProcessContext context, string name, string text, string problem, Func<string, byte[]> decode) =>
        BulkWork.Run(context, name, text.Length, budget =>
        {
            budget.Charge(text.Length);
            try
            {
                return Value.From(new BytesValue(decode(text)));
            }
            catch (FormatException)
            {
                throw new DataFormatException($"{name}: {problem}");
            }
        });
}
