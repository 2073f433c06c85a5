using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>What EVAL, ENVIRONMENT and LOAD rest on. A program that can do this runs in processes, as what it evaluates may need them.</summary>
[TtvmLibrary("scheme")]
public static class SchemeEvaluationNatives
{
    private const string NoCompiler = "there is no compiler in this program; 'ttil run' has one";

    /// <summary>A procedure without parameters that evaluates an expression.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="environment">The environment.</param>
    [TtvmFunction("scheme.%compile", NeedsProcesses = true)]
    public static Value Compile(ProcessContext context, Value expression, Value environment)
    {
        if (environment.Tag is not EnvironmentValue names)
        {
            context.RaiseWrongType("eval", "an environment", environment);
            return default;
        }

        if (context.Image.Evaluator is not { } evaluator)
        {
            context.Raise($"eval: {NoCompiler}");
            return default;
        }

        if (evaluator.Compile(expression, names, context.Host.Files, out string? problem) is { } procedure)
        {
            return Value.From(procedure);
        }

        context.Raise($"eval: {problem}");
        return default;
    }

    /// <summary>Whether a variable of the whole program has a value.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">Its name.</param>
    [TtvmFunction("scheme.%is-defined")]
    public static bool IsDefined(ProcessContext context, string name)
    {
        int slot = context.Image.Globals.Find(name);
        return slot >= 0 && slot < context.Globals.Length && !context.Globals[slot].IsUnset;
    }

    /// <summary>The environment of a list of import sets.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="importSets">The list.</param>
    [TtvmFunction("scheme.%environment", NeedsProcesses = true)]
    public static Value Environment(ProcessContext context, Value importSets)
    {
        if (context.Image.Evaluator is not { } evaluator)
        {
            context.Raise($"environment: {NoCompiler}");
            return default;
        }

        if (evaluator.Open(importSets, context.Host.Files, out string? problem) is { } environment)
        {
            return Value.From(environment);
        }

        context.Raise($"environment: {problem}");
        return default;
    }

    /// <summary>The environment into which code is entered by hand.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.%interaction-environment", NeedsProcesses = true)]
    public static Value Interaction(ProcessContext context)
    {
        if (context.Image.Evaluator is { } evaluator)
        {
            return Value.From(evaluator.Interaction);
        }

        context.Raise($"interaction-environment: {NoCompiler}");
        return default;
    }
}
