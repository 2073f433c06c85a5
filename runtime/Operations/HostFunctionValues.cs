using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Functions of the host as values, which compiled programs call as they call their own.</summary>
/// <remarks>Such a value is a closure over the function, with code that stands here; it has no place in any program, so an interpreter cannot call it.</remarks>
public static unsafe class HostFunctionValues
{
    private static readonly FunctionPrototype[] Prototypes =
    [
        Prototype(0, (nint)(delegate*<ProcessContext, FunctionValue, Value>)&Enter0),
        Prototype(1, (nint)(delegate*<ProcessContext, FunctionValue, Value, Value>)&Enter1),
        Prototype(2, (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value>)&Enter2),
        Prototype(3, (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value>)&Enter3),
        Prototype(4, (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value>)&Enter4),
        Prototype(5, (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value>)&Enter5),
        Prototype(6, (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value>)&Enter6),
        Prototype(7, (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value, Value>)&Enter7),
        Prototype(8, (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value, Value, Value>)&Enter8),
    ];

    /// <summary>The value of a function.</summary>
    /// <param name="function">The function.</param>
    public static FunctionValue Of(HostFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new FunctionValue(Prototypes[function.ParameterCount], Value.From(new ForeignValue(function)));
    }

    /// <summary>Whether a value is a function of the host, which belongs to no program.</summary>
    /// <param name="function">The value.</param>
    public static bool Includes(FunctionValue function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Array.IndexOf(Prototypes, function.Prototype) >= 0;
    }

    private static FunctionPrototype Prototype(int count, nint code) => new(
        module: 0,
        address: 0,
        target: 0,
        [.. Enumerable.Range(1, count).Select(number => $"argument{number}")],
        capturedNames: ["host"],
        code,
        FunctionPrototype.SignatureOf(count, results: 1),
        leavesOne: true,
        spread: 0,
        isVariadic: false);

    private static Value Enter0(ProcessContext context, FunctionValue f) => Enter(context, f, []);

    private static Value Enter1(ProcessContext context, FunctionValue f, Value a) => Enter(context, f, [a]);

    private static Value Enter2(ProcessContext context, FunctionValue f, Value a, Value b) => Enter(context, f, [a, b]);

    private static Value Enter3(ProcessContext context, FunctionValue f, Value a, Value b, Value c) => Enter(context, f, [a, b, c]);

    private static Value Enter4(ProcessContext context, FunctionValue f, Value a, Value b, Value c, Value d) => Enter(context, f, [a, b, c, d]);

    private static Value Enter5(ProcessContext context, FunctionValue f, Value a, Value b, Value c, Value d, Value e) => Enter(context, f, [a, b, c, d, e]);

    private static Value Enter6(ProcessContext context, FunctionValue f, Value a, Value b, Value c, Value d, Value e, Value g) =>
        Enter(context, f, [a, b, c, d, e, g]);

    private static Value Enter7(ProcessContext context, FunctionValue f, Value a, Value b, Value c, Value d, Value e, Value g, Value h) =>
        Enter(context, f, [a, b, c, d, e, g, h]);

    private static Value Enter8(ProcessContext context, FunctionValue f, Value a, Value b, Value c, Value d, Value e, Value g, Value h, Value i) =>
        Enter(context, f, [a, b, c, d, e, g, h, i]);

    private static Value Enter(ProcessContext context, FunctionValue value, Value[] arguments)
    {
        var function = (HostFunction)((ForeignValue)value.Captured0.Tag!).Content;
        var result = HostFunctionOperations.Invoke(context, function, arguments);
        if (context.Reductions == ProcessContext.Suspending)
        {
            context.Save(new HostFunctionFrame(function, arguments));
        }

        return result;
    }
}
