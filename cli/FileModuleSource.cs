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
    public ModuleContent Read(string path) => Read(path, files.ReadRegularFile);

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

    private ModuleContent Read(string path, Func<string, byte[]> read)
    {
        var content = ModuleContent.Read(path, read);
        if (content.Bytes is null && path.StartsWith(LibraryPrefix, StringComparison.Ordinal) && !files.Exists(path))
        {
            var installed = ModuleContent.Read(Path.Combine(home, path), read);
            return installed.Bytes is null ? content : installed;
        }

        return content;
    }
}
