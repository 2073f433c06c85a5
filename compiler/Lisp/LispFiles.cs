using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>The files that a program consists of besides its own.</summary>
/// <param name="modules">Where files come from.</param>
/// <param name="folder">The folder of the program, with a slash at its end unless it is empty.</param>
/// <param name="limits">Ceilings on them.</param>
internal sealed class LispFiles(IModuleSource modules, string folder, ModuleLimits limits)
{
    private int _count;
    private long _bytes;

    /// <summary>Reads a file; null, with the reason, when that fails.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="problem">The reason, as a sentence without its full stop.</param>
    public SourceText? Read(string path, out string problem)
    {
        var content = IsBelow(path, folder) || IsBelow(path, LibraryPaths.Prefix) ? modules.Read(path) : modules.ReadOutside(path);
        if (content.Bytes is null)
        {
            problem = content.Error ?? "";
            return null;
        }

        _bytes += content.Bytes.Length;
        if (++_count > limits.Modules || _bytes > limits.Bytes)
        {
            problem = $"the files of the program are more than {limits.Modules}, or have more than {limits.Bytes} bytes together";
            return null;
        }

        if (!StrictUtf8.TryDecode(content.Bytes, out string text, out int invalidAt))
        {
            problem = $"it is not valid UTF-8: byte {invalidAt} does not belong";
            return null;
        }

        problem = "";
        return new SourceText(path, text);
    }

    /// <summary>Whether a path leads below a folder by its own words.</summary>
    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && !Path.IsPathRooted(path[folder.Length..])
        && !path[folder.Length..].Split('/', '\\').Contains("..");

    /// <summary>The path of a file that another names.</summary>
    /// <param name="from">The other file.</param>
    /// <param name="path">The path it writes, relative to its own folder.</param>
    public static string Resolve(string from, string path)
    {
        int slash = from.LastIndexOfAny(['/', '\\']);
        if (slash < 0 || path.StartsWith('/') || (path.Length > 1 && path[1] == ':'))
        {
            return path;
        }

        string folder = from[..slash];
        while (path.StartsWith("../", StringComparison.Ordinal) && folder.Length > 0 && !folder.EndsWith("..", StringComparison.Ordinal) && folder != ".")
        {
            int last = folder.LastIndexOfAny(['/', '\\']);
            (folder, path) = (last < 0 ? "" : folder[..last], path[3..]);
        }

        return folder.Length == 0 && slash > 0 ? path : $"{folder}/{path}";
    }
}
