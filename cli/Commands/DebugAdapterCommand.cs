using TinyTotIL.Cli.DebugAdapter;
using TinyTotIL.Cli.Protocol;

namespace TinyTotIL.Cli.Commands;

/// <summary>Lets an editor debug a program, over standard input and output.</summary>
internal static class DebugAdapterCommand
{
    /// <summary>Serves until the editor ends it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public static int Execute(CommandContext context)
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        return new DebugServer(context, new AdapterChannel(new MessageWriter(output)), problem => context.Host.Console.WriteErrorLine($"ttil dap: {problem}"))
            .Run(new MessageReader(input));
    }
}
