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
        var lines = Shown(error, image).Select(address => $"at {Describe(address, image)}").ToList();
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
    public static string? Place(RaisedError error, ProgramImage image) => Shown(error, image) is [var address, ..] ? Describe(address, image) : null;

    /// <summary>What the procedures of Scheme's own libraries are made of is nobody's business, unless there is nothing else.</summary>
    private static IReadOnlyList<int> Shown(RaisedError error, ProgramImage image)
    {
        int[] own = image.UsesLisp ? [.. error.Frames.Where(address => !image.Symbols.IsInSchemeLibrary(address))] : [];
        return own.Length == 0 ? error.Frames : own;
    }

    private static string Describe(int address, ProgramImage image) => DisplayText.Escape(image.Symbols.Describe(address));
}
