using System.Collections.Immutable;
using System.Reflection;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Natives;

/// <summary>A .NET method that NATIVE calls.</summary>
internal sealed class NativeFunction
{
    /// <summary>Describes a method whose parameters and result are all values of the language.</summary>
    /// <param name="name">What NATIVE calls it.</param>
    /// <param name="method">The method.</param>
    public NativeFunction(string name, MethodInfo method)
    {
        (Name, Method) = (name, method);
        var parameters = method.GetParameters();
        TakesContext = parameters is [{ } first, ..] && first.ParameterType == typeof(ProcessContext);
        Parameters = [.. parameters.Skip(TakesContext ? 1 : 0)];
        Needs = method.DeclaringType!.GetCustomAttribute<TtvmLibraryAttribute>(inherit: false)?.Needs ?? DataLibraries.None;
        NeedsProcesses = method.GetCustomAttribute<TtvmFunctionAttribute>(inherit: false) is { NeedsProcesses: true };
    }

    /// <summary>What NATIVE calls it.</summary>
    public string Name { get; }

    /// <summary>The method.</summary>
    public MethodInfo Method { get; }

    /// <summary>Whether its first parameter is the running process.</summary>
    public bool TakesContext { get; }

    /// <summary>Its parameters after the context.</summary>
    public ImmutableArray<ParameterInfo> Parameters { get; }

    /// <summary>What it needs beyond the runtime's own library.</summary>
    public DataLibraries Needs { get; }

    /// <summary>Whether a program that calls it runs all its code in processes.</summary>
    public bool NeedsProcesses { get; }
}
