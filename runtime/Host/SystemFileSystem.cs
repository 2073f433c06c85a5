using System.IO.Enumeration;
using Microsoft.Win32.SafeHandles;

#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>The files of this machine.</summary>
/// <remarks>
/// Files are shared without locks, as upstream does. Sizes that the system reports are only hints: files under /proc say
/// 0 and devices never end, so reading goes on to the end of the data or to <see cref="MaximumBytes"/>.
/// </remarks>
internal sealed partial class SystemFileSystem : IFileSystem
{
    /// <summary>Longest file read at once, the length a text can have; longer ones are <c>File too large</c>.</summary>
    public const int MaximumBytes = 1 << 29;

    private const int FirstChunk = 16 * 1024;

    /// <summary>Buffer size that turns a stream's own buffer off.</summary>
    private const int Unbuffered = 0;

    /// <summary>O_RDONLY, O_NOCTTY, O_NONBLOCK and O_CLOEXEC, as every processor's Linux numbers them that .NET runs on.</summary>
    private const int ReadWithoutWaiting = 0x80900;

    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    private readonly int _maximumBytes;
    private readonly SystemHandles _handles;

    /// <summary>The files of this machine.</summary>
    /// <param name="maximumBytes">Longest file read at once.</param>
    /// <param name="handles">Counts what is open; null for those of this process.</param>
    public SystemFileSystem(int maximumBytes = MaximumBytes, SystemHandles? handles = null) =>
        (_maximumBytes, _handles) = (maximumBytes, handles ?? SystemHandles.OfProcess);

    /// <inheritdoc/>
    public byte[] ReadAllBytes(string path) => Try(path, path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, Shared, Unbuffered, FileOptions.SequentialScan);
        return ReadToEnd(file);
    });

    /// <inheritdoc/>
    /// <remarks>
    /// The kind is looked at first, because opening alone makes some devices act. Nothing waits even so: not a file that
    /// became a pipe meanwhile, nor those under /proc that say they are regular and wait for messages of the system.
    /// </remarks>
    public byte[] ReadRegularFile(string path)
    {
        SystemError.CheckPath(path);
        return FileStatus.TryCheckRegular(path)
            ? Try(path, path =>
            {
                using var file = OpenWithoutWaiting(path);
                return ReadToEnd(file);
            })
            : ReadAllBytes(path);
    }

    /// <inheritdoc/>
    public bool MayWait(string path) => path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal) && FileStatus.IsSpecial(path);

    /// <inheritdoc/>
    public void WriteAllBytes(string path, ReadOnlySpan<byte> content)
    {
        using var file = Open(path, FileMode.Create);
        Write(file, content, path);
    }

    /// <inheritdoc/>
    public void AppendAllBytes(string path, ReadOnlySpan<byte> content)
    {
        using var file = Open(path, FileMode.OpenOrCreate);
        if (file.CanSeek)
        {
            // Pipes and terminals have no position; what is written goes to their end.
            file.Seek(0, SeekOrigin.End);
        }

        Write(file, content, path);
    }

    /// <inheritdoc/>
    public IOpenFile OpenRead(string path) => Counted(path, () =>
        Try(path, path => new FileStream(path, FileMode.Open, FileAccess.Read, Shared, Unbuffered, FileOptions.SequentialScan)));

    /// <inheritdoc/>
    public IOpenFile OpenWrite(string path, bool append) => Counted(path, () =>
    {
        var file = Open(path, append ? FileMode.OpenOrCreate : FileMode.Create);
        if (append && file.CanSeek)
        {
            file.Seek(0, SeekOrigin.End);
        }

        return file;
    });

    /// <inheritdoc/>
    public bool Exists(string path) =>
        path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal)
        && (OperatingSystem.IsWindows() ? Path.Exists(path) : UnixCalls.Access(path, mode: 0) == 0);

    /// <inheritdoc/>
    public long Size(string path)
    {
        SystemError.CheckPath(path);
        return FileStatus.TrySize(path, out long size)
            ? size
            : Try(path, path =>
            {
                var link = new FileInfo(path);
                return ((FileInfo?)link.ResolveLinkTarget(returnFinalTarget: true) ?? link).Length;
            });
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        SystemError.CheckPath(path);
        if (!OperatingSystem.IsWindows())
        {
            if (UnixCalls.Unlink(path) != 0)
            {
                throw SystemError.OfLastCall();
            }

            return;
        }

        Try(path, path =>
        {
            // File.Delete is content when there is nothing to delete; this is not.
            _ = File.GetAttributes(path);
            File.Delete(path);
            return true;
        });
    }

    /// <inheritdoc/>
    /// <remarks>Names that are not UTF-8 are left out; one that contains U+FFFD cannot be told from them.</remarks>
    public IReadOnlyList<string> List(string path) => Try(path, path =>
    {
        if (File.Exists(path))
        {
            throw SystemError.Of(SystemError.NotDirectory);
        }

        var every = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false };
        return new FileSystemEnumerable<string>(path, (ref FileSystemEntry entry) => entry.FileName.ToString(), every)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.FileName.Contains('\uFFFD'),
        }.ToList();
    });

    /// <inheritdoc/>
    public FilePlace Find(string path) => SystemFilePlace.Find(path);

    /// <inheritdoc/>
    public FilePlace FindEntry(string path) => SystemFilePlace.FindEntry(path);

    private static FileStream OpenWithoutWaiting(string path)
    {
        int descriptor = UnixCalls.Open(path, ReadWithoutWaiting);
        return descriptor < 0
            ? throw SystemError.OfLastCall()
            : new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read, Unbuffered);
    }

    private static FileStream Open(string path, FileMode mode) => Try(path, path =>
    {
        if (!SystemSqliteFiles.AreUsed)
        {
            return new FileStream(path, mode, FileAccess.Write, Shared, Unbuffered);
        }

        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, Shared, Unbuffered);
        try
        {
            SystemSqliteFiles.CheckOpen(file.SafeFileHandle, path);
            if (mode == FileMode.Create && file.CanSeek && file.Length > 0)
            {
                // Devices say that they are empty, and cannot be cut.
                file.SetLength(0);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    });

    private static void Write(FileStream file, ReadOnlySpan<byte> content, string path)
    {
        try
        {
            file.Write(content);
        }
        catch (Exception error) when (SystemError.IsFileFailure(error))
        {
            throw SystemError.Of(error, path);
        }
    }

    private static T Try<T>(string path, Func<string, T> action)
    {
        SystemError.CheckPath(path);
        try
        {
            return action(path);
        }
        catch (Exception error) when (SystemError.IsFileFailure(error))
        {
            throw SystemError.Of(error, path);
        }
    }

    /// <summary>Opens a file that stays open. It is counted first: what opens must not use the last one up.</summary>
    private SystemOpenFile Counted(string path, Func<FileStream> open)
    {
        var handle = _handles.Take();
        try
        {
            return new SystemOpenFile(open(), path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private byte[] ReadToEnd(FileStream file)
    {
        // One byte more than the reported size, so that the read after the last one sees the end without growing.
        var content = new byte[Math.Min(file.CanSeek ? file.Length : 0, _maximumBytes) + 1];
        int length = 0;
        while (true)
        {
            int count = file.Read(content.AsSpan(length));
            length += count;
            if (length > _maximumBytes)
            {
                throw SystemError.Of(SystemError.FileTooLarge);
            }

            if (count == 0)
            {
                Array.Resize(ref content, length);
                return content;
            }

            if (length == content.Length)
            {
                Array.Resize(ref content, (int)Math.Min(Math.Max(FirstChunk, 2L * length), _maximumBytes + 1L));
            }
        }
    }
}
