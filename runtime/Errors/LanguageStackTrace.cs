using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Errors;

/// <summary>The calls an error has left, as text.</summary>
internal static class LanguageStackTrace
{
    /// <summary>One line for each kept frame, innermost first, and a last one for those that were only counted.</summary>
    /// <remarks>A binary file gives functions and source files any name at all, line ends and terminal commands included.</remarks>
    /// <param name="error">The error.</param>
    /// <param name="image">The program.</param>
    public static IReadOnlyList<string> Lines(RaisedError error, ProgramImage image)
    {
        var lines = error.Frames.Select(address => $"at {Describe(address, image)}").ToList();
        int more = error.FrameCount - error.Frames.Count;
        if (more > 0)
        {
            lines.Add($"... {more} more");
        }

        return lines;
    }

    /// <summary>Where the error was raised; null when that is not known.</summary>
    /// <param name="error">The error.</param>
    /// <param name="image">The program.</param>
    public static string? Place(RaisedError error, ProgramImage image) => error.Frames is [var address, ..] ? Describe(address, image) : null;

    private static string Describe(int address, ProgramImage image) => DisplayText.Escape(image.Symbols.Describe(address));
}
