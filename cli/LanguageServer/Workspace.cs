using TinyTotIL.Compiler.LanguageService;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>The texts that are open, the folders they are in, and the modules they can import.</summary>
/// <param name="files">The file system.</param>
/// <param name="home">The folder that holds the installed <c>std</c> folder.</param>
internal sealed class Workspace(IFileSystem files, string home)
{
    private readonly Dictionary<string, OpenDocument> _byUri = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenDocument> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Modified, long Size, ProgramIndex Index)> _onDisk = new(StringComparer.Ordinal);

    /// <summary>The file system.</summary>
    public IFileSystem Files => files;

    /// <summary>The folder that holds the installed <c>std</c> folder.</summary>
    public string Home => home;

    /// <summary>Folders that are open in the editor.</summary>
    public List<string> Folders { get; } = [];

    /// <summary>Texts that are open.</summary>
    public IReadOnlyCollection<OpenDocument> Documents => _byUri.Values;

    /// <summary>Opens a text, in place of one of the same name.</summary>
    /// <param name="document">The text.</param>
    public void Open(OpenDocument document)
    {
        _byUri[document.Uri] = document;
        if (document.FullPath is { } path)
        {
            _byPath[path] = document;
        }
    }

    /// <summary>Closes a text.</summary>
    /// <param name="document">The text.</param>
    public void Close(OpenDocument document)
    {
        _byUri.Remove(document.Uri);
        if (document.FullPath is { } path && _byPath.GetValueOrDefault(path) == document)
        {
            _byPath.Remove(path);
        }
    }

    /// <summary>The open text of a name; null when there is none.</summary>
    /// <param name="uri">What the editor calls it.</param>
    public OpenDocument? Find(string uri) => _byUri.GetValueOrDefault(uri);

    /// <summary>The open text of a file; null when there is none.</summary>
    /// <param name="path">The full path.</param>
    public OpenDocument? FindFile(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Where the program of a text finds its modules.</summary>
    /// <param name="document">The text.</param>
    public WorkspaceModules ModulesOf(OpenDocument document) => new(this, document);

    /// <summary>The folder from which a text's program is run: the innermost open folder around it, or its own.</summary>
    /// <param name="document">The text.</param>
    public string FolderOf(OpenDocument document)
    {
        string? own = Path.GetDirectoryName(document.FullPath);
        return Folders.Where(folder => own is not null && Contains(folder, own)).MaxBy(folder => folder.Length) ?? own ?? Folders.FirstOrDefault() ?? Environment.CurrentDirectory;
    }

    /// <summary>The names in a file on disk, read again only after it changed; null when it cannot be read.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="read">Reads it.</param>
    public ProgramIndex? IndexOnDisk(string path, Func<string?> read)
    {
        try
        {
            long modified = files.Modified(path), size = files.Size(path);
            if (_onDisk.TryGetValue(path, out var known) && known.Modified == modified && known.Size == size)
            {
                return known.Index;
            }

            if (read() is not { } text)
            {
                return null;
            }

            var index = ProgramIndex.Of(new SourceText(path, text));
            _onDisk[path] = (modified, size, index);
            return index;
        }
        catch (HostException)
        {
            return null;
        }
    }

    private static bool Contains(string folder, string path) =>
        path == folder || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
