using System.Reflection;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Calls a method of another assembly by reflection: what the reference interpreter does where compiled code has a direct call.</summary>
public sealed class ForeignMethod
{
    private readonly string _name;
    private readonly Type[] _types;
    private readonly bool _takesContext;
    private readonly MethodInvoker _invoker;

    /// <summary>Prepares calls of a method.</summary>
    /// <param name="name">What NATIVE calls it.</param>
    /// <param name="method">The method; the rules permit it.</param>
    public ForeignMethod(string name, MethodInfo method)
    {
        _name = name;
        _types = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        _takesContext = _types is [{ } first, ..] && first == typeof(ProcessContext);
        _invoker = MethodInvoker.Create(method);
    }

    /// <summary>Calls it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="arguments">As many values as it takes; those of the language's own types have been checked.</param>
    /// <returns>Its result; anything when an error was raised.</returns>
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

            return ForeignOperations.Result(_invoker.Invoke(null, passed.AsSpan()));
        }
        catch (Exception failure)
        {
            ForeignOperations.Fail(context, failure, _name);
            return default;
        }
    }
}
