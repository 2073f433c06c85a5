using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>The files that SQLite keeps beside a database, which others must not make or change.</summary>
public static partial class SystemSqliteFiles
{
    private const string SharedMemory = "-shm";
    private const string Journal = "-journal";
    private const int TextFileBusy = 26;

    private static volatile bool _isUsed;

    /// <summary>What a journal ends in that names a further file, which SQLite removes after it has used the journal.</summary>
    private static ReadOnlySpan<byte> JournalMark => [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

    /// <summary>From now on files that SQLite may have mapped into memory are kept as they are.</summary>
    /// <remarks>
    /// Cutting one ends the whole process (SIGBUS). Which ones are mapped changes at any moment, so none of that name is touched while SQLite is in this process.
    /// </remarks>
    public static void Use() => _isUsed = true;

    /// <summary>Whether a file is one of SQLite's own beside a database, by its name.</summary>
    /// <param name="path">The file, after all links.</param>
    internal static bool IsCompanion(string path)
    {
        // A name on Windows may go on with the name of a stream, or with dots and spaces that mean nothing.
        string name = Path.GetFileName(path);
        return Companion().IsMatch(OperatingSystem.IsWindows() ? name.Split(':')[0].TrimEnd('.', ' ') : name);
    }

    /// <summary>Whether there is a journal beside a database that SQLite would use and that names a further file.</summary>
    /// <param name="path">The database.</param>
    internal static bool HasForeignJournal(string path)
    {
        Span<byte> end = stackalloc byte[JournalMark.Length];
        try
        {
            using var file = new FileStream(path + Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.Length < end.Length || file.ReadByte() <= 0)
            {
                return false;
            }

            file.Seek(-end.Length, SeekOrigin.End);
            file.ReadExactly(end);
            return end.SequenceEqual(JournalMark);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception error) when (SystemError.IsFileFailure(error))
        {
            // What cannot be read or has just been cut may be anything.
            return true;
        }
    }

    /// <summary>Whether a file must be opened without cutting it, because its name is not known before.</summary>
    internal static bool AreUsed => _isUsed;

    /// <summary>Refuses an open file that may be mapped.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">The path it was opened by.</param>
    internal static void CheckOpen(SafeFileHandle file, string path)
    {
        string? name = OperatingSystem.IsLinux() ? new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget : null;
        CheckName(name ?? new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path);
    }

    /// <summary>Refuses a name that a mapped file may have.</summary>
    /// <param name="path">The path.</param>
    internal static void CheckName(string path)
    {
        if (_isUsed && Path.TrimEndingDirectorySeparator(path).EndsWith(SharedMemory, StringComparison.OrdinalIgnoreCase))
        {
            throw SystemError.Of(TextFileBusy);
        }
    }

    [GeneratedRegex("-(journal|wal|shm|mj[0-9a-f]+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Companion();
}
