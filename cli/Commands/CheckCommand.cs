using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Says what is wrong with a program, without running it.</summary>
/// <param name="File">The program.</param>
internal sealed record CheckCommand(string File)
{
    /// <summary>Checks it. A program without faults is no news.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public int Execute(CommandContext context) =>
        context.Load(File, showWarnings: true) is null ? ExitCodes.Failure : ExitCodes.Success;
}
