using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Host;

/// <summary>Sizes and kinds of files as Linux reports them.</summary>
/// <remarks>.NET refuses the size of a folder, measures links instead of what they name, and knows no pipes and devices.</remarks>
internal static unsafe class FileStatus
{
    private const int CurrentFolder = -100;
    private const uint KindOnly = 0x1;
    private const uint TimeOnly = 0x40;
    private const uint SizeOnly = 0x200;

    // The layout of struct statx is the same on every processor: the mode has 2 bytes, the size 8.
    private const int StatusBytes = 256;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;
    private const int ModifiedOffset = 112;

    private const int KindMask = 0xF000;
    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;

    /// <summary>Asks the system for a size; false where it has no such call.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <exception cref="HostException">There is no such file, or it cannot be examined.</exception>
    public static bool TrySize(string path, out long size)
    {
        byte* status = stackalloc byte[StatusBytes];
        bool isKnown = TryAsk(path, SizeOnly, status);
        size = isKnown ? Unsafe.ReadUnaligned<long>(status + SizeOffset) : 0;
        return isKnown;
    }

    /// <summary>Asks the system when something was last changed; false where it has no such call.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="seconds">Seconds since 1970-01-01 UTC.</param>
    /// <exception cref="HostException">There is no such file, or it cannot be examined.</exception>
    public static bool TryModified(string path, out long seconds)
    {
        byte* status = stackalloc byte[StatusBytes];
        bool isKnown = TryAsk(path, TimeOnly, status);
        seconds = isKnown ? Unsafe.ReadUnaligned<long>(status + ModifiedOffset) : 0;
        return isKnown;
    }

    /// <summary>Asks the system what a path names after all links; false where it has no such call.</summary>
    /// <param name="path">The path.</param>
    /// <param name="kind">What it names; what cannot be examined is nothing.</param>
    public static bool TryKind(string path, out FileKind kind)
    {
        byte* status = stackalloc byte[StatusBytes];
        kind = FileKind.None;
        try
        {
            if (!TryAsk(path, KindOnly, status))
            {
                return false;
            }
        }
        catch (HostException)
        {
            return true;
        }

        kind = (Unsafe.ReadUnaligned<ushort>(status + ModeOffset) & KindMask) switch
        {
            RegularFile => FileKind.File,
            Folder => FileKind.Folder,
            _ => FileKind.Other,
        };
        return true;
    }

    /// <summary>Makes sure that a path, after all links, names a regular file; false where the system has no such call.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="HostException">It names something else or nothing, or cannot be examined.</exception>
    public static bool TryCheckRegular(string path)
    {
        byte* status = stackalloc byte[StatusBytes];
        if (!TryAsk(path, KindOnly, status))
        {
            return false;
        }

        return (Unsafe.ReadUnaligned<ushort>(status + ModeOffset) & KindMask) switch
        {
            RegularFile => true,
            Folder => throw SystemError.Of(SystemError.IsDirectory),
            _ => throw new HostException(SystemError.NotRegular),
        };
    }

    /// <summary>Whether a path, after all links, names neither a regular file nor a folder. What cannot be examined does not.</summary>
    /// <param name="path">The path.</param>
    public static bool IsSpecial(string path) => TryKind(path, out var kind) && kind == FileKind.Other;

    private static bool TryAsk(string path, uint what, byte* status)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            if (UnixCalls.ExtendedStatus(CurrentFolder, path, flags: 0, what, status) != 0)
            {
                throw SystemError.OfLastCall();
            }
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }

        return true;
    }
}
