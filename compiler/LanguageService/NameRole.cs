namespace TinyTotIL.Compiler.LanguageService;

/// <summary>What happens to a name where it stands.</summary>
public enum NameRole
{
    /// <summary>It is used.</summary>
    Use,

    /// <summary>A function is called at it, or made of it: only labels.</summary>
    Call,

    /// <summary>It is defined or set.</summary>
    Definition,

    /// <summary>It is set for the function that is called: only variables.</summary>
    Parameter,

    /// <summary>It is offered to those who import the module: only variables.</summary>
    Export,
}
