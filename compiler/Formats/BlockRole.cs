namespace TinyTotIL.Compiler.Formats;

/// <summary>Which form a TRY, CATCH or END_TRY is.</summary>
internal enum BlockRole
{
    /// <summary>The form that pairs at run time.</summary>
    Plain,

    /// <summary>Part of a complete structured block.</summary>
    Structured,

    /// <summary>A structured TRY whose block has no CATCH.</summary>
    WithoutCatch,

    /// <summary>A structured TRY whose block has no END_TRY.</summary>
    WithoutEnd,
}
