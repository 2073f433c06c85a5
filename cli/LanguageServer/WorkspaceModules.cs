using System.Text;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.LanguageService;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>Modules as a program in the editor finds them: open texts before files, and the installed library last.</summary>
/// <remarks>
/// A running program looks in the directory it is started in, which nobody knows yet. It is taken for the folder that is open in the
/// editor; where that lacks a module, for the program's own folder.
/// </remarks>
/// <param name="workspace">What is open.</param>
/// <param name="document">The program.</param>
internal sealed class WorkspaceModules(Workspace workspace, OpenDocument document) : IModuleSource
{
    private const string LibraryPrefix = "std/";

    private readonly HashSet<string> _consulted = new(StringComparer.Ordinal);
    private readonly string _folder = workspace.FolderOf(document);

    /// <summary>Full paths of everything that was asked for, there or not.</summary>
    public IReadOnlySet<string> Consulted => _consulted;

    /// <summary>What the program is called: relative to the folder it is run from, as a user would write it.</summary>
    public string ProgramPath => document.FullPath is { } path ? Path.GetRelativePath(_folder, path) : document.Uri;

    /// <inheritdoc/>
    public ModuleContent ReadProgram(string path) => path == ProgramPath ? ContentOf(document) : Read(path);

    /// <inheritdoc/>
    public ModuleContent Read(string path)
    {
        ModuleContent? first = null;
        foreach (string candidate in CandidatesFor(path))
        {
            var content = ReadFull(candidate);
            if (content.Bytes is not null || workspace.Files.Exists(candidate))
            {
                return content;
            }

            first ??= content;
        }

        return first!.Value;
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> FindLibrary() => NamesIn(Path.Combine(workspace.Home, LibraryPrefix), LibraryPrefix);

    /// <summary>Paths of modules that the program can import.</summary>
    public IReadOnlyCollection<string> Importable()
    {
        var open = workspace.Documents
            .Where(other => other != document && other.IsProgram && other.FullPath is not null)
            .Select(other => Path.GetRelativePath(_folder, other.FullPath!).Replace('\\', '/'))
            .Where(path => !path.StartsWith("..", StringComparison.Ordinal));
        return [.. FindLibrary().Concat(NamesIn(_folder, "")).Concat(open).Where(path => path != ProgramPath).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The full path of the module that is read for a path; null when there is none.</summary>
    /// <param name="path">The path as IMPORT writes it.</param>
    public string? Locate(string path) =>
        CandidatesFor(path).FirstOrDefault(candidate => workspace.FindFile(candidate) is not null || workspace.Files.Exists(candidate));

    /// <summary>What the editor calls a module that is there.</summary>
    /// <param name="path">The path as IMPORT writes it.</param>
    public string? UriOf(string path) => Locate(path) is { } full ? workspace.FindFile(full)?.Uri ?? FileUris.Of(full) : null;

    /// <summary>The names in a module; null when it cannot be read.</summary>
    /// <param name="path">The path as IMPORT writes it.</param>
    public ProgramIndex? IndexOf(string path)
    {
        if (Locate(path) is not { } full || full.EndsWith(FileExtensions.Binary, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return workspace.FindFile(full)?.Index ?? workspace.IndexOnDisk(full, () => ReadFull(full).Bytes is { } bytes ? Encoding.UTF8.GetString(bytes) : null);
    }

    private IEnumerable<string> CandidatesFor(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return [Path.Combine(_folder, path)];
        }

        var candidates = new List<string> { Path.GetFullPath(path, _folder) };
        if (Path.GetDirectoryName(document.FullPath) is { } own)
        {
            candidates.Add(Path.GetFullPath(path, own));
        }

        if (path.StartsWith(LibraryPrefix, StringComparison.Ordinal))
        {
            candidates.Add(Path.GetFullPath(path, workspace.Home));
        }

        return candidates.Distinct();
    }

    private ModuleContent ReadFull(string path)
    {
        _consulted.Add(path);
        return workspace.FindFile(path) is { } open ? ContentOf(open) : ModuleContent.Read(path, workspace.Files.ReadRegularFile);
    }

    /// <summary>The text as a file would hold it. Half of a surrogate pair, which no file holds, becomes another single unit.</summary>
    private static ModuleContent ContentOf(OpenDocument open) => new(Encoding.UTF8.GetBytes(open.Text), Error: null);

    private List<string> NamesIn(string folder, string prefix)
    {
        try
        {
            return [.. workspace.Files.List(folder).Where(name => name.EndsWith(FileExtensions.Text, StringComparison.Ordinal)).Select(name => prefix + name)];
        }
        catch (HostException)
        {
            // It is only for proposals.
            return [];
        }
    }
}
