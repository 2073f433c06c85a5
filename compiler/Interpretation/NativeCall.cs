using System.Reflection;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <summary>Calls a runtime function by reflection, with the checks of arguments that compiled code does in place.</summary>
internal sealed class NativeCall
{
    private readonly NativeFunction _function;
    private readonly ArgumentCheck?[] _checks;
    private readonly MethodInvoker? _invoker;
    private readonly ForeignMethod? _foreign;

    /// <summary>Prepares calls of a function.</summary>
    /// <param name="function">The function.</param>
    public NativeCall(NativeFunction function)
    {
        _function = function;
        _checks = [.. function.PassedTypes.Select(ArgumentCheck.For)];
        if (function.IsForeign)
        {
            _foreign = new ForeignMethod(function.Name, function.Method, function.MayWait);
        }
        else
        {
            _invoker = MethodInvoker.Create(function.Method);
        }
    }

    /// <summary>Calls it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="arguments">As many values as it takes.</param>
    /// <returns>Its result; anything when it raised or left the stack.</returns>
    public Value Invoke(ProcessContext context, ReadOnlySpan<Value> arguments)
    {
        int first = _function.TakesContext ? 1 : 0;
        object?[] passed = new object?[first + arguments.Length + (_function.IsHost ? 1 : 0)];
        if (_function.IsHost)
        {
            passed[^1] = _function.Name;
        }

        if (_function.TakesContext)
        {
            passed[0] = context;
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            passed[first + i] = _checks[i] is { } check ? check.Apply(context, arguments[i], _function.Name, (ulong)i + 1) : arguments[i];
            if (context.Reductions < 0)
            {
                return default;
            }
        }

        return _foreign is not null ? _foreign.Invoke(context, arguments) : ValueOf(_invoker!.Invoke(null, passed.AsSpan()));
    }

    private static Value ValueOf(object? result) => result switch
    {
        null => Value.Null,
        Value value => value,
        long number => Value.Int(number),
        double number => Value.Float(number),
        bool truth => Value.Bool(truth),
        string text => Value.Text(text),
        _ => new Value(result, 0),
    };
}
