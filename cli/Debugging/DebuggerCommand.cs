namespace TinyTotIL.Cli.Debugging;

/// <summary>A command of the debugger.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Short">The other words for it, blanks between; empty for none.</param>
/// <param name="Usage">What may follow the word.</param>
/// <param name="Summary">What it does, in one line.</param>
internal sealed record DebuggerCommand(string Name, string Short, string Usage, string Summary)
{
    /// <summary>All commands, in the order in which the help shows them; an empty name is a heading.</summary>
    public static IReadOnlyList<DebuggerCommand> All { get; } =
    [
        new("", "", "", "Going on"),
        new("run", "r", "", "begin; once begun, begin again from the start"),
        new("continue", "c cont", "[N]", "go on; pass the breakpoint N - 1 times"),
        new("step", "s", "[N]", "go to the next line, into functions"),
        new("next", "n over", "[N]", "go to the next line of this function"),
        new("finish", "fin out", "", "go on until this function has returned, and show what it has left"),
        new("until", "u advance", "LOCATION", "go on to a line, label or instruction"),
        new("stepi", "si", "[N]", "go to the next instruction"),
        new("nexti", "ni", "[N]", "go to the next instruction of this function"),
        new("", "", "", "Going back, within what is recorded"),
        new("reverse-step", "rs", "[N]", "go back to the beginning of the line before"),
        new("reverse-next", "rn", "[N]", "the same, over calls"),
        new("reverse-finish", "rf", "", "go back to the call of this function"),
        new("reverse-continue", "rc", "", "go back to the breakpoint passed last"),
        new("reverse-stepi", "rsi", "[N]", "go back by an instruction"),
        new("present", "", "", "return to where the program stands"),
        new("", "", "", "Where to stop"),
        new("break", "b", "[LOCATION] [if EXPR]", "stop at a line (12, file:12), label, *instruction, or 'process [N]'"),
        new("tbreak", "tb", "LOCATION [if EXPR]", "the same, once"),
        new("watch", "w", "EXPR [if EXPR]", "stop when a value changes"),
        new("catch", "", "[all|uncaught|none|end]", "at which errors to stop; 'end' stops at the end of the program"),
        new("condition", "cond", "N [EXPR]", "give breakpoint N a condition, or take it away"),
        new("ignore", "", "N COUNT", "pass breakpoint N so often"),
        new("log", "", "N [TEXT]", "let breakpoint N write TEXT, with {EXPR} in it, and go on"),
        new("enable", "en", "N", "look at breakpoint or watch N again"),
        new("disable", "dis", "N", "do not look at it"),
        new("delete", "d", "[N]", "take breakpoint or watch N away; all of them"),
        new("", "", "", "Looking"),
        new("list", "l", "[LOCATION]", "show the source around a place, then what follows"),
        new("print", "p", "EXPR", "show a value: x, xs[3].name, n * 2 == 10, $0 (top of the stack)"),
        new("set", "", "NAME = EXPR", "give a variable another value"),
        new("backtrace", "bt where", "[N|all]", "show the calls under way; 'all' with those of the libraries"),
        new("frame", "f", "[N]", "look at call N"),
        new("up", "", "[N]", "look at the caller"),
        new("down", "", "[N]", "look at what was called"),
        new("locals", "", "", "show the variables of the call looked at"),
        new("stack", "", "[N]", "show the operand stack, its top first"),
        new("x", "", "[N]", "show the instructions around this one"),
        new("processes", "ps", "[N]", "show all processes"),
        new("process", "pr", "[N]", "look at process N; tell more about this one"),
        new("mailbox", "mb", "[N]", "show the messages that wait"),
        new("info", "i", "WHAT", "breakpoints, watches, locals, stack, globals, functions, history, processes"),
        new("", "", "", "Else"),
        new("help", "h ?", "[COMMAND]", "show this, or more about a command"),
        new("quit", "q exit", "", "end the program and the debugger"),
    ];

    private static readonly Dictionary<string, string[]> Details = new(StringComparer.Ordinal)
    {
        ["break"] =
        [
            "  break 12                stop before line 12 of the file looked at",
            "  break area.ttvm:3       stop before line 3 of that file",
            "  break area if n > 3     stop in the function, or at the label, when n is more than 3",
            "  break process           stop where a process begins",
        ],
        ["watch"] =
        [
            "  watch total             stop after the instruction that has changed total",
            "  watch xs[0] + n         the same, of an expression",
            "  watch n if n > 10       only when n is more than 10 then",
            "The watch of a function's variable ends when that function returns. 'info watches' shows all,",
            "'delete N' takes one away, 'reverse-continue' goes back to the change before.",
        ],
        ["log"] =
        [
            "  break 8",
            "  log 1 n is {n}, half of it {n / 2}",
            "Without TEXT the breakpoint stops the program again.",
        ],
    };

    /// <summary>The command a word means; null when there is none, or several begin so.</summary>
    /// <param name="word">The word, or its beginning.</param>
    public static DebuggerCommand? Find(string word)
    {
        var exact = All.FirstOrDefault(command => command.Name == word || command.Short.Split(' ').Contains(word));
        if (exact is { Name.Length: > 0 } || word.Length == 0)
        {
            return exact is { Name.Length: > 0 } ? exact : null;
        }

        DebuggerCommand[] begun = [.. All.Where(command => command.Name.StartsWith(word, StringComparison.Ordinal))];
        return begun is [var only] ? only : null;
    }

    /// <summary>The help: of a command, or of all.</summary>
    /// <param name="word">The command; empty for all.</param>
    /// <returns>Null when there is no such command.</returns>
    public static IReadOnlyList<string>? Help(string word)
    {
        if (word.Length > 0)
        {
            return Find(word) is { } command ? [command.Heading(), $"  {command.Summary}", .. Details.GetValueOrDefault(command.Name, [])] : null;
        }

        int width = All.Max(command => command.Heading().Length);
        return [.. All.Select(command => command.Name.Length == 0 ? $"{command.Summary}:" : $"  {command.Heading().PadRight(width)}  {command.Summary}"),
            "An empty line repeats the last command. Words may be shortened as long as it is clear what is meant."];
    }

    private string Heading()
    {
        string others = Short.Length == 0 ? "" : ", " + Short.Replace(" ", ", ", StringComparison.Ordinal);
        return $"{Name}{others} {Usage}".TrimEnd();
    }
}
