using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Function values: making them, and calling them from .NET code.</summary>
public static class FunctionOperations
{
    /// <summary>MAKE_FUNCTION.</summary>
    /// <param name="prototype">The function.</param>
    public static Value Make(FunctionPrototype prototype) => Value.From(prototype.PlainValue);

    /// <summary>Calls a function; its result is null when it leaves none.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function.</param>
    /// <param name="arguments">One value for each parameter.</param>
    /// <exception cref="ArgumentException">There are more arguments than parameters; fewer are an error of the language.</exception>
    public static Value Invoke(ProcessContext context, FunctionValue function, ReadOnlySpan<Value> arguments)
    {
        if (function.Prototype is { IsChoice: true } or { IsVariadic: true })
        {
            if (!ProcedureOperations.TryResolve(context, Value.From(function), arguments.ToArray(), out function, out var bound))
            {
                return default;
            }

            arguments = bound;
        }

        var prototype = function.Prototype;
        int count = prototype.Parameters.Length;
        CheckCount(prototype, arguments.Length);
        context.OperandBase = 0;
        if (arguments.Length < count)
        {
            context.Raise(ErrorText.InsufficientStackItems((ulong)count, arguments.Length));
            return default;
        }

        if (CompiledCode.AcceptsPlainCalls(prototype))
        {
            return ResultOf(prototype, CompiledCode.Invoke(context, function, arguments));
        }

        if (context.Image.CallOnStackMachine is { } call)
        {
            return call(context, function, arguments.ToArray());
        }

        context.Raise(ErrorText.Unsupported("this function cannot be called from .NET code"));
        return default;
    }

    /// <summary>Refuses more arguments than there are parameters.</summary>
    /// <param name="prototype">The function.</param>
    /// <param name="arguments">How many arguments there are.</param>
    internal static void CheckCount(FunctionPrototype prototype, int arguments)
    {
        int count = prototype.Parameters.Length;
        if (arguments > count)
        {
            throw new ArgumentException($"The function takes {count} arguments, not {arguments}.", nameof(arguments));
        }
    }

    /// <summary>The result of a call for .NET code: null when the function leaves none.</summary>
    /// <param name="prototype">The function.</param>
    /// <param name="topmost">What its code has returned.</param>
    internal static Value ResultOf(FunctionPrototype prototype, Value topmost) =>
        CompiledCode.AcceptsPlainCalls(prototype) && FunctionPrototype.ResultsOf(prototype.Signature) == 0 ? Value.Null : topmost;
}
