using System.Text;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Debugging;

/// <summary>The texts of a program's source files.</summary>
/// <remarks>
/// A program names its sources itself, so a name is no reason to trust it: only regular files are read, and those that the
/// program was not read from only where it could read them.
/// </remarks>
/// <param name="map">Knows those that were read as text of instructions.</param>
/// <param name="files">Where the others are.</param>
/// <param name="permitted">The files that the program may read.</param>
internal sealed class SourceFiles(CodeMap map, IFileSystem files, IFileSystem permitted)
{
    /// <summary>Longer files are no sources that anybody wrote.</summary>
    private const int MostBytes = 16 << 20;

    private const string LibraryPrefix = "std/";

    private readonly Dictionary<string, string[]> _texts = [];

    /// <summary>A line without its end; null when there is none, or its file cannot be read or is no text.</summary>
    /// <param name="place">The line.</param>
    public string? LineOf(SourcePlace place)
    {
        if (map.TextOf(place) is { } known)
        {
            return known;
        }

        if (!_texts.TryGetValue(place.File, out string[]? lines))
        {
            _texts[place.File] = lines = Read(place.File);
        }

        return place.Line >= 1 && place.Line <= lines.Length ? lines[place.Line - 1].TrimEnd('\r') : null;
    }

    /// <summary>Whether a file must not be opened: it is no regular file, or one that the program may not read.</summary>
    /// <param name="path">The file, as the program names it.</param>
    public bool IsClosed(string path) => !IsReadable(files, path) ? files.Exists(path) : !IsReadable(Allowed(path), path);

    private static bool IsReadable(IFileSystem files, string path)
    {
        try
        {
            return files.KindOf(path) == FileKind.File && files.Size(path) <= MostBytes;
        }
        catch (HostException)
        {
            return false;
        }
    }

    private static bool IsInLibrary(string path) => path.StartsWith(LibraryPrefix, StringComparison.Ordinal) && !path.Split('/', '\\').Contains("..");

    private IFileSystem Allowed(string path) => map.IsModule(path) ? files : permitted;

    private string[] Read(string path) =>
        Read(Allowed(path), path) ?? (IsInLibrary(path) ? Read(files, Path.Combine(AppContext.BaseDirectory, path)) : null) ?? [];

    private static string[]? Read(IFileSystem files, string path)
    {
        try
        {
            if (!IsReadable(files, path))
            {
                return null;
            }

            byte[] content = files.ReadRegularFile(path);
            return content.Length > MostBytes || content.Contains((byte)0) ? [] : Encoding.UTF8.GetString(content).Split('\n');
        }
        catch (HostException)
        {
            // What cannot be read is not shown.
            return null;
        }
    }
}
