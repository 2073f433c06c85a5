using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>
/// The name of an identifier that one use of a macro inserted. It can be bound like any name, and nothing else has it; where it is not bound it
/// means what the identifier of the template means where the macro is defined.
/// </summary>
/// <param name="inner">The key of the identifier in the template.</param>
/// <param name="scope">The scope of the macro's definition.</param>
internal sealed class Alias(object inner, Scope scope)
{
    /// <summary>The key of the identifier in the template: a symbol, or an alias where a macro made the macro.</summary>
    public object Inner { get; } = inner;

    /// <summary>The scope of the macro's definition.</summary>
    public Scope Scope { get; } = scope;

    /// <summary>The symbol that all began with.</summary>
    public SymbolValue Symbol { get; } = inner as SymbolValue ?? ((Alias)inner).Symbol;

    /// <summary>Whether any scope binds it. Most are names of forms and procedures, and are not looked for in the scopes of the use.</summary>
    public bool IsBound { get; set; }
}
