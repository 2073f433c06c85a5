using System.Collections;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL;

/// <summary>C# functions that scripts call by <c>NATIVE name count</c>, in Scheme by <c>(%native "name" argument ...)</c> or <c>define-native</c>.</summary>
/// <remarks>
/// <para>
/// Arguments and results are converted as <see cref="ScriptValues"/> says; a wrong argument is an error of the script. What a function throws is an error that the script can catch:
/// of a <see cref="ScriptException"/> the message itself, of others <c>name: InvalidOperationException: message</c>.
/// </para>
/// <para>
/// A function that returns a <see cref="Task"/> or <see cref="Task{TResult}"/> makes the process wait that calls it, while others go on. A last parameter of type <see cref="CancellationToken"/> is not the script's:
/// it is cancelled when the process ends before the task. A function that returns anything else keeps a thread of the machine while it runs, so it should be quick.
/// </para>
/// <para>
/// Functions are called by the threads of the machine, by several at once when the script has several processes, or a script several machines. The collection itself is not for several threads; a script and
/// a machine copy it.
/// </para>
/// </remarks>
public sealed class HostFunctions : IEnumerable<KeyValuePair<string, Delegate>>
{
    private readonly Dictionary<string, Delegate> _functions = new(StringComparer.Ordinal);

    /// <summary>Adds a function.</summary>
    /// <param name="name">What scripts call it; a point in it, as in <c>shop.price</c>, keeps it apart from the runtime's own.</param>
    /// <param name="function">The function, with at most eight parameters, none of them by reference.</param>
    /// <exception cref="ArgumentException">The name is taken, or the function is not one that a script can call.</exception>
    public void Add(string name, Delegate function)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(function);
        if (DelegateCall.WhyNot(function) is { } why)
        {
            throw new ArgumentException($"'{name}' cannot be called by a script: {why}.", nameof(function));
        }

        if (!_functions.TryAdd(name, function))
        {
            throw new ArgumentException($"There is a function '{name}' already.", nameof(name));
        }
    }

    /// <summary>The functions and their names.</summary>
    public IEnumerator<KeyValuePair<string, Delegate>> GetEnumerator() => _functions.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many values each takes.</summary>
    internal Dictionary<string, int> Signatures => _functions.ToDictionary(function => function.Key, function => DelegateCall.CountOf(function.Value), StringComparer.Ordinal);

    /// <summary>The same functions in another collection.</summary>
    internal HostFunctions Copy()
    {
        var copy = new HostFunctions();
        foreach (var (name, function) in _functions)
        {
            copy._functions.Add(name, function);
        }

        return copy;
    }

    /// <summary>The functions as the runtime calls them.</summary>
    /// <param name="defaults">Those that count where this has none of the name.</param>
    /// <param name="target">What results are for.</param>
    internal Dictionary<string, HostFunction> Bind(HostFunctions defaults, ConversionTarget target) =>
        defaults._functions.Concat(_functions)
            .GroupBy(function => function.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => DelegateCall.Describe(group.Key, group.Last().Value, target), StringComparer.Ordinal);
}
