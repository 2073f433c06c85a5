namespace TinyTotIL.Cli.LanguageServer;

/// <summary>Between the URIs of editors and paths of files.</summary>
internal static class FileUris
{
    /// <summary>The path that a URI means; null for what is no file, such as a text that was never saved.</summary>
    /// <param name="uri">The URI.</param>
    public static string? PathOf(string uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || !parsed.IsFile)
        {
            return null;
        }

        string path = parsed.LocalPath;
        bool isDrive = OperatingSystem.IsWindows() && path is ['/' or '\\', _, ':', ..];
        path = isDrive ? path[1..] : path;
        return path.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(path) ? null : Path.GetFullPath(path);
    }

    /// <summary>The URI of a file.</summary>
    /// <param name="path">Its full path.</param>
    public static string Of(string path) => new Uri(path).AbsoluteUri;
}
