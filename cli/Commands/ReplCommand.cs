using TinyTotIL.Cli.Repl;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Cli.Commands;

/// <summary>Evaluates Scheme as it is entered.</summary>
/// <param name="Files">Files to evaluate first.</param>
internal sealed record ReplCommand(IReadOnlyList<string> Files)
{
    /// <summary>Variable that says where the history is kept; empty for nowhere.</summary>
    private const string HistoryVariable = "TTIL_HISTORY";

    /// <summary>What runs the entries.</summary>
    public Engine Engine { get; init; }

    /// <summary>What the entries may do outside the program.</summary>
    public PermissionPolicy Permissions { get; init; } = PermissionPolicy.Everything;

    /// <summary>Reads and evaluates until the end.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public int Execute(CommandContext context)
    {
        var host = context.Host.Restrict(Permissions);
        var image = CommandContext.ImageOf(LispEvaluator.EmptyProgram(), Engine, options: null);
        var evaluator = context.EvaluatorFor(image, Engine, canUnload: false);
        image.Evaluator = evaluator;
        var shell = new ReplShell(evaluator, host, SourceOf(host, evaluator));
        foreach (string file in Files)
        {
            // Whoever calls ttil may read what he names; entries may read what they are permitted to.
            shell.Load(file, context.Host.Files);
        }

        var program = new InteractiveProgram(image, host);
        ConsoleCancelEventHandler interrupt = (_, pressed) => pressed.Cancel = program.Interrupt();
        Console.CancelKeyPress += interrupt;
        try
        {
            int code = program.Run(shell);
            return code == ExitCodes.Success && shell.HasFailed && Console.IsInputRedirected ? ExitCodes.Failure : code;
        }
        finally
        {
            Console.CancelKeyPress -= interrupt;
        }
    }

    private static IEntrySource SourceOf(HostServices host, LispEvaluator evaluator)
    {
        if (Console.IsInputRedirected)
        {
            return new PipedEntries(host.Console, prompts: null);
        }

        host.Console.WriteErrorLine($"ttil {CommandLine.Version}, Scheme (R7RS-small). ,help says what there is; Ctrl-D leaves.");
        return Console.IsOutputRedirected || host.Environment.GetVariable("TERM") is null or "dumb"
            ? new PipedEntries(host.Console, (ReplShell.Prompt, ReplShell.Continuation))
            : new TerminalEntries(EntryHistory.Of(host, HistoryVariable, "history"), text => [.. Candidates(evaluator, text)]);
    }

    private static IEnumerable<string> Candidates(LispEvaluator evaluator, string text) =>
        ReplCommands.IsCommand(text)
            ? ReplCommands.Names.Where(name => name.StartsWith(text, StringComparison.Ordinal))
            : evaluator.NamesWith(evaluator.Interaction, text);
}
