namespace TinyTotIL.Compiler.Ir;

/// <summary>Where a check point stands.</summary>
internal enum CheckPointPlace
{
    /// <summary>Where a loop begins.</summary>
    Loop,

    /// <summary>Where a loop begins in which nothing else needs the count, so that a local keeps it.</summary>
    QuietLoop,

    /// <summary>On the way from the entry of a function to its calls. The error of too deep a recursion belongs to the caller.</summary>
    Call,
}
