namespace TinyTotIL.Compiler.Lisp;

/// <summary>A form that the expander itself knows.</summary>
/// <param name="name">Its keyword.</param>
/// <param name="kind">What it is where definitions may stand.</param>
/// <param name="shape">How it is written, for people.</param>
/// <param name="expand">Expands it as an expression.</param>
internal sealed class CoreForm(string name, FormKind kind, string shape, Func<Expander, FormUse, LispNode> expand) : Meaning
{
    /// <summary>Its keyword.</summary>
    public string Name { get; } = name;

    /// <summary>What it is where definitions may stand.</summary>
    public FormKind Kind { get; } = kind;

    /// <summary>How it is written, for people.</summary>
    public string Shape { get; } = shape;

    /// <summary>Expands it as an expression.</summary>
    public Func<Expander, FormUse, LispNode> Expand { get; } = expand;
}
