using System.Collections.Concurrent;
using System.Reflection;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>
/// Calls a method of another assembly by reflection: what the reference interpreter does where compiled code has a direct call, and what both do with
/// a method that may wait.
/// </summary>
public sealed class ForeignMethod
{
    private static readonly ConcurrentDictionary<RuntimeMethodHandle, ForeignMethod> Waiting = new();

    private readonly string _name;
    private readonly Type[] _types;
    private readonly bool _takesContext;
    private readonly bool _mayWait;
    private readonly MethodInvoker _invoker;

    /// <summary>Prepares calls of a method.</summary>
    /// <param name="name">What NATIVE calls it.</param>
    /// <param name="method">The method; the rules permit it.</param>
    /// <param name="mayWait">Whether a process waits for it while others go on.</param>
    public ForeignMethod(string name, MethodBase method, bool mayWait)
    {
        _name = name;
        _mayWait = mayWait;
        _types = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        _takesContext = _types is [{ } first, ..] && first == typeof(ProcessContext);
        _invoker = MethodInvoker.Create(method);
    }

    /// <summary>Calls a method that may wait; for compiled code.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="arguments">As many values as it takes.</param>
    /// <param name="method">The method.</param>
    /// <param name="name">What NATIVE calls it.</param>
    [Suspends]
    public static Value CallWaiting(ProcessContext context, Value[] arguments, RuntimeMethodHandle method, string name) =>
        Waiting.GetOrAdd(method, static (method, name) => new ForeignMethod(name, MethodBase.GetMethodFromHandle(method)!, mayWait: true), name).Invoke(context, arguments);

    /// <summary>Calls it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="arguments">As many values as it takes; those of the language's own types have been checked.</param>
    /// <returns>Its result; anything when an error was raised, or when the process leaves the stack to wait.</returns>
    public Value Invoke(ProcessContext context, ReadOnlySpan<Value> arguments)
    {
        int first = _takesContext ? 1 : 0;
        object?[] passed = new object?[_types.Length];
        if (_takesContext)
        {
            passed[0] = context;
        }

        try
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                passed[first + i] = ForeignOperations.Argument(context, arguments[i], _types[first + i], _name, (ulong)i + 1);
            }

            object? result = _mayWait ? Offload.Await(context, () => _invoker.Invoke(null, passed.AsSpan())) : _invoker.Invoke(null, passed.AsSpan());
            return context.Reductions < 0 ? default : ForeignOperations.Result(result);
        }
        catch (Exception failure)
        {
            ForeignOperations.Fail(context, failure, _name);
            return default;
        }
    }
}
