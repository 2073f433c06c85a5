using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Host;

/// <summary>Sizes and kinds of files as Linux reports them.</summary>
/// <remarks>.NET refuses the size of a folder, measures links instead of what they name, and knows no pipes and devices.</remarks>
internal static unsafe class FileStatus
{
    private const int CurrentFolder = -100;
    private const uint KindOnly = 0x1;
    private const uint SizeOnly = 0x200;

    // The layout of struct statx is the same on every processor: the mode has 2 bytes, the size 8.
    private const int StatusBytes = 256;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;

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
    public static bool IsSpecial(string path)
    {
        byte* status = stackalloc byte[StatusBytes];
        try
        {
            return TryAsk(path, KindOnly, status)
                && (Unsafe.ReadUnaligned<ushort>(status + ModeOffset) & KindMask) is not (RegularFile or Folder);
        }
        catch (HostException)
        {
            return false;
        }
    }

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
