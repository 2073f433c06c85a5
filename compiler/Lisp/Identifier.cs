using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>A symbol where it stands. Two identifiers with one key mean the same wherever one of them is visible.</summary>
/// <param name="key">A <see cref="SymbolValue"/> for what the program writes, an <see cref="Alias"/> for what a macro inserts.</param>
/// <param name="place">The piece of source.</param>
/// <param name="use">The use of a macro that inserted it.</param>
internal sealed class Identifier(object key, LispPlace place, MacroUse? use = null) : Syntax(place, use)
{
    /// <summary>What scopes know it by.</summary>
    public object Key { get; } = key;

    /// <summary>The symbol it is when quoted.</summary>
    public SymbolValue Symbol => Key as SymbolValue ?? ((Alias)Key).Symbol;

    /// <summary>The name people know it by.</summary>
    public string Name => Symbol.Name;
}
