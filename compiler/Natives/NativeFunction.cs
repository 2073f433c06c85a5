using System.Collections.Immutable;
using System.Reflection;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Natives;

/// <summary>A .NET method that NATIVE calls.</summary>
internal sealed class NativeFunction
{
    /// <summary>Describes a method.</summary>
    /// <param name="name">What NATIVE calls it.</param>
    /// <param name="method">The method. One of the runtime's library takes and returns values of the language only.</param>
    /// <param name="isForeign">Whether it is of another assembly than the runtime, so that what it takes is converted and what it throws is caught.</param>
    public NativeFunction(string name, MethodInfo method, bool isForeign)
    {
        (Name, Method, IsForeign) = (name, method, isForeign);
        var parameters = method.GetParameters();
        TakesContext = parameters is [{ } first, ..] && first.ParameterType == typeof(ProcessContext);
        Parameters = [.. parameters.Skip(TakesContext ? 1 : 0)];
        Needs = method.DeclaringType!.GetCustomAttribute<TtvmLibraryAttribute>(inherit: false)?.Needs ?? DataLibraries.None;
        var marked = method.GetCustomAttribute<TtvmFunctionAttribute>(inherit: false);
        (NeedsProcesses, MayWait) = (marked is { NeedsProcesses: true }, isForeign && marked is { MayWait: true });
        PassedTypes = [.. Parameters.Select(parameter => !isForeign ? parameter.ParameterType : MayWait ? typeof(Value) : PassedType(parameter.ParameterType))];
    }

    private NativeFunction(string name, int count)
    {
        (Name, Method, IsHost) = (name, HostFunctionOperations.OperationFor(count), true);
        TakesContext = true;
        Parameters = [.. Method.GetParameters().Skip(1).Take(count)];
        PassedTypes = [.. Parameters.Select(parameter => parameter.ParameterType)];
    }

    /// <summary>Describes a function that whoever runs the program provides.</summary>
    /// <param name="name">What NATIVE calls it.</param>
    /// <param name="count">How many values it takes.</param>
    public static NativeFunction OfHost(string name, int count) => new(name, count);

    /// <summary>What NATIVE calls it.</summary>
    public string Name { get; }

    /// <summary>The method.</summary>
    public MethodInfo Method { get; }

    /// <summary>Whether it is of another assembly than the runtime.</summary>
    public bool IsForeign { get; }

    /// <summary>Whether whoever runs the program provides it; the method then is the operation that finds it by its name, which is its last parameter.</summary>
    public bool IsHost { get; }

    /// <summary>Where it comes from, for errors.</summary>
    public string Origin => IsHost ? "a function of the host" : $"{Method.DeclaringType}::{Method.Name}";

    /// <summary>Whether its first parameter is the running process.</summary>
    public bool TakesContext { get; }

    /// <summary>Its parameters after the context.</summary>
    public ImmutableArray<ParameterInfo> Parameters { get; }

    /// <summary>What it needs beyond the runtime's own library.</summary>
    public DataLibraries Needs { get; }

    /// <summary>What is passed for each parameter, after the check of its argument: its own type where that is one of the language's.</summary>
    public ImmutableArray<Type> PassedTypes { get; }

    /// <summary>What a call gives: the method's own result, or for one of another assembly what its result is converted to.</summary>
    public Type ResultType => !IsForeign || (Method.ReturnType == typeof(void) && !MayWait) ? Method.ReturnType
        : MayWait ? typeof(Value)
        : Method.ReturnType == typeof(bool) ? typeof(bool)
        : Method.ReturnType == typeof(double) || Method.ReturnType == typeof(float) ? typeof(double)
        : Method.ReturnType != typeof(ulong) && IntegerRange.Of(Method.ReturnType) is not null ? typeof(long)
        : typeof(Value);

    /// <summary>What a program must be permitted for it to be of use.</summary>
    public IReadOnlyList<AccessKind> Permissions => Method.GetCustomAttribute<NeedsAttribute>()?.Kinds ?? [];

    /// <summary>Whether a program that calls it runs all its code in processes.</summary>
    public bool NeedsProcesses { get; }

    /// <summary>Whether a process waits for it while others go on.</summary>
    public bool MayWait { get; }

    private static Type PassedType(Type type) =>
        IntegerRange.Of(type) is not null ? typeof(long)
        : type == typeof(float) ? typeof(double)
        : type == typeof(double) || type == typeof(bool) ? type
        : typeof(Value);
}
