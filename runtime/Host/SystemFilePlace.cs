using Microsoft.Win32.SafeHandles;

#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>A place in this machine's file system. On Linux it is held open, so that no link can be put in its way after it was found.</summary>
internal sealed class SystemFilePlace : FilePlace
{
    /// <summary>O_PATH and O_CLOEXEC, as every processor's Linux numbers them: finds a file without opening it, so that no device acts.</summary>
    private const int FindOnly = 0x280000;

    /// <summary>The longest path of Linux, its end included.</summary>
    private const int MostPathBytes = 4096;

    private const string Descriptors = "/proc/self/fd/";

    private readonly SafeFileHandle? _held;
    private FileStream? _created;

    private SystemFilePlace(string fullPath, string accessPath, SafeFileHandle? held)
        : base(fullPath, accessPath) => _held = held;

    /// <summary>Finds what a path names after all links.</summary>
    /// <param name="path">The path.</param>
    public static FilePlace Find(string path)
    {
        var (walked, isThroughProcess, obstacle, problem) = Walk(path);
        if (isThroughProcess || problem is not null)
        {
            return new FilePlace(walked, walked) { IsThroughProcess = isThroughProcess, Obstacle = obstacle, Problem = problem };
        }

        string asked = Path.EndsInDirectorySeparator(path) ? Path.Join(walked, "/") : walked;
        if (!OperatingSystem.IsLinux())
        {
            return new SystemFilePlace(walked, asked, held: null) { IsMissing = !Path.Exists(asked) };
        }

        if (Hold(asked, out int number) is { } held)
        {
            return new SystemFilePlace(NameOf(held) ?? walked, PathOf(held) ?? asked, held);
        }

        return number == SystemError.NoEntry ? FindMissing(walked, asked) : new FilePlace(walked, asked) { Problem = SystemError.Of(number) };
    }

    /// <summary>Finds an entry of a folder: the last name of a path is not followed if it is a link.</summary>
    /// <param name="path">The path.</param>
    public static FilePlace FindEntry(string path)
    {
        string bare = Path.TrimEndingDirectorySeparator(path);
        string name = Path.GetFileName(bare);
        if (name is "" or "." or "..")
        {
            // A folder in any case.
            return Find(path);
        }

        string? folder = Path.GetDirectoryName(bare);
        var (walked, isThroughProcess, obstacle, problem) = Walk(string.IsNullOrEmpty(folder) ? "." : folder);
        string ending = path[bare.Length..];
        string full = Path.Join(walked, name);
        if (isThroughProcess || problem is not null || !OperatingSystem.IsLinux())
        {
            return new FilePlace(full, full + ending) { IsThroughProcess = isThroughProcess, Obstacle = obstacle, Problem = problem };
        }

        return Hold(walked, out int number) is { } held
            ? new SystemFilePlace(Path.Join(NameOf(held) ?? walked, name), Path.Join(PathOf(held) ?? walked, name + ending), held)
            : new FilePlace(full, full) { Problem = SystemError.Of(number) };
    }

    /// <inheritdoc/>
    public override bool TryCreate()
    {
        try
        {
            _created = new FileStream(AccessPath, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (IOException error) when (error.HResult == SystemError.AlreadyExists)
        {
            return false;
        }
        catch (Exception error) when (SystemError.IsFileFailure(error))
        {
            throw SystemError.Of(error, AccessPath);
        }

        AccessPath = PathOf(_created.SafeFileHandle) ?? AccessPath;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        _created?.Dispose();
        _held?.Dispose();
        base.Dispose(isDisposing);
    }

    private static (string Path, bool IsThroughProcess, string? Obstacle, HostException? Problem) Walk(string path)
    {
        SystemError.CheckPath(path);
        return path.Length >= MostPathBytes && !OperatingSystem.IsWindows()
            ? throw SystemError.Of(SystemError.NameTooLong)
            : PathWalk.Follow(path, Environment.CurrentDirectory, place => new FileInfo(place).LinkTarget, Enter);
    }

    /// <summary>Why a place cannot be entered as a folder; Windows does not ask.</summary>
    private static HostException? Enter(string folder) =>
        OperatingSystem.IsWindows() || UnixCalls.Access(Path.Join(folder, "/."), mode: 0) == 0 ? null : SystemError.OfLastCall();

    private static FilePlace FindMissing(string walked, string asked)
    {
        string folder = Path.GetDirectoryName(walked) ?? walked;
        return Hold(folder, out int number) is { } held
            ? new SystemFilePlace(
                Path.Join(NameOf(held) ?? folder, Path.GetFileName(walked)),
                Path.Join(PathOf(held) ?? folder, asked[(asked.LastIndexOf('/', walked.Length - 1) + 1)..]),
                held)
            {
                Problem = SystemError.Of(SystemError.NoEntry),
                IsMissing = true,
            }
            : new FilePlace(walked, asked) { Problem = SystemError.Of(number) };
    }

    private static SafeFileHandle? Hold(string path, out int number)
    {
        int descriptor = UnixCalls.Open(path, FindOnly);
        number = descriptor < 0 ? SystemError.LastNumber : 0;
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Where the system says that an open file is; null where it does not say.</summary>
    private static string? NameOf(SafeFileHandle held) => new FileInfo(LinkOf(held)).LinkTarget;

    /// <summary>The path that leads to an open file and nowhere else; null where there is none.</summary>
    private static string? PathOf(SafeFileHandle held) => OperatingSystem.IsLinux() && NameOf(held) is not null ? LinkOf(held) : null;

    private static string LinkOf(SafeFileHandle held) => Descriptors + held.DangerousGetHandle();
}
