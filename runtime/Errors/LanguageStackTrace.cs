using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Errors;

/// <summary>The calls an error has left.</summary>
internal sealed class LanguageStackTrace
{
    private LanguageStackTrace(IReadOnlyList<LanguageFrame> frames, int more) => (Frames, More) = (frames, more);

    /// <summary>Where the error was raised, and the calls that led there, innermost first.</summary>
    public IReadOnlyList<LanguageFrame> Frames { get; }

    /// <summary>How many further ones were only counted.</summary>
    public int More { get; }

    /// <summary>Where the error was raised; null when that is not known.</summary>
    public string? Place => Frames is [var innermost, ..] ? innermost.ToString() : null;

    /// <summary>The calls an error has left.</summary>
    /// <remarks>What the procedures of Scheme's own libraries are made of is nobody's business, unless there is nothing else.</remarks>
    /// <param name="error">The error.</param>
    /// <param name="image">The program.</param>
    public static LanguageStackTrace Of(RaisedError error, ProgramImage image) => Of(error.Frames, error.ConnectedFrames, error.FrameCount, image);

    /// <summary>The calls that led to an instruction.</summary>
    /// <param name="addresses">The instruction and the calls, innermost first.</param>
    /// <param name="image">The program.</param>
    public static LanguageStackTrace Of(IReadOnlyList<int> addresses, ProgramImage image) => Of(addresses, addresses.Count, addresses.Count, image);

    private static LanguageStackTrace Of(IReadOnlyList<int> addresses, int connected, int count, ProgramImage image)
    {
        var frames = new List<LanguageFrame>(addresses.Count);
        for (int i = 0; i < addresses.Count; i++)
        {
            var frame = image.FrameAt(addresses[i]);
            bool mayKnow = i > 0 && i < connected;
            frames.Add(mayKnow && TailCaller(addresses[i], addresses[i - 1], image) is { } caller ? frame with { TailCallsFrom = caller } : frame);
        }

        if (image.UsesLisp && frames.Any(frame => !frame.IsInLibrary))
        {
            frames.RemoveAll(frame => frame.IsInLibrary);
        }

        return new LanguageStackTrace(frames, count - addresses.Count);
    }

    /// <summary>As text: one line for each frame and each gap between frames, and a last one for those that were only counted.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = new List<string>(Frames.Count);
        foreach (var frame in Frames)
        {
            if (frame.TailCallsFrom is { } caller)
            {
                lines.Add($"(tail calls from {DisplayText.Escape(caller)})");
            }

            lines.Add($"at {frame}");
        }

        if (More > 0)
        {
            lines.Add($"... {More} more");
        }

        return lines;
    }

    /// <summary>
    /// The function that a call has entered, when the frame it led to is another one's: then that function has ended in a tail call. Known for
    /// calls by label only.
    /// </summary>
    private static string? TailCaller(int call, int inner, ProgramImage image)
    {
        var symbols = image.Symbols;
        if (symbols.TailCallAfter(call) is not { } tailCall || symbols.IsInSchemeLibrary(tailCall))
        {
            return null;
        }

        string? callee = symbols.FunctionAt(tailCall);
        bool isSame = callee == symbols.FunctionAt(inner) && image.ModuleOf(tailCall) == image.ModuleOf(inner);
        return isSame ? null : callee;
    }
}
