using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Calls compiled functions from code that learns their arity at run time.</summary>
public static class CompiledCode
{
    /// <summary>Arguments such a call can pass.</summary>
    public const int MaxArguments = 8;

    /// <summary>Whether a function's compiled code takes just its parameters, and few enough of them.</summary>
    /// <param name="prototype">The function.</param>
    public static bool AcceptsPlainCalls(FunctionPrototype prototype) =>
        prototype.Code != 0 && prototype.Parameters.Length <= MaxArguments && FunctionPrototype.ArgumentsOf(prototype.Signature) == prototype.Parameters.Length;

    /// <summary>Calls a function's compiled code.</summary>
    /// <param name="context">The context.</param>
    /// <param name="f">The function; <see cref="AcceptsPlainCalls"/> holds.</param>
    /// <param name="a">As many arguments as it has parameters.</param>
    /// <returns>Its topmost result; meaningless when it leaves none.</returns>
    public static unsafe Value Invoke(ProcessContext context, FunctionValue f, ReadOnlySpan<Value> a)
    {
        nint code = f.Prototype.Code;
        return a.Length switch
        {
            0 => ((delegate*<ProcessContext, FunctionValue, Value>)code)(context, f),
            1 => ((delegate*<ProcessContext, FunctionValue, Value, Value>)code)(context, f, a[0]),
            2 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value>)code)(context, f, a[0], a[1]),
            3 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value>)code)(context, f, a[0], a[1], a[2]),
            4 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value>)code)(context, f, a[0], a[1], a[2], a[3]),
            5 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value>)code)(context, f, a[0], a[1], a[2], a[3], a[4]),
            6 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value>)code)(context, f, a[0], a[1], a[2], a[3], a[4], a[5]),
            7 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value, Value>)code)(context, f, a[0], a[1], a[2], a[3], a[4], a[5], a[6]),
            8 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value, Value, Value>)code)(context, f, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]),
            _ => throw new ArgumentOutOfRangeException(nameof(a)),
        };
    }

    /// <summary>Continues a call on a fresh stack segment, or raises <c>Call stack overflow</c>.</summary>
    /// <param name="context">The context; it holds the arguments.</param>
    /// <param name="body">Address of a method (context) -> nothing that takes them and leaves the result there.</param>
    public static unsafe void ContinueOnFreshSegment(ProcessContext context, nint body) =>
        StackSegments.Continue(context, (delegate*<ProcessContext, void>)body);
}
