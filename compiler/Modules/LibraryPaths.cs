using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Modules;

/// <summary>Other names for modules of the standard library.</summary>
internal static class LibraryPaths
{
    /// <summary>What paths of the library begin with.</summary>
    public const string Prefix = "std/";

    /// <summary>Modules that upstream's documents name and do not have, with those that are meant.</summary>
    private static readonly Dictionary<string, string> Documented = new(StringComparer.Ordinal)
    {
        ["strings"] = "string",
        ["lists"] = "list",
        ["io_enhanced"] = "io",
    };

    /// <summary>The module that a path stands for when there is no file of that name; null for a path that can mean only itself.</summary>
    /// <param name="path">The path as IMPORT writes it. The extension may be missing.</param>
    public static string? MeantBy(string path)
    {
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string name = path[Prefix.Length..];
        bool isWhole = name.EndsWith(FileExtensions.Text, StringComparison.Ordinal);
        name = isWhole ? name[..^FileExtensions.Text.Length] : name;
        if (Documented.TryGetValue(name, out string? meant))
        {
            return Prefix + meant + FileExtensions.Text;
        }

        return isWhole || name.Length == 0 || name.Contains('.', StringComparison.Ordinal) ? null : path + FileExtensions.Text;
    }
}
