using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>One line of standard error that says what is under way, where a terminal can take it back.</summary>
internal sealed class ProgressLine
{
    private const string ClearLine = "\r\e[K";

    private readonly bool _isShown;

    /// <summary>Shows nothing yet.</summary>
    /// <param name="environment">Tells what the terminal can do.</param>
    public ProgressLine(IEnvironment environment) =>
        _isShown = !Console.IsErrorRedirected && environment.GetVariable("TERM") is not (null or "dumb");

    /// <summary>Shows a text in place of the last one; nothing if it is empty.</summary>
    /// <param name="text">The text.</param>
    public void Show(string text)
    {
        if (_isShown)
        {
            // Console.Error would send the terminal settings of its own first.
            using var stream = Console.OpenStandardError();
            stream.Write(Encoding.UTF8.GetBytes(ClearLine + text));
        }
    }
}
