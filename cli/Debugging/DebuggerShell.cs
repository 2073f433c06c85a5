using System.Globalization;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Debugging;

/// <summary>The debugger as people see it: commands one after another while the program stands still. It speaks on standard error, as standard output is the program's.</summary>
internal sealed partial class DebuggerShell : IDebugFrontEnd
{
    private const string Emphasis = "\e[1;36m";
    private const string Plain = "\e[0m";

    private readonly IConsole _console;
    private readonly bool _usesColour;
    private DebugSession _session = null!;
    private SourceFiles _sources = null!;
    private ICommandSource _commands = null!;
    private DebugStop _stop = new(StopReason.Entry, 1);
    private string _last = "";
    private long _process = 1;
    private int _frame;
    private (Resumption Wish, long Left) _repeated;
    private Breakpoint? _until;
    private bool _isByInstruction;
    private bool _finishesFunction;

    /// <summary>A debugger that shows nothing yet.</summary>
    /// <param name="console">Where to it speaks.</param>
    /// <param name="usesColour">Whether in colour.</param>
    public DebuggerShell(IConsole console, bool usesColour) => (_console, _usesColour) = (console, usesColour);

    /// <summary>Whether the program is to begin again.</summary>
    public bool WantsRestart { get; set; }

    /// <summary>What the program writes to, when that is where the debugger speaks too; null when it is elsewhere.</summary>
    public ProgramConsole? Shared { get; set; }

    /// <summary>Whether the program stands still.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Joins the session that calls this.</summary>
    /// <param name="session">The session.</param>
    /// <param name="commands">Where commands come from.</param>
    /// <param name="sources">Has the lines.</param>
    public void Begin(DebugSession session, ICommandSource commands, SourceFiles sources) => (_session, _commands, _sources) = (session, commands, sources);

    /// <inheritdoc/>
    public Resumption Stopped(DebugStop stop)
    {
        BeginLine();
        IsStopped = true;
        _stop = stop;
        _process = stop.Process == 0 ? 1 : stop.Process;
        (_frame, _listed) = (0, null);
        EndUntil();
        if (stop.Reason == StopReason.Step && _repeated.Left > 0)
        {
            _repeated.Left--;
            return _repeated.Wish;
        }

        _repeated = default;
        ShowStop(stop);
        _finishesFunction = false;
        var wish = ReadCommands();
        IsStopped = false;
        return wish;
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
        BeginLine();
        Say($"[{text}]");
    }

    /// <summary>Ends the line that the program has begun.</summary>
    public void BeginLine()
    {
        _console.Flush();
        if (Shared is { EndsLine: false } program)
        {
            program.EndsLine = true;
            _console.WriteErrorLine("");
        }
    }

