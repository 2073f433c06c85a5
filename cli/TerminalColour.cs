using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>When to write in colour.</summary>
internal static class TerminalColour
{
    /// <summary>Whether a stream is watched by someone who has not asked for plain text.</summary>
    /// <param name="environment">The variables that ask for it.</param>
    /// <param name="isRedirected">Whether the stream goes elsewhere than to a terminal.</param>
    public static bool IsWanted(IEnvironment environment, bool isRedirected) =>
        !isRedirected && string.IsNullOrEmpty(environment.GetVariable("NO_COLOR")) && environment.GetVariable("TERM") is not (null or "dumb");
}
