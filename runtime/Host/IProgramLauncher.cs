using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>Starts other programs and waits for them.</summary>
public interface IProgramLauncher
{
    /// <summary>Runs a program with this one's standard streams.</summary>
    /// <param name="command">Found through PATH; no shell takes part.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The exit code; -1 when a signal ended it.</returns>
    /// <exception cref="HostException">It could not be started.</exception>
    [Needs(AccessKind.Run)]
    int Run(string command, IReadOnlyList<string> arguments);

    /// <summary>Runs a program with empty input and keeps what it writes.</summary>
    /// <param name="command">Found through PATH; no shell takes part.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Standard output, standard error (bad UTF-8 replaced) and the exit code.</returns>
    /// <exception cref="HostException">It could not be started.</exception>
    [Needs(AccessKind.Run)]
    (string Output, string Error, int ExitCode) RunCaptured(string command, IReadOnlyList<string> arguments);

    /// <summary>Finds the file that a command would run; null when there is none.</summary>
    /// <param name="command">Found through PATH.</param>
    ProgramPlace? Find(string command) => new ProgramPlace(command, command);

    /// <summary>This launcher for programs that are not to see all variables of the environment.</summary>
    /// <param name="isShown">Whether they see the variable of a name.</param>
    IProgramLauncher Showing(Func<string, bool> isShown) => this;
}
