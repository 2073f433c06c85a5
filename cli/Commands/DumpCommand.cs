using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Shows a program as it is after a stage of the compiler.</summary>
/// <param name="File">The program.</param>
/// <param name="Stage">One of <see cref="Compilation.DumpStages"/>.</param>
internal sealed record DumpCommand(string File, string Stage)
{
    /// <summary>Shows it on standard output.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public int Execute(CommandContext context)
    {
        if (context.Load(File, showWarnings: false) is not { } program)
        {
            return ExitCodes.Failure;
        }

        var options = new CompilationOptions { RuntimeAssembly = CommandContext.ReadRuntime(), WithSymbols = false };
        context.Host.Console.Write(Compilation.Dump(program, Stage, options));
        return ExitCodes.Success;
    }
}
