using TinyTotIL.Cli.LanguageServer;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler;

namespace TinyTotIL.Cli.Commands;

/// <summary>Serves an editor over standard input and output.</summary>
internal static class LanguageServerCommand
{
    /// <summary>Serves until the editor ends it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public static int Execute(CommandContext context)
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        var workspace = new Workspace(context.Host.Files, AppContext.BaseDirectory);
        var features = new LanguageFeatures(workspace, context.References, () => NativeListing.Of(context.References, NativesCommand.Documentation));
        return new LanguageServer.LanguageServer(features, new MessageWriter(output), problem => context.Host.Console.WriteErrorLine($"ttil lsp: {problem}"))
            .Run(new MessageReader(input));
    }
}
