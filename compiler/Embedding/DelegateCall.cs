using System.Reflection;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>Calls a delegate with values of the language.</summary>
internal sealed class DelegateCall
{
    private readonly string _name;
    private readonly Delegate _target;
    private readonly MethodInvoker _invoker;
    private readonly Type[] _types;
    private readonly bool _takesToken;
    private readonly ConversionTarget _results;
    private readonly PropertyInfo? _taskResult;

    private DelegateCall(string name, Delegate function, ConversionTarget results)
    {
        (_name, _target, _results) = (name, function, results);
        var method = MethodOf(function);
        _invoker = MethodInvoker.Create(method);
        _takesToken = TakesToken(method);
        _types = [.. method.GetParameters().SkipLast(_takesToken ? 1 : 0).Select(parameter => parameter.ParameterType)];
        _taskResult = method.ReturnType.IsGenericType ? method.ReturnType.GetProperty(nameof(Task<int>.Result)) : null;
    }

    /// <summary>Why a script cannot call a delegate; null when it can.</summary>
    /// <param name="function">The delegate.</param>
    public static string? WhyNot(Delegate function)
    {
        var method = MethodOf(function);
        return CountOf(function) > HostFunctionOperations.MostParameters ? $"it has more than {HostFunctionOperations.MostParameters} parameters"
            : method.GetParameters().FirstOrDefault(parameter => IsUnusable(parameter.ParameterType)) is { } refused ? $"its parameter '{refused.Name}' is {refused.ParameterType}"
            : IsUnusable(method.ReturnType) || IsValueTask(method.ReturnType) ? $"it returns {method.ReturnType}"
            : null;
    }

    /// <summary>How many values a delegate takes.</summary>
    /// <param name="function">The delegate.</param>
    public static int CountOf(Delegate function)
    {
        var method = MethodOf(function);
        return method.GetParameters().Length - (TakesToken(method) ? 1 : 0);
    }

    /// <summary>A delegate as the runtime calls it.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="function">The delegate.</param>
    /// <param name="target">What its result is for.</param>
    public static HostFunction Describe(string name, Delegate function, ConversionTarget target)
    {
        var call = new DelegateCall(name, function, target);
        return typeof(Task).IsAssignableFrom(MethodOf(function).ReturnType)
            ? new HostFunction(name, call._types.Length, call.Begin)
            : new HostFunction(name, call._types.Length, call.Invoke);
    }

    private static MethodInfo MethodOf(Delegate function) => function.GetType().GetMethod("Invoke")!;

    private static bool TakesToken(MethodInfo method) => method.GetParameters() is [.., { } last] && last.ParameterType == typeof(CancellationToken);

    private static bool IsUnusable(Type type) => type.IsByRef || type.IsByRefLike || type.IsPointer || type.IsFunctionPointer;

    private static bool IsValueTask(Type type) => type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private Value Invoke(Value[] arguments)
    {
        object?[] passed = Convert(arguments, CancellationToken.None);
        try
        {
            return ToValue(_invoker.Invoke(_target, passed.AsSpan()));
        }
        catch (ScriptException error)
        {
            throw new LanguageException(error.Message);
        }
    }

    private async Task<Value> Begin(Value[] arguments, CancellationToken cancellation)
    {
        object?[] passed = Convert(arguments, cancellation);
        var scope = _results.Owner?.EnterFunction();
        try
        {
            var task = (Task?)_invoker.Invoke(_target, passed.AsSpan()) ?? throw new InvalidOperationException("the function has returned no task");
            await task.ConfigureAwait(false);
            return _taskResult is null ? Value.Null : ToValue(_taskResult.GetValue(task));
        }
        catch (ScriptException error)
        {
            throw new LanguageException(error.Message);
        }
        finally
        {
            scope?.End();
        }
    }

    private Value ToValue(object? result) => ValueConversion.ToValue(result, _results);

    private object?[] Convert(Value[] arguments, CancellationToken cancellation)
    {
        object?[] passed = new object?[arguments.Length + (_takesToken ? 1 : 0)];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!ValueConversion.TryConvert(arguments[i], _types[i], out passed[i]))
            {
                throw new LanguageException(
                    ErrorText.TypeMismatch(AddressSpace.OwnNumbers, _name, $"{ForeignNames.Expected(_types[i])} as argument {i + 1}", [arguments[i]]));
            }
        }

        if (_takesToken)
        {
            passed[^1] = cancellation;
        }

        return passed;
    }
}
