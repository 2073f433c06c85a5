using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>What is known of a local variable.</summary>
/// <param name="variable">The variable.</param>
/// <param name="binder">The body that binds it.</param>
/// <param name="number">Its number in the order of the text, which makes output the same each time.</param>
internal sealed class VariableFacts(LocalVariable variable, ProcedureBody binder, int number)
{
    private string? _frameName;

    /// <summary>The variable.</summary>
    public LocalVariable Variable { get; } = variable;

    /// <summary>The body that binds it.</summary>
    public ProcedureBody Binder { get; } = binder;

    /// <summary>Its number in the order of the text.</summary>
    public int Number { get; } = number;

    /// <summary>The procedure it always has as value, or null.</summary>
    public Procedure? Procedure { get; set; }

    /// <summary>How often its value is taken.</summary>
    public int Uses { get; set; }

    /// <summary>Whether SET! changes it.</summary>
    public bool IsAssigned { get; set; }

    /// <summary>Whether another function than the one that binds it needs it.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>Whether the variable of the frame holds a cell with the value.</summary>
    public bool IsCell { get; set; }

    /// <summary>Its name in the frame; the same in all functions of a form of the top level.</summary>
    public string FrameName => _frameName ??= Binder.Form.MakeFrameName(Variable.Name);
}
