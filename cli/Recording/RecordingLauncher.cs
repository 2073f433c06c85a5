using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Recording;

/// <summary>Starts programs for one whose console is not that of this process; what they write goes to that console too, and they read nothing.</summary>
/// <param name="programs">Starts them.</param>
/// <param name="console">Takes it.</param>
internal sealed class RecordingLauncher(IProgramLauncher programs, IConsole console) : IProgramLauncher
{
    /// <inheritdoc/>
    public int Run(string command, IReadOnlyList<string> arguments)
    {
        var (output, error, exitCode) = programs.RunCaptured(command, arguments);
        console.Write(output);
        if (error.Length > 0)
        {
            console.WriteErrorLine(error.TrimEnd('\n'));
        }

        return exitCode;
    }

    /// <inheritdoc/>
    public (string Output, string Error, int ExitCode) RunCaptured(string command, IReadOnlyList<string> arguments) =>
        programs.RunCaptured(command, arguments);

    /// <inheritdoc/>
    public ProgramPlace? Find(string command) => programs.Find(command);

    /// <inheritdoc/>
    public IProgramLauncher Showing(Func<string, bool> isShown) => new RecordingLauncher(programs.Showing(isShown), console);
}
