using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Host;

/// <summary>A function of the host that programs call by NATIVE. What it throws is an error of the language.</summary>
/// <remarks>It is called by any thread that runs the program, in a program with processes by several at once.</remarks>
public sealed class HostFunction
{
    private readonly Func<Value[], Value>? _body;
    private readonly Func<Value[], CancellationToken, Task<Value>>? _begin;

    /// <summary>Describes a function that gives its result at once.</summary>
    /// <param name="name">What NATIVE calls it.</param>
    /// <param name="parameterCount">How many values it takes.</param>
    /// <param name="body">The function.</param>
    public HostFunction(string name, int parameterCount, Func<Value[], Value> body)
    {
        (Name, ParameterCount, _body) = (name, parameterCount, body);
    }

    /// <summary>Describes a function that a process waits for while others go on.</summary>
    /// <param name="name">What NATIVE calls it.</param>
    /// <param name="parameterCount">How many values it takes.</param>
    /// <param name="begin">Begins it. The token is cancelled when the process ends before it has a result.</param>
    public HostFunction(string name, int parameterCount, Func<Value[], CancellationToken, Task<Value>> begin)
    {
        (Name, ParameterCount, _begin) = (name, parameterCount, begin);
    }

    /// <summary>What NATIVE calls it.</summary>
    public string Name { get; }

    /// <summary>How many values it takes.</summary>
    public int ParameterCount { get; }

    /// <summary>The function; null when it has to be waited for.</summary>
    internal Func<Value[], Value>? Body => _body;

    /// <summary>Begins the function; null when it gives its result at once.</summary>
    internal Func<Value[], CancellationToken, Task<Value>>? Begin => _begin;
}
