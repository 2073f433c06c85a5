using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Cli.Testing;

/// <summary>Writes a line for each check of a test, and what came of all.</summary>
internal sealed class CheckReport
{
    private readonly CommandContext _context;
    private readonly bool _withColour;
    private int _checks;
    private int _failures;

    /// <summary>Begins with a title.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <param name="title">What is tested.</param>
    public CheckReport(CommandContext context, string title)
    {
        _context = context;
        _withColour = TerminalColour.IsWanted(context.Host.Environment, Console.IsOutputRedirected);
        context.Host.Console.Write($"=== {char.ToUpperInvariant(title[0])}{title[1..]} ===\n");
    }

    /// <summary>Says which program the following checks are about.</summary>
    /// <param name="program">Its name.</param>
    public void Begin(string program) => _context.Host.Console.Write($"\n{program}\n");

    /// <summary>Reports on one check.</summary>
    /// <param name="title">What should be so.</param>
    /// <param name="problem">What is instead; null when it is so.</param>
    public void Check(string title, string? problem)
    {
        _checks++;
        _failures += problem is null ? 0 : 1;
        string mark = problem is null ? BoxTable.Paint("PASS", BoxColour.Good, _withColour) : BoxTable.Paint("FAIL", BoxColour.Bad, _withColour);
        _context.Host.Console.Write($"  {mark}  {title}{(problem is null ? "" : $": {DisplayText.Escape(problem)}")}\n");
    }

    /// <summary>Says what came of all.</summary>
    /// <param name="lastLine">The line to end with when all have passed.</param>
    /// <returns>The exit code.</returns>
    public int End(string lastLine)
    {
        string end = _failures == 0 ? lastLine : string.Create(CultureInfo.InvariantCulture, $"{_failures} of {_checks} checks failed");
        _context.Host.Console.Write($"\n{end}\n");
        return _failures == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }
}
