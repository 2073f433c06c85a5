using System.CommandLine;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli;

/// <summary>The option that says how errors and warnings are shown, the same for every command that has some to show.</summary>
internal sealed class ErrorFormatOption
{
    private readonly Option<ErrorFormat?> _format = ProcessOptions.Read<ErrorFormat>(
        "--error-format", "FORM", "How errors and warnings are shown: text (the default), or json, an object in each line", RunSettings.TryReadErrorFormat);

    /// <summary>Adds the option to a command.</summary>
    /// <param name="command">The command.</param>
    public ErrorFormatOption(Command command) => command.Options.Add(_format);

    /// <summary>Does what the option says.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="context">Shared by all commands.</param>
    public void Apply(ParseResult result, CommandContext context)
    {
        if (result.GetValue(_format) is { } format)
        {
            context.UseErrorFormat(format);
        }
    }
}
