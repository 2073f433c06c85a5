namespace TinyTotIL.Runtime.Host;

/// <summary>A file, or a folder and all below it, that a flag names.</summary>
/// <param name="text">As the flag says it.</param>
/// <param name="place">Where it is, after all links.</param>
internal sealed class PathRule(string text, string place)
{
    /// <summary>Names differ in case alone only where the system tells them apart.</summary>
    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly string _spelled = Path.GetFullPath(text);

    /// <summary>As the flag says it.</summary>
    public string Text { get; } = text;

    /// <summary>Whether a place is meant.</summary>
    /// <param name="fullPath">The place, without links.</param>
    public bool Covers(string fullPath) => IsWithin(place, fullPath);

    /// <summary>Whether a place is meant, or is spelled as if it were: enough to deny it.</summary>
    /// <param name="path">The path as the program gave it.</param>
    /// <param name="fullPath">The place, without links.</param>
    public bool Touches(string path, string fullPath) => Covers(fullPath) || IsWithin(_spelled, Path.GetFullPath(path));

    /// <summary>Whether it lies in a place, or is that place.</summary>
    /// <param name="fullPath">The place, without links.</param>
    public bool IsBelow(string fullPath) => IsWithin(fullPath, place);

    private static bool IsWithin(string folder, string path) =>
        path.StartsWith(folder, Comparison) && (path.Length == folder.Length || Path.EndsInDirectorySeparator(folder) || IsSeparator(path[folder.Length]));

    private static bool IsSeparator(char letter) => letter == Path.DirectorySeparatorChar || letter == Path.AltDirectorySeparatorChar;
}
