namespace TinyTotIL.Compiler.LanguageService;

/// <summary>What a name in a program text is the name of.</summary>
public enum NameKind
{
    /// <summary>A position in the code.</summary>
    Label,

    /// <summary>A variable of a frame.</summary>
    Variable,

    /// <summary>A field of objects.</summary>
    Field,

    /// <summary>A runtime function.</summary>
    Native,

    /// <summary>A module, by its path.</summary>
    Module,

    /// <summary>A process, by the name it is registered under.</summary>
    Process,
}
