namespace TinyTotIL.Compiler.Verification;

/// <summary>Gives each pair of entry and frame names one <see cref="FunctionShape"/>.</summary>
internal sealed class FunctionIndex
{
    private readonly Dictionary<(int Entry, string Names), FunctionShape> _functions = [];
    private readonly List<FunctionShape> _all = [];

    /// <summary>Every function, by number.</summary>
    public IReadOnlyList<FunctionShape> All => _all;

    /// <summary>The function entered at an address with the given names.</summary>
    /// <param name="entry">Index of its first instruction.</param>
    /// <param name="parameters">Parameter names.</param>
    /// <param name="captured">Captured names for a closure; null otherwise.</param>
    public FunctionShape Get(int entry, IReadOnlyList<string> parameters, string[]? captured)
    {
        // Names cannot contain a line feed in text; a binary file that uses one only loses sharing, never correctness,
        // because the lengths are part of the key.
        string key = $"{parameters.Count}\n{string.Join('\n', parameters.Select(name => $"{name.Length}:{name}"))}"
            + (captured is null ? "" : $"\n{captured.Length}\n{string.Join('\n', captured.Select(name => $"{name.Length}:{name}"))}");
        if (!_functions.TryGetValue((entry, key), out var function))
        {
            function = Add(entry, [.. parameters], captured, module: -1);
            _functions.Add((entry, key), function);
        }

        return function;
    }

    /// <summary>Adds the top level of a module.</summary>
    /// <param name="entry">Index of the module's first instruction.</param>
    /// <param name="module">Number of the module.</param>
    public FunctionShape AddTopLevel(int entry, int module) => Add(entry, [], captured: null, module);

    private FunctionShape Add(int entry, string[] parameters, string[]? captured, int module)
    {
        var function = new FunctionShape(_all.Count, entry, parameters, captured, module);
        _all.Add(function);
        return function;
    }
}
