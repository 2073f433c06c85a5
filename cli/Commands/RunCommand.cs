using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli.Commands;

/// <summary>Runs a program in this process.</summary>
/// <param name="File">The program.</param>
internal sealed record RunCommand(string File)
{
    /// <summary>What runs it.</summary>
    public Engine Engine { get; init; }

    /// <summary>Ceiling of the call stack in bytes; null for the environment's or the default.</summary>
    public long? StackBytes { get; init; }

    /// <summary>How to compile it; null for the usual way.</summary>
    public CompilationOptions? Options { get; init; }

    /// <summary>Whether to write the compiler's warnings, which would mix with what the program writes.</summary>
    public bool ShowWarnings { get; init; }

    /// <summary>Whether to optimize the bytecode first.</summary>
    public bool Optimize { get; init; }

    /// <summary>Runs it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code of the program.</returns>
    public int Execute(CommandContext context)
    {
        if (context.Load(File, ShowWarnings, Optimize) is not { } program)
        {
            return ExitCodes.Failure;
        }

        var image = CommandContext.ImageOf(program, Engine, Options);
        return StackBytes is { } bytes
            ? ProgramHost.Run(image, context.Host, new RuntimeLimits { StackBytes = bytes })
            : ProgramHost.RunAsProcess(image, context.Host);
    }
}
