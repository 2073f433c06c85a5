using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of file paths as text, with <c>/</c> between their parts on every system. None looks at files.</summary>
[TtvmLibrary("path")]
public static class PathNatives
{
    private const char Separator = '/';
    private const string Here = ".";
    private const string Above = "..";

    /// <summary>Longer paths are not taken apart. No system has files with such names.</summary>
    private const int MaximumLength = 1 << 20;

    /// <summary>A path below another; the second alone when it is absolute.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="folder">Where the second begins.</param>
    /// <param name="path">The second.</param>
    [TtvmFunction("path.join"), Pure]
    public static string Join(ProcessContext context, string folder, string path)
    {
        if (folder.Length == 0 || IsAbsolute(path))
        {
            return path;
        }

        if (path.Length == 0)
        {
            return folder;
        }

        return !Fits(context, (long)folder.Length + path.Length + 1) ? ""
            : folder.EndsWith(Separator) ? folder + path : $"{folder}{Separator}{path}";
    }

    /// <summary>The last part.</summary>
    /// <param name="path">The path.</param>
    [TtvmFunction("path.base_name"), Pure]
    public static string BaseName(string path)
    {
        string trimmed = WithoutEnd(path);
        return trimmed.Length == 1 ? trimmed : trimmed[(trimmed.LastIndexOf(Separator) + 1)..];
    }

    /// <summary>All but the last part; a point when there is no other.</summary>
    /// <param name="path">The path.</param>
    [TtvmFunction("path.dir_name"), Pure]
    public static string DirName(string path)
    {
        string trimmed = WithoutEnd(path);
        int last = trimmed.LastIndexOf(Separator);
        return last < 0 ? Here : WithoutEnd(trimmed[..(last + 1)]);
    }

    /// <summary>What the last part ends in, from its last point on; empty without one, and for a point in front.</summary>
    /// <param name="path">The path.</param>
    [TtvmFunction("path.extension"), Pure]
    public static string Extension(string path)
    {
        string name = BaseName(path);
        int point = name.LastIndexOf('.');
        return point > 0 && name.AsSpan(0, point).ContainsAnyExcept('.') ? name[point..] : "";
    }

    /// <summary>The last part without its extension.</summary>
    /// <param name="path">The path.</param>
    [TtvmFunction("path.stem"), Pure]
    public static string Stem(string path) => BaseName(path)[..^Extension(path).Length];

    /// <summary>The shortest path that means the same, as far as names tell.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The path.</param>
    [TtvmFunction("path.normalize"), Pure]
    public static string Normalize(ProcessContext context, string path)
    {
        if (!Fits(context, path.Length))
        {
            return "";
        }

        string parts = string.Join(Separator, Parts(path));
        return IsAbsolute(path) ? Separator + parts : parts.Length == 0 ? Here : parts;
    }

    /// <summary>Whether a path begins at the root.</summary>
    /// <param name="path">The path.</param>
    [TtvmFunction("path.is_absolute"), Pure]
    public static bool IsAbsolute(string path) => path.StartsWith(Separator);

    /// <summary>The path that leads from a folder to another place.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The place.</param>
    /// <param name="folder">The folder; both begin at the root, or neither does.</param>
    [TtvmFunction("path.relative"), Pure]
    public static string Relative(ProcessContext context, string path, string folder)
    {
        if (!Fits(context, (long)path.Length + folder.Length))
        {
            return "";
        }

        var (to, from) = (Parts(path), Parts(folder));
        int common = 0;
        while (common < to.Count && common < from.Count && to[common] == from[common])
        {
            common++;
        }

        if (IsAbsolute(path) != IsAbsolute(folder) || from.Skip(common).Contains(Above))
        {
            context.Raise($"path.relative: there is no way from '{DisplayText.Shorten(folder)}' to '{DisplayText.Shorten(path)}' that names alone tell");
            return "";
        }

        string way = string.Join(Separator, Enumerable.Repeat(Above, from.Count - common).Concat(to.Skip(common)));
        return way.Length == 0 ? Here : way;
    }

    /// <summary>The parts of a path, the root as <c>/</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The path.</param>
    [TtvmFunction("path.parts")]
    public static ListValue Split(ProcessContext context, string path)
    {
        if (!Fits(context, path.Length))
        {
            return ListValue.Empty;
        }

        var parts = new List<Value>();
        if (IsAbsolute(path))
        {
            parts.Add(Value.Text(Separator.ToString()));
        }

        parts.AddRange(path.Split(Separator, StringSplitOptions.RemoveEmptyEntries).Select(Value.Text));
        return ListValue.FromOwned([.. parts]);
    }

    /// <summary>Names without empty ones and points, each that is followed by two points taken out with them. Nothing is above the root.</summary>
    private static List<string> Parts(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split(Separator))
        {
            if (part.Length == 0 || part == Here)
            {
                continue;
            }

            if (part != Above || (parts.Count == 0 ? !IsAbsolute(path) : parts[^1] == Above))
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return parts;
    }

    private static string WithoutEnd(string path)
    {
        string trimmed = path.TrimEnd(Separator);
        return trimmed.Length == 0 && path.Length > 0 ? Separator.ToString() : trimmed;
    }

    private static bool Fits(ProcessContext context, long length)
    {
        if (length <= MaximumLength)
        {
            return true;
        }

        context.Raise(ErrorText.Unsupported($"path longer than {MaximumLength} characters"));
        return false;
    }
}
