using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>Files and folders. Paths are relative to the current directory of the process.</summary>
/// <remarks>Every failure is a <see cref="HostException"/> with the system's own sentence.</remarks>
public interface IFileSystem
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    [Needs(AccessKind.Read)]
    byte[] ReadAllBytes(string path);

    /// <summary>Reads a whole regular file; refuses a pipe or a device, which may never end or wait for ever.</summary>
    /// <remarks>Where all files are regular, this is <see cref="ReadAllBytes"/>.</remarks>
    /// <param name="path">The file.</param>
    [Needs(AccessKind.Read)]
    byte[] ReadRegularFile(string path) => ReadAllBytes(path);

    /// <summary>Creates or replaces a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its new content.</param>
    [Needs(AccessKind.Write)]
    void WriteAllBytes(string path, ReadOnlySpan<byte> content);

    /// <summary>Adds to the end of a file, creating it when missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What to add.</param>
    [Needs(AccessKind.Write)]
    void AppendAllBytes(string path, ReadOnlySpan<byte> content);

    /// <summary>Opens a file to read it piece by piece.</summary>
    /// <param name="path">The file.</param>
    [Needs(AccessKind.Read)]
    IOpenFile OpenRead(string path) => throw SystemError.Unsupported();

    /// <summary>Opens a file to write it piece by piece, creating it when missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="append">Whether to add to what is there; otherwise it is emptied first.</param>
    [Needs(AccessKind.Write)]
    IOpenFile OpenWrite(string path, bool append) => throw SystemError.Unsupported();

    /// <summary>Whether reading or writing may wait for someone else, as with a pipe or a device.</summary>
    /// <param name="path">The file.</param>
    bool MayWait(string path) => false;

    /// <summary>Whether a file or folder exists.</summary>
    /// <param name="path">The path.</param>
    [Needs(AccessKind.Read)]
    bool Exists(string path);

    /// <summary>Size of a file in bytes.</summary>
    /// <param name="path">The file.</param>
    [Needs(AccessKind.Read)]
    long Size(string path);

    /// <summary>Removes a file.</summary>
    /// <param name="path">The file.</param>
    [Needs(AccessKind.Write)]
    void Delete(string path);

    /// <summary>What a path names, after all links.</summary>
    /// <param name="path">The path.</param>
    [Needs(AccessKind.Read)]
    FileKind KindOf(string path) => throw SystemError.Unsupported();

    /// <summary>When a file or folder was last changed, in seconds since 1970-01-01 UTC.</summary>
    /// <param name="path">The path.</param>
    [Needs(AccessKind.Read)]
    long Modified(string path) => throw SystemError.Unsupported();

    /// <summary>Makes a folder in one that exists.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="isPrivate">Whether nobody but the user may look into it.</param>
    [Needs(AccessKind.Write)]
    void MakeFolder(string path, bool isPrivate) => throw SystemError.Unsupported();

    /// <summary>Removes an empty folder.</summary>
    /// <param name="path">The folder.</param>
    [Needs(AccessKind.Write)]
    void RemoveFolder(string path) => throw SystemError.Unsupported();

    /// <summary>Gives a file or folder another path, where a file or an empty folder is replaced.</summary>
    /// <param name="from">The file or folder; a link is itself renamed.</param>
    /// <param name="to">The new path.</param>
    [Needs(AccessKind.Read, AccessKind.Write)]
    void Rename(string from, string to) => throw SystemError.Unsupported();

    /// <summary>Copies the bytes of a regular file into another, which is created or replaced.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">The other.</param>
    /// <param name="cancelled">Gives it up; what has been written stays.</param>
    [Needs(AccessKind.Read, AccessKind.Write)]
    void Copy(string from, string to, CancellationToken cancelled) => throw SystemError.Unsupported();

    /// <summary>The folder that the system has for temporary files.</summary>
    [Needs(AccessKind.Write)]
    string TemporaryFolder() => throw SystemError.Unsupported();

    /// <summary>Names in a folder, in the order of the file system, without <c>.</c> and <c>..</c>.</summary>
    /// <param name="path">The folder.</param>
    [Needs(AccessKind.Read)]
    IReadOnlyList<string> List(string path);

    /// <summary>Finds what a path names, after all links.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="HostException">It names nothing that could be.</exception>
    FilePlace Find(string path) => new(Path.GetFullPath(path), path);

    /// <summary>Finds an entry of a folder, without following it if it is a link.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="HostException">It names nothing that could be.</exception>
    FilePlace FindEntry(string path) => Find(path);
}
