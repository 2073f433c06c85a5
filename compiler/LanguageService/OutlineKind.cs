namespace TinyTotIL.Compiler.LanguageService;

/// <summary>What an entry of an outline is.</summary>
public enum OutlineKind
{
    /// <summary>A label where a function begins.</summary>
    Function,

    /// <summary>Another label.</summary>
    Label,

    /// <summary>A module that is imported.</summary>
    Import,

    /// <summary>A variable that is exported.</summary>
    Export,
}
