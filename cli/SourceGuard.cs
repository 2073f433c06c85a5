namespace TinyTotIL.Cli;

/// <summary>Tells whether writing an output would replace the program it is made from, whatever links lie between the two names.</summary>
/// <remarks>
/// An output takes its name by renaming, which replaces links instead of following them: what counts is where its folder
/// really is. The program was read through all links.
/// </remarks>
internal static class SourceGuard
{
    /// <summary>More links than this after each other are a loop.</summary>
    private const int MostLinks = 40;

    /// <summary>Whether an output is the program.</summary>
    /// <param name="output">The path to be written.</param>
    /// <param name="program">The path that was read.</param>
    public static bool WouldReplace(string output, string program)
    {
        if (output == program)
        {
            return true;
        }

        try
        {
            string place = Place(output);
            return place == Place(program) || place == Follow(program, MostLinks);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder of one of them is gone or closed to us, so nothing will be written there either.
            return false;
        }
    }

    private static string Place(string path) => WithRealFolder(Path.GetFullPath(path), MostLinks);

    private static string WithRealFolder(string path, int links) =>
        Path.GetDirectoryName(path) is { } folder ? Path.Combine(Follow(folder, links), Path.GetFileName(path)) : path;

    private static string Follow(string path, int links)
    {
        string place = WithRealFolder(Path.GetFullPath(path), links);
        return links > 0 && new FileInfo(place).LinkTarget is { } target
            ? Follow(Path.Combine(Path.GetDirectoryName(place) ?? "", target), links - 1)
            : place;
    }
}
