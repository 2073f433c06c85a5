using System.CommandLine;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>The options that let hooks be told what a program does.</summary>
internal sealed class HookOptions
{
    private readonly Option<string[]> _assemblies = new("--hook")
    {
        HelpName = "DLL",
        Description = "A .NET assembly whose hooks are told what the program does; may be repeated",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<HookKinds?> _kinds = new("--hooks")
    {
        HelpName = "KINDS",
        CustomParser = result =>
        {
            if (HookNeeds.TryRead(result.Tokens[0].Value, out var kinds, out string? problem))
            {
                return kinds;
            }

            result.AddError(problem);
            return null;
        },
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="runs">Whether the command runs the program too, so that there can be hooks.</param>
    public HookOptions(Command command, bool runs)
    {
        string purpose = runs
            ? "Events that hooks are told of, with commas between; without --hook each is shown as a line '[hook] ...' on standard error"
            : "Events that the program tells hooks of, with commas between; nobody listens until TTIL_HOOK names an assembly when it runs";
        _kinds.Description = $"{purpose}: {string.Join(", ", HookNeeds.Names)}";
        command.Options.Add(_kinds);
        if (runs)
        {
            command.Options.Add(_assemblies);
        }
    }

    /// <summary>Finds the hooks.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="console">Where events are shown that no hook is given for.</param>
    /// <param name="hooks">The hooks; null for none.</param>
    /// <param name="problem">Why some cannot be used, in one line; null when all can.</param>
    public bool TryLoad(ParseResult result, IConsole console, out HookSet? hooks, out string? problem)
    {
        hooks = null;
        problem = null;
        var kinds = result.GetValue(_kinds);
        foreach (string path in result.GetValue(_assemblies) ?? [])
        {
            if (!HookAssemblies.TryLoad(path, hooks ??= new HookSet(), out problem))
            {
                return false;
            }
        }

        if (kinds is { } shown && hooks is null)
        {
            HookPrinter.Add(hooks = new HookSet(), shown, console);
        }

        return true;
    }

    /// <summary>Compiles a program so that it tells hooks what they ask for, and what the command line asks for.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="hooks">The hooks; null for none.</param>
    /// <param name="options">How to compile it otherwise.</param>
    public CompilationOptions Apply(ParseResult result, HookSet? hooks, CompilationOptions options)
    {
        var kinds = (result.GetValue(_kinds) ?? HookKinds.None) | (hooks?.Kinds ?? HookKinds.None);
        return options with { Instrumentation = options.Instrumentation | HookNeeds.Of(kinds) };
    }
}
