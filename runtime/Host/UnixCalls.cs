using System.Runtime.InteropServices;

namespace TinyTotIL.Runtime.Host;

/// <summary>The calls to the C library that .NET does not offer, or offers without the exact error number.</summary>
/// <remarks>
/// No function is called here with variable arguments: those are passed differently on some processors.
/// Structures that differ between systems are passed as untyped memory larger than any of them.
/// </remarks>
internal static unsafe partial class UnixCalls
{
    /// <summary>Room for one of the C library's opaque structures, in 8-byte words.</summary>
    public const int OpaqueWords = 128;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "getrlimit")]
    public static partial int ResourceLimit(int resource, ulong* limits);

    [LibraryImport(Library, EntryPoint = "clock_gettime")]
    public static partial int ClockTime(int clock, nint* secondsAndNanoseconds);

    [LibraryImport(Library, EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport(Library, EntryPoint = "fcntl")]
    public static partial int DescriptorFlags(int descriptor, int command);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollRequest* requests, nuint count, int milliseconds);

    /// <summary>Opens without creating, so without the argument that is variable: the mode of a new file.</summary>
    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    [LibraryImport(Library, EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(string path);

    [LibraryImport(Library, EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeFolder(string path, uint mode);

    [LibraryImport(Library, EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveFolder(string path);

    [LibraryImport(Library, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string from, string to);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ExtendedStatus(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport(Library, EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Spawn(int* pid, string path, long* fileActions, long* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int FileActionsInit(long* fileActions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int FileActionsDestroy(long* fileActions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int FileActionsDuplicate(long* fileActions, int descriptor, int target);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FileActionsOpen(long* fileActions, int descriptor, string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial int AttributesInit(long* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int AttributesDestroy(long* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int AttributesDefaultSignals(long* attributes, long* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int AttributesFlags(long* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "sigemptyset")]
    public static partial int SignalsClear(long* signals);

    [LibraryImport(Library, EntryPoint = "sigaddset")]
    public static partial int SignalsAdd(long* signals, int signal);

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitFor(int pid, int* status, int options);

    [LibraryImport(Library, EntryPoint = "kill")]
    public static partial int Kill(int pid, int signal);

    /// <summary>What <see cref="Poll"/> waits for.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollRequest
    {
        /// <summary>The file descriptor.</summary>
        public int Descriptor;

        /// <summary>Events asked for.</summary>
        public short Events;

        /// <summary>Events that happened.</summary>
        public short Happened;
    }
}