    /// <summary>The words that a word may become.</summary>
    /// <param name="begun">Its beginning.</param>
    public IReadOnlyList<string> Complete(string begun)
    {
        var words = DebuggerCommand.All.Select(command => command.Name).Concat(_session.Map.Labels).Concat(_session.Map.Files);
        if (_session.IsStopped && SelectedFrame() is { } frame)
        {
            words = words.Concat(_session.Variables(frame).Select(variable => variable.Key));
        }

        return [.. words.Where(word => word.Length > 0 && word.StartsWith(begun, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
    }

    private string Prompt() => _session.StepsBack > 0 ? string.Create(CultureInfo.InvariantCulture, $"(ttil -{_session.StepsBack}) ") : "(ttil) ";

    private Resumption ReadCommands()
    {
        while (true)
        {
            string? line = _commands.Read(Prompt());
            if (line is null)
            {
                return Resumption.Quit;
            }

            line = line.Trim();
            line = line.Length == 0 ? _last : line;
            _last = line;
            if (line.Length > 0 && Execute(line) is { } wish)
            {
                return wish;
            }
        }
    }

    /// <summary>Does a command.</summary>
    /// <returns>How the program goes on; null when it does not.</returns>
    private Resumption? Execute(string line)
    {
        int end = line.IndexOf(' ', StringComparison.Ordinal);
        string word = end < 0 ? line : line[..end];
        string rest = end < 0 ? "" : line[end..].Trim();
        if (DebuggerCommand.Find(word) is not { } command)
        {
            Say($"there is no command '{DisplayText.Escape(DisplayText.Shorten(word))}'; 'help' shows those there are");
            return null;
        }

        if (Motion(command.Name, rest, out var wish))
        {
            _isByInstruction = wish is null ? _isByInstruction : command.Name is "stepi" or "nexti" or "reverse-stepi";
            _session.Focus = _process;
            return wish;
        }

        if (!Place(command.Name, rest))
        {
            Look(command.Name, rest);
        }

        return null;
    }

    private bool Motion(string name, string rest, out Resumption? wish)
    {
        wish = name switch
        {
            "run" => Restart(),
            "continue" => ContinueTimes(rest),
            "step" => Times(rest, Resumption.StepIn),
            "next" => Times(rest, Resumption.StepOver),
            "finish" => Finish(),
            "until" => Until(rest),
            "stepi" => Times(rest, Resumption.InstructionIn),
            "nexti" => Times(rest, Resumption.InstructionOver),
            "reverse-step" => Times(rest, Resumption.ReverseIn),
            "reverse-next" => Times(rest, Resumption.ReverseOver),
            "reverse-finish" => Times("", Resumption.ReverseOut),
            "reverse-continue" => Times("", Resumption.ReverseContinue),
            "reverse-stepi" => Times(rest, Resumption.ReverseInstruction),
            "present" => Resumption.ToPresent,
            "quit" => Resumption.Quit,
            _ => null,
        };
        return wish is not null || name is "continue" or "step" or "next" or "until" or "stepi" or "nexti" or "reverse-step" or "reverse-next" or "reverse-stepi";
    }

    private Resumption Restart()
    {
        // Before anything has run there is nothing to begin again.
        if (_stop.Reason == StopReason.Entry)
        {
            return Resumption.Continue;
        }

        WantsRestart = true;
        Say("the program begins again");
        return Resumption.Quit;
    }

    private Resumption? Times(string rest, Resumption wish)
    {
        if (Number(rest, 1) is not { } times)
        {
            return null;
        }

        _repeated = (wish, times - 1);
        return wish;
    }

    private Resumption? Finish()
    {
        _finishesFunction = _session.Frames(_process).FirstOrDefault() is { Function: not null };
        return Times("", Resumption.StepOut);
    }

    private Resumption? ContinueTimes(string rest)
    {
        if (Number(rest, 1) is not { } times)
        {
            return null;
        }

        foreach (var breakpoint in _stop.Breakpoints)
        {
            breakpoint.IgnoreCount = times > 1 ? breakpoint.Hits + times - 1 : breakpoint.IgnoreCount;
        }

        return Resumption.Continue;
    }

    private Resumption? Until(string rest)
    {
        if (_session.StepsBack > 0)
        {
            Say("this goes on in the present only; 'present' returns to it");
            return null;
        }

        _until = Locate(rest, isTemporary: true, out _);
        return _until is null ? null : Resumption.Continue;
    }

    /// <summary>What was run to is forgotten wherever the program has stopped.</summary>
    private void EndUntil()
    {
        if (_until is { } until)
        {
            _session.Remove(until.Number);
            _until = null;
        }
    }

    /// <summary>A number that is at least 1; null, with a word about it, when the text is something else.</summary>
    private long? Number(string text, long usual)
    {
        if (text.Length == 0)
        {
            return usual;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= 1)
        {
            return number;
        }

        Say($"'{DisplayText.Escape(DisplayText.Shorten(text))}' is not a number from 1 upward");
        return null;
    }

    private DebugFrame? SelectedFrame() => _session.Frames(_process).Skip(_frame).FirstOrDefault();

    private void Say(string line) => _console.WriteErrorLine(line);

    private string Paint(string text) => _usesColour ? Emphasis + text + Plain : text;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
