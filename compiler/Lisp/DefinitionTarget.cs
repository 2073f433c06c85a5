using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Where definitions go: a body, or the top level of a program or library.</summary>
/// <param name="scope">The scope that receives the names.</param>
internal abstract class DefinitionTarget(Scope scope)
{
    /// <summary>The scope that receives the names.</summary>
    public Scope Scope { get; } = scope;

    /// <summary>Enters a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="use">The definition.</param>
    public abstract LispVariable Name(Identifier name, FormUse use);

    /// <summary>Adds the definition of a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="at">The definition.</param>
    /// <param name="value">Expands its value, when all names are known.</param>
    public abstract void Add(LispVariable variable, Syntax at, Func<LispNode> value);

    /// <summary>Adds the definition of several variables.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="rest">The variable that takes a list of further values, or null.</param>
    /// <param name="at">The definition.</param>
    /// <param name="producer">Expands the expression that gives the values.</param>
    public abstract void AddValues(ImmutableArray<LispVariable> variables, LispVariable? rest, Syntax at, Func<LispNode> producer);

    /// <summary>Adds an expression.</summary>
    /// <param name="syntax">The expression.</param>
    public abstract void AddExpression(Syntax syntax);

    /// <summary>A declaration, which means the same whatever is imported; null for none.</summary>
    /// <param name="keyword">What nothing gives a meaning.</param>
    public static Meaning? FindDeclaration(Identifier keyword) => keyword.Name is "import" or "define-library" ? CoreForms.Find(keyword.Name) : null;

    /// <summary>Takes an IMPORT or DEFINE-LIBRARY; false where none may stand.</summary>
    /// <param name="use">The form.</param>
    public virtual bool Declare(FormUse use) => false;
}
