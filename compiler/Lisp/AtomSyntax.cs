using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>A datum without parts that stands for itself: a number, string, character, boolean or bytevector.</summary>
/// <param name="value">The datum.</param>
/// <param name="place">The piece of source.</param>
/// <param name="use">The use of a macro that inserted it.</param>
internal sealed class AtomSyntax(Value value, LispPlace place, MacroUse? use = null) : Syntax(place, use)
{
    /// <summary>The datum.</summary>
    public Value Value { get; } = value;
}
