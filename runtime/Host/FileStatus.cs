namespace TinyTotIL.Runtime.Host;

/// <summary>File sizes as Linux reports them: .NET refuses folders and measures links instead of what they name.</summary>
internal static unsafe class FileStatus
{
    private const int CurrentFolder = -100;
    private const uint SizeOnly = 0x200;

    // The layout of struct statx is the same on every processor: the size is its 8-byte word number 5 of 32.
    private const int StatusWords = 32;
    private const int SizeWord = 5;

    /// <summary>Asks the system; false where it has no such call.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <exception cref="HostException">There is no such file, or it cannot be examined.</exception>
    public static bool TrySize(string path, out long size)
    {
        size = 0;
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        ulong* status = stackalloc ulong[StatusWords];
        try
        {
            if (UnixCalls.ExtendedStatus(CurrentFolder, path, flags: 0, SizeOnly, status) != 0)
            {
                throw SystemError.OfLastCall();
            }
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }

        size = (long)status[SizeWord];
        return true;
    }
}
