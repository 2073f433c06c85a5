using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Calls of function values from .NET code.</summary>
public static class FunctionOperations
{
    private const int MostRegisterArguments = 8;

    /// <summary>Calls a function; its result is null when it leaves none.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function.</param>
    /// <param name="arguments">One value for each parameter.</param>
    /// <exception cref="ArgumentException">There are more arguments than parameters; fewer are an error of the language.</exception>
    public static Value Invoke(ProcessContext context, FunctionValue function, ReadOnlySpan<Value> arguments)
    {
        var prototype = function.Prototype;
        int count = prototype.Parameters.Length;
        if (arguments.Length > count)
        {
            throw new ArgumentException($"The function takes {count} arguments, not {arguments.Length}.", nameof(arguments));
        }

        if (arguments.Length < count)
        {
            context.Raise(ErrorText.InsufficientStackItems(count, arguments.Length));
            return default;
        }

        bool leavesNothing = prototype.Signature == FunctionPrototype.SignatureOf(count, 0);
        bool leavesOne = prototype.Signature == FunctionPrototype.SignatureOf(count, 1);
        if (prototype.Code != 0 && count <= MostRegisterArguments && (leavesNothing || leavesOne))
        {
            var result = InvokeCode(context, function, arguments);
            return leavesOne ? result : Value.Null;
        }

        if (context.Image.CallOnStackMachine is { } call)
        {
            return call(context, function, arguments.ToArray());
        }

        context.Raise(ErrorText.Unsupported("this function cannot be called from .NET code"));
        return default;
    }

    private static unsafe Value InvokeCode(ProcessContext context, FunctionValue function, ReadOnlySpan<Value> a)
    {
        nint code = function.Prototype.Code;
        return a.Length switch
        {
            0 => ((delegate*<ProcessContext, FunctionValue, Value>)code)(context, function),
            1 => ((delegate*<ProcessContext, FunctionValue, Value, Value>)code)(context, function, a[0]),
            2 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value>)code)(context, function, a[0], a[1]),
            3 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value>)code)(context, function, a[0], a[1], a[2]),
            4 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value>)code)(
                context, function, a[0], a[1], a[2], a[3]),
            5 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value>)code)(
                context, function, a[0], a[1], a[2], a[3], a[4]),
            6 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value>)code)(
                context, function, a[0], a[1], a[2], a[3], a[4], a[5]),
            7 => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value, Value>)code)(
                context, function, a[0], a[1], a[2], a[3], a[4], a[5], a[6]),
            _ => ((delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value, Value, Value>)code)(
                context, function, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]),
        };
    }
}
