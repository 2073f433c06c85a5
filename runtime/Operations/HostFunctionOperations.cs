using System.Reflection;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Calls of functions that the host gives a program: by name, or as values.</summary>
public static class HostFunctionOperations
{
    /// <summary>Most values such a function takes.</summary>
    public const int MostParameters = CompiledCode.MaxArguments;

    /// <summary>NATIVE of a function without parameters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The function's name.</param>
    [Suspends]
    public static Value Call0(ProcessContext context, string name) => Call(context, name, []);

    /// <summary>NATIVE of a function with one parameter.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The argument.</param>
    /// <param name="name">The function's name.</param>
    [Suspends]
    public static Value Call1(ProcessContext context, Value a, string name) => Call(context, name, [a]);

    /// <summary>NATIVE of a function with two parameters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first argument.</param>
    /// <param name="b">The second.</param>
    /// <param name="name">The function's name.</param>
    [Suspends]
    public static Value Call2(ProcessContext context, Value a, Value b, string name) => Call(context, name, [a, b]);

    /// <summary>NATIVE of a function with three parameters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first argument.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    /// <param name="name">The function's name.</param>
    [Suspends]
    public static Value Call3(ProcessContext context, Value a, Value b, Value c, string name) => Call(context, name, [a, b, c]);

    /// <summary>NATIVE of a function with four parameters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first argument.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    /// <param name="d">The fourth.</param>
    /// <param name="name">The function's name.</param>
    [Suspends]
    public static Value Call4(ProcessContext context, Value a, Value b, Value c, Value d, string name) => Call(context, name, [a, b, c, d]);

    /// <summary>NATIVE of a function with five parameters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first argument.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    /// <param name="d">The fourth.</param>
    /// <param name="e">The fifth.</param>
    /// <param name="name">The function's name.</param>
    [Suspends]
    public static Value Call5(ProcessContext context, Value a, Value b, Value c, Value d, Value e, string name) => Call(context, name, [a, b, c, d, e]);

    /// <summary>NATIVE of a function with six parameters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first argument.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    /// <param name="d">The fourth.</param>
    /// <param name="e">The fifth.</param>
    /// <param name="f">The sixth.</param>
    /// <param name="name">The function's name.</param>
    [Suspends]
    public static Value Call6(ProcessContext context, Value a, Value b, Value c, Value d, Value e, Value f, string name) => Call(context, name, [a, b, c, d, e, f]);

    /// <summary>NATIVE of a function with seven parameters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first argument.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    /// <param name="d">The fourth.</param>
    /// <param name="e">The fifth.</param>
    /// <param name="f">The sixth.</param>
    /// <param name="g">The seventh.</param>
    /// <param name="name">The function's name.</param>
    [Suspends]
    public static Value Call7(ProcessContext context, Value a, Value b, Value c, Value d, Value e, Value f, Value g, string name) =>
        Call(context, name, [a, b, c, d, e, f, g]);

    /// <summary>NATIVE of a function with eight parameters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first argument.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    /// <param name="d">The fourth.</param>
    /// <param name="e">The fifth.</param>
    /// <param name="f">The sixth.</param>
    /// <param name="g">The seventh.</param>
    /// <param name="h">The eighth.</param>
    /// <param name="name">The function's name.</param>
    [Suspends]
    public static Value Call8(ProcessContext context, Value a, Value b, Value c, Value d, Value e, Value f, Value g, Value h, string name) =>
        Call(context, name, [a, b, c, d, e, f, g, h]);

    /// <summary>The operation above for a number of arguments.</summary>
    /// <param name="count">How many; not more than <see cref="MostParameters"/>.</param>
    public static MethodInfo OperationFor(int count) => (count switch
    {
        0 => (Delegate)Call0,
        1 => Call1,
        2 => Call2,
        3 => Call3,
        4 => Call4,
        5 => Call5,
        6 => Call6,
        7 => Call7,
        8 => Call8,
        _ => throw new ArgumentOutOfRangeException(nameof(count)),
    }).Method;

    /// <summary>Calls a function, or goes on with a call for which the process has waited.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function.</param>
    /// <param name="arguments">As many values as it takes; they belong to it from now on.</param>
    /// <returns>Its result; anything when an error was raised, or when the process leaves the stack to wait.</returns>
    internal static Value Invoke(ProcessContext context, HostFunction function, Value[] arguments)
    {
        try
        {
            return function.Body is { } body ? body(arguments) : Offload.AwaitTask(context, token => function.Begin!(arguments, token));
        }
        catch (LanguageException error)
        {
            // The host has said what the error is to be.
            context.Raise(error.Message);
        }
        catch (Exception failure)
        {
            ForeignOperations.Fail(context, failure, function.Name);
        }

        return default;
    }

    private static Value Call(ProcessContext context, string name, Value[] arguments)
    {
        if (context.Host.Functions.TryGetValue(name, out var function) && function.ParameterCount == arguments.Length)
        {
            return Invoke(context, function, arguments);
        }

        context.Raise(function is null
            ? $"{name}: the host provides no such function"
            : $"{name}: the host's function takes {function.ParameterCount} values, not {arguments.Length}");
        return default;
    }
}
