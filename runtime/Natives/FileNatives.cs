using System.Security.Cryptography;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of files and folders, besides the instructions.</summary>
[TtvmLibrary("file")]
public static class FileNatives
{
    private const int TemporaryNameBytes = 8;

    /// <summary>Whether a path names a regular file, after all links.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The path.</param>
    [TtvmFunction("file.is_file")]
    [Needs(AccessKind.Read)]
    public static bool IsFile(ProcessContext context, string path) =>
        Attempt(context, path, files => files.KindOf(path)) == FileKind.File;

    /// <summary>Whether a path names a folder, after all links.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The path.</param>
    [TtvmFunction("file.is_folder")]
    [Needs(AccessKind.Read)]
    public static bool IsFolder(ProcessContext context, string path) =>
        Attempt(context, path, files => files.KindOf(path)) == FileKind.Folder;

    /// <summary>When a file or folder was last changed, in seconds since 1970-01-01 UTC.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The path.</param>
    [TtvmFunction("file.modified")]
    [Needs(AccessKind.Read)]
    public static long Modified(ProcessContext context, string path) => Attempt(context, path, files => files.Modified(path));

    /// <summary>Makes a folder in one that exists.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The folder, which must not exist.</param>
    [TtvmFunction("file.make_folder")]
    [Needs(AccessKind.Write)]
    public static void MakeFolder(ProcessContext context, string path) =>
        Attempt(context, path, files => files.MakeFolder(path, isPrivate: false));

    /// <summary>Removes an empty folder.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The folder.</param>
    [TtvmFunction("file.remove_folder")]
    [Needs(AccessKind.Write)]
    public static void RemoveFolder(ProcessContext context, string path) =>
        Attempt(context, path, files => files.RemoveFolder(path));

    /// <summary>Gives a file or folder another path on the same disk. A file that has that path already is replaced.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="from">The file or folder.</param>
    /// <param name="to">Its new path.</param>
    [TtvmFunction("file.rename")]
    [Needs(AccessKind.Read, AccessKind.Write)]
    public static void Rename(ProcessContext context, string from, string to) =>
        Attempt(context, Both(from, to), files => files.Rename(from, to));

    /// <summary>Copies the bytes of a file into another, which is made or replaced. A file of any size is copied in little memory.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="from">The file; no pipe and no device.</param>
    /// <param name="to">The other.</param>
    [TtvmFunction("file.copy"), Suspends]
    [Needs(AccessKind.Read, AccessKind.Write)]
    public static void Copy(ProcessContext context, string from, string to) =>
        Attempt(context, Both(from, to), files => Offload.Await(context, cancelled =>
        {
            files.Copy(from, to, cancelled);
            return true;
        }));

    /// <summary>Makes a new empty folder for temporary files that nobody else can look into, and gives its path. It stays until it is removed.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("file.temp_folder")]
    [Needs(AccessKind.Write)]
    public static string TempFolder(ProcessContext context)
    {
        string? root = Attempt(context, "temporary folder", static files => files.TemporaryFolder());
        if (root is null)
        {
            return "";
        }

        // Nobody can foresee the name, so nobody can be there before.
        string path = $"{root}/ttil-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TemporaryNameBytes))}";
        Attempt(context, path, files => files.MakeFolder(path, isPrivate: true));
        return path;
    }

    private static string Both(string from, string to) => $"{from} -> {to}";

    private static T? Attempt<T>(ProcessContext context, string target, Func<IFileSystem, T> action)
    {
        try
        {
            return action(context.Host.Files);
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(target, error.Message));
            return default;
        }
    }

    private static void Attempt(ProcessContext context, string target, Action<IFileSystem> action) =>
        Attempt(context, target, files =>
        {
            action(files);
            return true;
        });
}
