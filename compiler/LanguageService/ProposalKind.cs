namespace TinyTotIL.Compiler.LanguageService;

/// <summary>What a proposed text is.</summary>
public enum ProposalKind
{
    /// <summary>An instruction.</summary>
    Instruction,

    /// <summary>A label.</summary>
    Label,

    /// <summary>A label where a function begins.</summary>
    Function,

    /// <summary>A variable.</summary>
    Variable,

    /// <summary>A field of an object.</summary>
    Field,

    /// <summary>A runtime function.</summary>
    Native,

    /// <summary>A module.</summary>
    Module,

    /// <summary>A process by its name.</summary>
    Process,

    /// <summary>A literal.</summary>
    Literal,
}
