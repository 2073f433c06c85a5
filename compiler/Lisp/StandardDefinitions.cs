using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>The definitions of a standard library that programs ask for; each is kept until it is known whether the program needs it.</summary>
/// <param name="expander">The expander.</param>
/// <param name="scope">The top level of the library.</param>
/// <param name="definitions">Receives them, by variable.</param>
internal sealed class StandardDefinitions(Expander expander, TopScope scope, Dictionary<GlobalVariable, PendingDefinition> definitions)
    : TopDefinitions(expander, scope)
{
    /// <inheritdoc/>
    protected override void AddItem(ImmutableArray<LispVariable> variables, Func<LispNode> item)
    {
        var pending = new PendingDefinition(item);
        foreach (var variable in variables)
        {
            definitions[(GlobalVariable)variable] = pending;
        }
    }
}
