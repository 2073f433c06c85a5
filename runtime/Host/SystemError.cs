using System.Runtime.InteropServices;

#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>Turns failures of the system into the C library's sentence and number.</summary>
public static class SystemError
{
    internal const int NoEntry = 2;
    internal const int Interrupted = 4;
    internal const int InputOutput = 5;
    internal const int AccessDenied = 13;
    internal const int NotDirectory = 20;
    internal const int IsDirectory = 21;
    internal const int InvalidArgument = 22;
    internal const int FileTooLarge = 27;
    internal const int BrokenPipe = 32;

    /// <summary>What Rust says, and so upstream, about a name that C cannot express; it has no number.</summary>
    internal const string NulInName = "file name contained an unexpected NUL byte";

    /// <summary>What we say about a pipe or a device in the place of a file; the system has no words for it.</summary>
    internal const string NotRegular = "not a regular file";

    private const int HighestNumber = 4095;

    internal static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>As .NET gives it for a file that was to be new.</summary>
    internal static int AlreadyExists => OperatingSystem.IsWindows() ? unchecked((int)0x80070050) : 17;

    internal static int TooManyLinks => OperatingSystem.IsLinux() ? 40 : 62;

    internal static int NameTooLong => OperatingSystem.IsLinux() ? 36 : 63;

    /// <summary>What a host says that has no such operation.</summary>
    internal static HostException Unsupported() => new("Operation not supported (os error 95)");

    /// <summary>The exception for an error number.</summary>
    /// <param name="number">The number, as in errno.</param>
    internal static HostException Of(int number) => new(Sentence(number));

    /// <summary>The exception for the error of the last call to the C library.</summary>
    internal static HostException OfLastCall() => Of(Marshal.GetLastPInvokeError());

    /// <summary>The error number of the last call to the C library.</summary>
    internal static int LastNumber => Marshal.GetLastPInvokeError();

    /// <summary>Whether .NET throws this where a file operation fails.</summary>
    /// <param name="error">What .NET threw.</param>
    public static bool IsFileFailure(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>The exception for a failed file operation of .NET.</summary>
    /// <param name="error">What .NET threw.</param>
    /// <param name="path">The path used.</param>
    public static HostException Of(Exception error, string path) => new(Sentence(NumberOf(error, path)), error);

    /// <summary>Refuses names that no system call would accept.</summary>
    /// <param name="path">The path.</param>
    internal static void CheckPath(string path)
    {
        if (path.Length == 0)
        {
            throw Of(NoEntry);
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new HostException(NulInName);
        }
    }

    /// <summary>What the system says of a failed operation on a socket.</summary>
    /// <param name="error">What .NET threw.</param>
    public static string SentenceOf(System.Net.Sockets.SocketException error) => Sentence(error.NativeErrorCode);

    private static string Sentence(int number) => $"{Marshal.GetPInvokeErrorMessage(number)} (os error {number})";

    private static int NumberOf(Exception error, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return error.HResult & 0xFFFF;
        }

        return error switch
        {
            PathTooLongException => NameTooLong,
            FileNotFoundException or DirectoryNotFoundException => WhyMissing(path),

            // .NET reports a folder used as a file as a refusal.
            UnauthorizedAccessException when path.EndsWith('/') || Directory.Exists(path) => IsDirectory,
            UnauthorizedAccessException => RawNumber(error.InnerException) ?? AccessDenied,
            _ => RawNumber(error) ?? InputOutput,
        };
    }

    private static int? RawNumber(Exception? error) => error is IOException { HResult: > 0 and <= HighestNumber } ? error.HResult : null;

    /// <summary>.NET does not tell a missing file from a path that leads through a file; the C library does.</summary>
    private static int WhyMissing(string path) => UnixCalls.Access(path, mode: 0) == 0 ? NoEntry : Marshal.GetLastPInvokeError();
}
