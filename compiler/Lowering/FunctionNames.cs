using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Gives functions the names of their labels, made unique.</summary>
internal sealed class FunctionNames
{
    private readonly Dictionary<int, string> _labels = [];
    private readonly ProgramShape _shape;
    private readonly HashSet<string> _taken = [];

    /// <summary>The next number to try for a label: one label may be called with very many different parameter lists.</summary>
    private readonly Dictionary<string, int> _nextNumbers = [];

    /// <summary>Collects the labels of a program.</summary>
    /// <param name="shape">The program.</param>
    public FunctionNames(ProgramShape shape)
    {
        _shape = shape;
        foreach (var module in shape.Program.Modules)
        {
            foreach (var label in module.Module?.Labels ?? [])
            {
                _labels[module.Start + label.Address] = label.Name;
            }
        }
    }

    /// <summary>A unique name for a function; asked once for each.</summary>
    /// <param name="function">The function.</param>
    public string NameOf(FunctionShape function)
    {
        string name = function.IsTopLevel
            ? function.Module == 0 ? "main" : $"module {_shape.Program.Modules[function.Module].Path}"
            : _labels.GetValueOrDefault(function.Entry) ?? $"at{function.Entry}";
        if (_taken.Add(name))
        {
            return name;
        }

        int number = _nextNumbers.GetValueOrDefault(name, 2);
        while (!_taken.Add($"{name}#{number}"))
        {
            number++;
        }

        _nextNumbers[name] = number + 1;
        return $"{name}#{number}";
    }
}
