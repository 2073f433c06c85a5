using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>A place where a name stands.</summary>
/// <param name="Kind">What it is the name of.</param>
/// <param name="Role">What happens to it.</param>
/// <param name="Name">The name.</param>
/// <param name="Span">The place.</param>
/// <param name="Scope">For a variable, the address where its function begins; -1 for others, and where that is unknown.</param>
public readonly record struct NameOccurrence(NameKind Kind, NameRole Role, string Name, SourceSpan Span, int Scope)
{
    /// <summary>Whether it is where the name comes from.</summary>
    public bool IsDefinition => Role is NameRole.Definition or NameRole.Parameter;

    /// <summary>Whether another place has to do with the same thing: the same name, and for variables the same function.</summary>
    /// <param name="other">The other place.</param>
    public bool IsSameAs(NameOccurrence other) => Kind == other.Kind && Name == other.Name && Scope == other.Scope;
}
