using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Data encrypted under a password: AES-256 in Galois/counter mode, with a key from PBKDF2 with HMAC-SHA256.</summary>
/// <remarks>
/// <para>Version 1 is, in this order:</para>
/// <list type="table">
/// <item><term>4 bytes</term><description><c>TTIL</c></description></item>
/// <item><term>1 byte</term><description>the version, 1</description></item>
/// <item><term>4 bytes</term><description>iterations of PBKDF2, the highest byte first</description></item>
/// <item><term>16 bytes</term><description>salt, random</description></item>
/// <item><term>12 bytes</term><description>nonce, random</description></item>
/// <item><term>n bytes</term><description>the data, encrypted</description></item>
/// <item><term>16 bytes</term><description>tag, which covers all before it</description></item>
/// </list>
/// </remarks>
internal static class SealedData
{
    /// <summary>Iterations used for new data: what OWASP recommends for PBKDF2 with HMAC-SHA256.</summary>
    public const int Iterations = 600_000;

    private const int FewestIterations = 100_000;
    private const int MostIterations = 10_000_000;
    private const byte Version = 1;
    private const int IterationsAt = 5;
    private const int SaltAt = 9;
    private const int SaltBytes = 16;
    private const int NonceAt = SaltAt + SaltBytes;
    private const int NonceBytes = 12;
    private const int HeaderBytes = NonceAt + NonceBytes;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    private static ReadOnlySpan<byte> Magic => "TTIL"u8;

    /// <summary>Encrypts data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="password">The password.</param>
    /// <param name="budget">What may be allocated.</param>
    public static byte[] Seal(ReadOnlySpan<byte> data, string password, BulkBudget budget)
    {
        long length = (long)data.Length + HeaderBytes + TagBytes;
        budget.Charge(length);
        if (length > Array.MaxLength)
        {
            throw new BulkLimitException();
        }

        byte[] result = new byte[length];
        Magic.CopyTo(result);
        result[Magic.Length] = Version;
        BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(IterationsAt), Iterations);
        RandomNumberGenerator.Fill(result.AsSpan(SaltAt, SaltBytes + NonceBytes));
        using var cipher = CipherOf(password, result, Iterations);
        var header = result.AsSpan(0, HeaderBytes);
        cipher.Encrypt(header[NonceAt..], data, result.AsSpan(HeaderBytes, data.Length), result.AsSpan(HeaderBytes + data.Length), header);
        return result;
    }

    /// <summary>Decrypts data; a wrong password and any change to the data are the same error.</summary>
    /// <param name="data">What <see cref="Seal"/> gave.</param>
    /// <param name="password">The password.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="budget">What may be allocated.</param>
    /// <exception cref="DataFormatException">It cannot be decrypted.</exception>
    public static byte[] Open(ReadOnlySpan<byte> data, string password, string operation, BulkBudget budget)
    {
        int length = data.Length - HeaderBytes - TagBytes;
        int iterations = length < 0 ? 0 : BinaryPrimitives.ReadInt32BigEndian(data[IterationsAt..]);
        if (!data.StartsWith(Magic) || iterations is < FewestIterations or > MostIterations || data[Magic.Length] != Version)
        {
            throw Refused(operation);
        }

        budget.Charge(length);
        byte[] result = new byte[length];
        using var cipher = CipherOf(password, data, iterations);
        var header = data[..HeaderBytes];
        try
        {
            cipher.Decrypt(header[NonceAt..], data.Slice(HeaderBytes, length), data[(HeaderBytes + length)..], result, header);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Refused(operation);
        }

        return result;
    }

    private static AesGcm CipherOf(string password, ReadOnlySpan<byte> header, int iterations)
    {
        if (!AesGcm.IsSupported)
        {
            throw new DataFormatException(Errors.ErrorText.Unsupported("encryption, for which this system has no AES-GCM"));
        }

        Span<byte> key = stackalloc byte[KeyBytes];
        byte[] bytes = Encoding.UTF8.GetBytes(password);
        Rfc2898DeriveBytes.Pbkdf2(bytes, header.Slice(SaltAt, SaltBytes), key, iterations, HashAlgorithmName.SHA256);
        CryptographicOperations.ZeroMemory(bytes);
        try
        {
            return new AesGcm(key, TagBytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static DataFormatException Refused(string operation) => new($"{operation}: the key is wrong or the data is damaged");
}
