using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on the environment, on other programs, and the end of this one.</summary>
public static class EnvironmentOperations
{
    /// <summary>GET_ENV: value of an environment variable, or null.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The variable.</param>
    [Needs(AccessKind.Env)]
    public static Value GetVariable(ProcessContext context, Value name)
    {
        if (!name.IsText)
        {
            context.RaiseTypeMismatch("GET_ENV", "string (variable name)", name);
            return default;
        }

        try
        {
            return context.Host.Environment.GetVariable(name.AsText) is { } value ? Value.Text(value) : Value.Null;
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(name.AsText, error.Message));
            return default;
        }
    }

    /// <summary>SET_ENV: sets an environment variable of this process and its children.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    [Needs(AccessKind.Env)]
    public static void SetVariable(ProcessContext context, Value name, Value value)
    {
        if (!name.IsText || !value.IsText)
        {
            context.RaiseTypeMismatch("SET_ENV", "two strings (variable name, value)", name, value);
            return;
        }

        try
        {
            context.Host.Environment.SetVariable(name.AsText, value.AsText);
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(name.AsText, error.Message));
        }
    }

    /// <summary>GET_ARGS: the whole command line.</summary>
    /// <param name="context">The running process.</param>
    public static Value GetArguments(ProcessContext context) =>
        Value.From(ListValue.FromOwned([.. context.Host.Environment.CommandLine.Select(Value.Text)]));

    /// <summary>EXEC: runs another program; gives its exit code.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="command">The program.</param>
    /// <param name="arguments">List of its arguments.</param>
    [Suspends]
    [Needs(AccessKind.Run)]
    public static Value Execute(ProcessContext context, Value command, Value arguments) =>
        Launch(context, "EXEC", command, arguments, static (programs, name, texts) => Value.Int(programs.Run(name, texts)));

    /// <summary>EXEC_CAPTURE: runs another program and keeps what it writes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="command">The program.</param>
    /// <param name="arguments">List of its arguments.</param>
    [Suspends]
    [Needs(AccessKind.Run)]
    public static Value ExecuteCaptured(ProcessContext context, Value command, Value arguments) =>
        Launch(context, "EXEC_CAPTURE", command, arguments, static (programs, name, texts) =>
        {
            var (output, error, exitCode) = programs.RunCaptured(name, texts);
            return Value.From(ObjectValue.Empty
                .Set("stdout", Value.Text(output))
                .Set("stderr", Value.Text(error))
                .Set("exit_code", Value.Int(exitCode)));
        });

    /// <summary>EXIT: ends the whole program.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="code">The exit code; its low 32 bits count.</param>
    public static void Exit(ProcessContext context, Value code)
    {
        if (code.IsInt)
        {
            context.Exit(unchecked((int)code.AsInt));
            return;
        }

        context.RaiseTypeMismatch("EXIT", "int (exit code)", code);
    }

    private static Value Launch(
        ProcessContext context, string operation, Value command, Value arguments, Func<IProgramLauncher, string, string[], Value> start)
    {
        if (!command.IsText || arguments.Tag is not ListValue list)
        {
            context.RaiseTypeMismatch(operation, "string (command) and list (arguments)", command, arguments);
            return default;
        }

        var texts = new string[list.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            if (!list[i].IsText)
            {
                context.RaiseTypeMismatch(operation, "list of strings (arguments)", list[i]);
                return default;
            }

            texts[i] = list[i].AsText;
        }

        // The child may write to the same place, and takes its time.
        bool isElsewhere = Offload.IsElsewhere(context);
        if (!isElsewhere)
        {
            context.Host.Console.Flush();
        }

        try
        {
            var (programs, console) = (context.Host.Programs, context.Host.Console);
            return Offload.Await(context, () =>
            {
                if (isElsewhere)
                {
                    AwaitOutput(console);
                }

                return start(programs, command.AsText, texts);
            });
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(command.AsText, error.Message));
            return default;
        }
    }

    /// <summary>Waits until what was printed is written. A failure is kept for the next write to report.</summary>
    private static void AwaitOutput(IConsole console)
    {
        try
        {
            console.Flush();
        }
        catch (Exception failure) when (failure is OutputClosedException or HostException)
        {
            // The child is started all the same, as it would be had it been asked for earlier.
        }
    }
}
