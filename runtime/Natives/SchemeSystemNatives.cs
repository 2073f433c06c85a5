using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that ask about the time and what surrounds the program, or end it.</summary>
[TtvmLibrary("scheme")]
public static class SchemeSystemNatives
{
    private const int MillisecondsPerSecond = 1000;

    /// <summary>The features that COND-EXPAND knows.</summary>
    internal static readonly string[] FeatureNames =
        ["r7rs", "exact-closed", "ieee-float", "full-unicode", "ratios", "ttil", "tinytotil", "dotnet"];

    /// <summary>The names that COND-EXPAND knows.</summary>
    [TtvmFunction("scheme.features")]
    public static Value Features() => SchemeListNatives.ListOf(Array.ConvertAll(FeatureNames, static name => Value.From(SymbolValue.Of(name))));

    /// <summary>The command line: the program, then its own arguments.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.command-line")]
    public static Value CommandLine(ProcessContext context)
    {
        var environment = context.Host.Environment;
        return SchemeListNatives.ListOf([.. environment.CommandLine.Skip(environment.ProgramPosition).Select(Value.Text)]);
    }

    /// <summary>The value of an environment variable, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The variable.</param>
    [TtvmFunction("scheme.get-environment-variable")]
    [Needs(AccessKind.Env)]
    public static Value Variable(ProcessContext context, Value name)
    {
        if (!SchemeArguments.TryText(context, "get-environment-variable", name, out string text))
        {
            return default;
        }

        try
        {
            return context.Host.Environment.GetVariable(text) is { } value ? Value.Text(value) : Value.Bool(false);
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(text, error.Message));
            return default;
        }
    }

    /// <summary>All environment variables that the program may read: an association list of names and values.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.get-environment-variables")]
    public static Value Variables(ProcessContext context) => SchemeListNatives.ListOf(
        [.. context.Host.Environment.ListVariables().Select(static variable => Value.From(new PairValue(variable.Name, variable.Value)))]);

    /// <summary>Ends the program at once, with success.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.emergency-exit")]
    public static Value Exit(ProcessContext context) => ExitWith(context, Value.Bool(true));

    /// <summary>Ends the program at once.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="result">True for success, false for failure, or the exit code.</param>
    [TtvmFunction("scheme.emergency-exit")]
    public static Value ExitWith(ProcessContext context, Value result)
    {
        context.Exit(result.IsFalse ? 1 : result.IsInt ? unchecked((int)result.AsInt) : 0);
        return default;
    }

    /// <summary>Seconds since 1970-01-01 as a clock without leap seconds counts them, a float.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.current-second")]
    public static double Second(ProcessContext context) => TimeNatives.NowMilliseconds(context) / (double)MillisecondsPerSecond;

    /// <summary>Milliseconds since some moment.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.current-jiffy")]
    public static long Jiffy(ProcessContext context) => TimeNatives.MonotonicMilliseconds(context);

    /// <summary>How many of what CURRENT-JIFFY counts are in a second.</summary>
    [TtvmFunction("scheme.jiffies-per-second")]
    public static long JiffiesPerSecond() => MillisecondsPerSecond;
}
