namespace TinyTotIL.Compiler.Verification;

/// <summary>A function as its author sees it: a label that is called, or the top level of a module.</summary>
/// <param name="entry">Index of its first instruction.</param>
/// <param name="end">Index of the implicit HALT of its module.</param>
/// <param name="name">Its label; null for a top level, and for an address that has none.</param>
/// <param name="isTopLevel">Whether it is a top level.</param>
internal sealed class PathFunction(int entry, int end, string? name, bool isTopLevel)
{
    /// <summary>Index of its first instruction.</summary>
    public int Entry => entry;

    /// <summary>Index of the implicit HALT of its module.</summary>
    public int End => end;

    /// <summary>Its label; null for a top level, and for an address that has none.</summary>
    public string? Name => name;

    /// <summary>Whether it is the top level of a module.</summary>
    public bool IsTopLevel => isTopLevel;

    /// <summary>
    /// Change of the stack height by a call beyond the parameters; null while no path to RET is known, and
    /// <see cref="CodePaths.Unknown"/> when it is not the same on all of them.
    /// </summary>
    public int? Net { get; set; }

    /// <summary>Whether it takes values that are not its own, as functions do that pass their values on the stack.</summary>
    public bool TakesFromBelow { get; set; }

    /// <summary>The functions that jump to its entry from code above it or that is not also its own; null when there are none.</summary>
    public HashSet<PathFunction>? JumpedInto { get; set; }

    /// <summary>The calls of it, to be continued when it is found to return.</summary>
    public List<PathCall> Calls { get; } = [];
}
