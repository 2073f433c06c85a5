using System.Globalization;
using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>A form of the top level, and what is in it.</summary>
internal sealed class TopLevelForm
{
    private readonly HashSet<string> _frameNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _repeats = new(StringComparer.Ordinal);

    /// <summary>Describes a form.</summary>
    /// <param name="node">The form.</param>
    public TopLevelForm(LispNode node)
    {
        Node = node;
        Root = new ProcedureBody(this, procedure: null, lambda: null, parent: null);
    }

    /// <summary>The form.</summary>
    public LispNode Node { get; }

    /// <summary>The code that is evaluated at the top level.</summary>
    public ProcedureBody Root { get; }

    /// <summary>All bodies in it.</summary>
    public List<ProcedureBody> Bodies { get; } = [];

    /// <summary>All procedures in it.</summary>
    public List<Procedure> Procedures { get; } = [];

    /// <summary>All LETREC* in it, each with its body.</summary>
    public List<(LispNode.LetRecursive Node, ProcedureBody Body)> Recursions { get; } = [];

    /// <summary>
    /// Gives a variable a name that no other variable of the form has: closures find what they captured by the name it has in the frame that makes them.
    /// </summary>
    /// <param name="wanted">The name in the program.</param>
    public string MakeFrameName(string wanted)
    {
        string name = LabelNames.Writable(wanted);
        if (_frameNames.Add(name))
        {
            return name;
        }

        int number = _repeats.GetValueOrDefault(name, 1);
        string unique;
        do
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}.{++number}");
        }
        while (!_frameNames.Add(unique));
        _repeats[name] = number;
        return unique;
    }
}
