namespace TinyTotIL.Runtime.Processes;

/// <summary>Which children a supervisor starts again when one of them has ended.</summary>
internal enum RestartStrategy
{
    /// <summary>That one alone.</summary>
    OneForOne,

    /// <summary>All of them.</summary>
    OneForAll,

    /// <summary>That one and those started after it.</summary>
    RestForOne,
}
