using System.CommandLine;
using System.CommandLine.Invocation;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli;

/// <summary>Writes a text to standard output and is done; nothing else on the command line matters then.</summary>
/// <param name="context">Shared by all commands.</param>
/// <param name="text">Gives the text, lines and all.</param>
internal sealed class TextAction(CommandContext context, Func<ParseResult, string> text) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        context.Host.Console.Write(text(parseResult));
        return ExitCodes.Success;
    }
}
