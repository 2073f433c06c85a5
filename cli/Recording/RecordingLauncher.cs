using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Recording;

/// <summary>Starts programs for a measured one; what they write is recorded too instead of mixing with the results.</summary>
/// <param name="programs">Starts them.</param>
/// <param name="console">Records it.</param>
internal sealed class RecordingLauncher(IProgramLauncher programs, RecordingConsole console) : IProgramLauncher
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
