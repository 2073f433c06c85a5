using System.CommandLine;
using System.CommandLine.Invocation;

namespace TinyTotIL.Cli;

/// <content>How errors are shown.</content>
internal sealed partial class CommandLine
{
    /// <summary>Gives a command the option for the form of errors, which holds before it does anything.</summary>
    private void AcceptErrorFormat(Command command)
    {
        var format = new ErrorFormatOption(command);
        var action = (SynchronousCommandLineAction)command.Action!;
        command.SetAction(result =>
        {
            format.Apply(result, _context);
            return action.Invoke(result);
        });
    }
}
