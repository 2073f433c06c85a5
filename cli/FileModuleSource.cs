using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>Programs and modules from the file system, with the same ceiling and the same error sentences that programs meet.</summary>
/// <remarks>
/// A path is relative to the current directory. A module of the standard library that is not there comes from the
/// library that was installed with <c>ttil</c>, so <c>IMPORT std/math.ttvm</c> works in any directory.
/// </remarks>
/// <param name="files">The file system.</param>
/// <param name="home">The folder that holds the installed <c>std</c> folder.</param>
/// <param name="outside">Where files come from that are not the program's own; null for the same.</param>
internal sealed class FileModuleSource(IFileSystem files, string home, IFileSystem? outside = null) : IModuleSource
{
    private const string LibraryPrefix = "std/";

    /// <inheritdoc/>
    public ModuleContent ReadProgram(string path) => Read(path, files.ReadAllBytes);

    /// <inheritdoc/>
    /// <remarks>
    /// What lies in the current directory or below is the program's own. Another file is read as the program may read files: the error of a module that is none shows a line of it.
    /// </remarks>
    public ModuleContent Read(string path) => Read(path, IsBelow(path) ? files.ReadRegularFile : (outside ?? files).ReadRegularFile);

    /// <inheritdoc/>
    public ModuleContent ReadOutside(string path) => ModuleContent.Read(path, (outside ?? files).ReadRegularFile);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> FindLibrary()
    {
        try
        {
            return [.. files.List(Path.Combine(home, LibraryPrefix)).Where(name => name.EndsWith(FileExtensions.Text, StringComparison.Ordinal)).Select(name => LibraryPrefix + name)];
        }
        catch (HostException)
        {
            // It is only for a hint.
            return [];
        }
    }

    /// <summary>The full path of the file that a program or module is read from.</summary>
    /// <param name="path">The path by which it is read.</param>
    public string FullPathOf(string path) =>
        IsOfLibrary(path) && files.Exists(Path.Combine(home, path)) ? Path.GetFullPath(Path.Combine(home, path)) : Path.GetFullPath(path);

    private static bool IsBelow(string path)
    {
        string folder = Path.GetFullPath(".");
        return !path.Contains('\0', StringComparison.Ordinal) && path.Length > 0
            && Path.GetFullPath(path).StartsWith(folder.EndsWith(Path.DirectorySeparatorChar) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private bool IsOfLibrary(string path) => path.StartsWith(LibraryPrefix, StringComparison.Ordinal) && !files.Exists(path);

    private ModuleContent Read(string path, Func<string, byte[]> read)
    {
        var content = ModuleContent.Read(path, read);
        if (content.Bytes is null && IsOfLibrary(path))
        {
            var installed = ModuleContent.Read(Path.Combine(home, path), files.ReadRegularFile);
            return installed.Bytes is null ? content : installed;
        }

        return content;
    }
}
