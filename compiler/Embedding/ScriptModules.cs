using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL;

/// <summary>Where a script finds the modules that it imports, apart from the standard library, which is always there.</summary>
/// <remarks>
/// A path is asked for as the script writes it, with <c>/</c> between its parts. It is read while the script is compiled, never later: a compiled script has all it needs. What the
/// caller supplies must be callable from the threads that compile.
/// </remarks>
public sealed class ScriptModules
{
    private readonly Func<string, byte[]?> _read;

    private ScriptModules(Func<string, byte[]?> read) => _read = read;

    /// <summary>No modules.</summary>
    public static ScriptModules None { get; } = new(static _ => null);

    /// <summary>Modules by path.</summary>
    /// <param name="modules">The text of each; copied.</param>
    public static ScriptModules From(IReadOnlyDictionary<string, string> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        var copy = modules.ToDictionary(module => module.Key, module => Encoding.UTF8.GetBytes(module.Value), StringComparer.Ordinal);
        return new ScriptModules(copy.GetValueOrDefault);
    }

    /// <summary>Modules that a function finds.</summary>
    /// <param name="read">Gives the text for a path; null where there is none. What it throws reaches the caller of the compiler.</param>
    public static ScriptModules From(Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new ScriptModules(path => read(path) is { } text ? Encoding.UTF8.GetBytes(text) : null);
    }

    /// <summary>The files below a folder. A path that leads out of it, through <c>..</c> or as a whole path, finds nothing; links in the folder are followed.</summary>
    /// <param name="folder">The folder.</param>
    public static ScriptModules FromFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string root = Path.GetFullPath(folder);
        var files = SystemHost.Create([]).Files;
        return new ScriptModules(path =>
        {
            string full = Path.GetFullPath(Path.Combine(root, path));
            string prefix = Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar;
            return full.StartsWith(prefix, StringComparison.Ordinal) && files.Exists(full) ? files.ReadRegularFile(full) : null;
        });
    }

    /// <summary>The content of a module; null when there is none.</summary>
    /// <param name="path">The path as the script writes it.</param>
    internal byte[]? Read(string path) => _read(path);
}
