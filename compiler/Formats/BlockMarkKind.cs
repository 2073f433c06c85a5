namespace TinyTotIL.Compiler.Formats;

/// <summary>The lines that open, divide and close handlers, as they look in text.</summary>
internal enum BlockMarkKind
{
    /// <summary>TRY with a label.</summary>
    TryLabel,

    /// <summary>TRY alone.</summary>
    Try,

    /// <summary>CATCH, with or without a name.</summary>
    Catch,

    /// <summary>END_TRY.</summary>
    EndTry,
}
