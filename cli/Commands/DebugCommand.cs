using System.Globalization;
using System.Text;
using TinyTotIL.Cli.Debugging;
using TinyTotIL.Cli.Repl;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Runs a program under the eyes of a person, at the terminal.</summary>
/// <param name="File">The program.</param>
internal sealed record DebugCommand(string File)
{
    /// <summary>Variable that says where the history of commands is kept; empty for nowhere.</summary>
    private const string HistoryVariable = "TTIL_DEBUG_HISTORY";

    /// <summary>How to run it.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>How to debug it.</summary>
    public DebugOptions Options { get; init; } = new();

    /// <summary>Files with commands to do first.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>What the program reads; null when it shares the terminal.</summary>
    public string? Input { get; init; }

    /// <summary>Debugs it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code of the program; 0 when it was left.</returns>
    public int Execute(CommandContext context)
    {
        if (context.Load(File, showWarnings: false) is not { } program)
        {
            return ExitCodes.Failure;
        }

        byte[]? input = null;
        var commands = new List<string>();
        string? problem = Input is null ? null : Read(context, Input, out input);
        if ((problem ?? ReadScripts(context, commands)) is { } unreadable)
        {
            return context.RefuseUsage(unreadable, $"ttil {CommandNames.Debug}");
        }

        var host = context.Host;
        var shell = new DebuggerShell(host.Console, TerminalColour.IsWanted(host.Environment, Console.IsErrorRedirected));
        var session = Compilation.Debug(program, shell, Options);
        shell.Begin(session, new ScriptedCommands(commands, host.Console, SourceOf(host, shell)), new SourceFiles(session.Map, host.Files, host.Restrict(Settings.Permissions).Files));
        ConsoleCancelEventHandler interrupt = (_, pressed) => pressed.Cancel = Interrupt(session, shell, host.Console);
        Console.CancelKeyPress += interrupt;
        try
        {
            return Run(context, program, session, shell, input);
        }
        finally
        {
            Console.CancelKeyPress -= interrupt;
        }
    }

    private int Run(CommandContext context, LoadedProgram program, DebugSession session, DebuggerShell shell, byte[]? input)
    {
        var host = context.Host;
        while (true)
        {
            shell.WantsRestart = false;
            var image = Compilation.Interpret(program);
            if (image is { UsesProcesses: true, UsesLisp: true })
            {
                image.Evaluator = context.EvaluatorFor(image, Engine.Interpreter, canUnload: true);
            }

            var console = new ProgramConsole(input is null ? host.Console : new FileInput(input, host.Console), tellsOfInput: input is null && !Console.IsInputRedirected);
            shell.Shared = Console.IsOutputRedirected ? null : console;
            int code = session.Run(image, host with { Console = console }, Settings);
            if (shell.WantsRestart)
            {
                continue;
            }

            if (session.WasQuit)
            {
                return ExitCodes.Success;
            }

            shell.BeginLine();
            host.Console.WriteErrorLine(string.Create(CultureInfo.InvariantCulture, $"[the program has ended with exit code {code}]"));
            return code;
        }
    }

    /// <summary>The first Ctrl-C stops the program where it is; the second, when it has not stopped, ends everything.</summary>
    private static bool Interrupt(DebugSession session, DebuggerShell shell, IConsole console)
    {
        if (shell.IsStopped || session.IsPausing)
        {
            return false;
        }

        session.Pause();
        console.WriteErrorLine("[pausing; Ctrl-C again ends the program and the debugger]");
        return true;
    }

    private string? ReadScripts(CommandContext context, List<string> commands)
    {
        foreach (string script in Scripts)
        {
            if (Read(context, script, out byte[]? content) is { } problem)
            {
                return problem;
            }

            commands.AddRange(Encoding.UTF8.GetString(content!).Split('\n'));
        }

        return null;
    }

    private static string? Read(CommandContext context, string path, out byte[]? content)
    {
        try
        {
            content = context.Host.Files.ReadAllBytes(path);
            return null;
        }
        catch (HostException error)
        {
            content = null;
            return $"cannot read '{Runtime.Errors.DisplayText.Escape(path)}': {error.Message}";
        }
    }

    private static ICommandSource SourceOf(HostServices host, DebuggerShell shell)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected || host.Environment.GetVariable("TERM") is null or "dumb")
        {
            return new PipedCommands(host.Console, isTyped: !Console.IsInputRedirected);
        }

        return new TerminalCommands(EntryHistory.Of(host, HistoryVariable, "debug-history"), shell.Complete);
    }
}
