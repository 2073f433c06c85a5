using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Gives functions the names of their labels, made unique.</summary>
internal sealed class FunctionNames
{
    private readonly Dictionary<int, string> _labels = [];
    private readonly ProgramShape _shape;
    private readonly HashSet<string> _taken = [];

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
        string unique = name;
        for (int i = 2; !_taken.Add(unique); i++)
        {
            unique = $"{name}#{i}";
        }

        return unique;
    }
}
