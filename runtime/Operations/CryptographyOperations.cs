using System.Globalization;
using System.Security.Cryptography;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations that keep data secret, and digests.</summary>
public static class CryptographyOperations
{
    /// <summary>Deriving a key takes a tenth of a second however little is encrypted.</summary>
    private const long Long = long.MaxValue;

    private const byte EndOfText = 0xFF;

    /// <summary>ENCRYPT: text encrypted under a password.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">The text.</param>
    /// <param name="key">The password.</param>
    [Suspends]
    public static Value Encrypt(ProcessContext context, Value data, Value key)
    {
        if (!data.IsText || !key.IsText)
        {
            context.RaiseTypeMismatch("ENCRYPT", "string (data) and string (key)", data, key);
            return default;
        }

        return Seal(context, "ENCRYPT", data, key.AsText);
    }

    /// <summary>DECRYPT: the text that was encrypted under the same password.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">The encrypted text.</param>
    /// <param name="key">The password.</param>
    [Suspends]
    public static Value Decrypt(ProcessContext context, Value data, Value key)
    {
        if (data.Tag is not BytesValue { Bytes: var bytes } || !key.IsText)
        {
            context.RaiseTypeMismatch("DECRYPT", "bytes (encrypted data) and string (key)", data, key);
            return default;
        }

        string password = key.AsText;
        return BulkWork.Run(context, "DECRYPT", Long, budget =>
            ByteContent.TextOf(SealedData.Open(bytes, password, "DECRYPT", budget), "DECRYPT: the data is not UTF-8 text; NATIVE crypto.decrypt_bytes gives it as bytes", budget));
    }

    /// <summary>HASH: the SHA-256 digest of text or bytes in hexadecimal, or upstream's hash if the program was compiled so.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text, of which the UTF-8 form counts, or bytes.</param>
    [Suspends]
    public static Value Hash(ProcessContext context, Value data)
    {
        if (context.Image.HashesAsUpstream)
        {
            return UpstreamHash(context, "HASH", data);
        }

        return Hash(context, "HASH", data, static bytes => Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>What Rust's default hasher makes of a string or a vector of bytes, in hexadecimal without leading zeros.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="data">Text or bytes.</param>
    internal static Value UpstreamHash(ProcessContext context, string operation, Value data)
    {
        bool isText = data.IsText;
        return Hash(context, operation, data, bytes => (isText
            ? SipHash.Of(bytes, before: [], after: [EndOfText])
            : SipHash.Of(bytes, before: BitConverter.GetBytes((ulong)bytes.Length), after: [])).ToString("x", CultureInfo.InvariantCulture));
    }

    /// <summary>Encrypts text or bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="data">Text or bytes.</param>
    /// <param name="password">The password.</param>
    internal static Value Seal(ProcessContext context, string operation, Value data, string password) =>
        BulkWork.Run(context, operation, Long, budget => Value.From(new BytesValue(SealedData.Seal(ByteContent.Of(data, budget), password, budget))));

    /// <summary>Decrypts bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="data">The encrypted bytes.</param>
    /// <param name="password">The password.</param>
    internal static Value Open(ProcessContext context, string operation, BytesValue data, string password) =>
        BulkWork.Run(context, operation, Long, budget => Value.From(new BytesValue(SealedData.Open(data.Bytes, password, operation, budget))));

    private static Value Hash(ProcessContext context, string operation, Value data, Func<byte[], string> digest)
    {
        if (!ByteContent.Has(data))
        {
            context.RaiseTypeMismatch(operation, "string or bytes", data);
            return default;
        }

        return BulkWork.Run(context, operation, ByteContent.LengthOf(data), budget => Value.Text(digest(ByteContent.Of(data, budget))));
    }
}
