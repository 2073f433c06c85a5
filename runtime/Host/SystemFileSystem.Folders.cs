#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <content>Folders, and what files are called and when they were changed.</content>
internal sealed partial class SystemFileSystem
{
    private const uint ForAll = 0x1FF;
    private const uint ForUser = 0x1C0;
    private const int CopyChunk = 1 << 17;

    /// <inheritdoc/>
    public FileKind KindOf(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return FileKind.None;
        }

        return FileStatus.TryKind(path, out var kind) ? kind
            : Directory.Exists(path) ? FileKind.Folder
            : !File.Exists(path) ? FileKind.None
            : (File.GetAttributes(path) & FileAttributes.Device) == 0 ? FileKind.File
            : FileKind.Other;
    }

    /// <inheritdoc/>
    public long Modified(string path)
    {
        SystemError.CheckPath(path);
        return FileStatus.TryModified(path, out long seconds)
            ? seconds
            : Try(path, path =>
            {
                // A path that names nothing has a time too, says .NET, in 1601.
                _ = File.GetAttributes(path);
                var link = new FileInfo(path);
                var time = (link.ResolveLinkTarget(returnFinalTarget: true) ?? link).LastWriteTimeUtc;
                return new DateTimeOffset(time).ToUnixTimeSeconds();
            });
    }

    /// <inheritdoc/>
    public void MakeFolder(string path, bool isPrivate)
    {
        if (!OperatingSystem.IsWindows())
        {
            Call(path, path => UnixCalls.MakeFolder(path, isPrivate ? ForUser : ForAll));
            return;
        }

        Try(path, path =>
        {
            // .NET makes parents too and is content with a folder that exists; the others are not.
            if (Path.Exists(path))
            {
                throw SystemError.Of(SystemError.AlreadyExists & 0xFFFF);
            }

            if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(Path.TrimEndingDirectorySeparator(path)))))
            {
                throw SystemError.Of(SystemError.NoEntry);
            }

            return Directory.CreateDirectory(path);
        });
    }

    /// <inheritdoc/>
    public void RemoveFolder(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            Call(path, UnixCalls.RemoveFolder);
            return;
        }

        Try(path, path =>
        {
            Directory.Delete(path);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        SystemError.CheckPath(to);
        SystemSqliteFiles.CheckName(from);
        SystemSqliteFiles.CheckName(to);
        if (!OperatingSystem.IsWindows())
        {
            Call(from, from => UnixCalls.Rename(from, to));
            return;
        }

        Try(from, from =>
        {
            if (Directory.Exists(from))
            {
                Directory.Move(from, to);
            }
            else
            {
                File.Move(from, to, overwrite: true);
            }

            return true;
        });
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The other is cut to its new length at the end, not emptied at the beginning: a file that is copied onto itself, by whatever path, stays what it is.
    /// </remarks>
    public void Copy(string from, string to, CancellationToken cancelled)
    {
        SystemError.CheckPath(from);
        if (FileStatus.TryKind(from, out var kind) && kind == FileKind.Other)
        {
            throw new HostException(SystemError.NotRegular);
        }

        using var source = Try(from, from => new FileStream(from, FileMode.Open, FileAccess.Read, Shared, Unbuffered, FileOptions.SequentialScan));
        using var target = Open(to, FileMode.OpenOrCreate);
        var chunk = new byte[CopyChunk];
        while (Try(from, _ => source.Read(chunk)) is > 0 and var count)
        {
            cancelled.ThrowIfCancellationRequested();
            Write(target, chunk.AsSpan(0, count), to);
        }

        if (target.CanSeek)
        {
            Try(to, _ =>
            {
                if (SystemSqliteFiles.AreUsed)
                {
                    // It may have got its name, and SQLite, since it was opened.
                    SystemSqliteFiles.CheckOpen(target.SafeFileHandle, to);
                }

                target.SetLength(target.Position);
                return true;
            });
        }
    }

    /// <inheritdoc/>
    public string TemporaryFolder() => Path.TrimEndingDirectorySeparator(Path.GetTempPath());

    private static void Call(string path, Func<string, int> call)
    {
        SystemError.CheckPath(path);
        if (call(path) != 0)
        {
            throw SystemError.OfLastCall();
        }
    }
}
