namespace TinyTotIL.Runtime.Processes;

/// <summary>What a <see cref="SystemMessage"/> tells.</summary>
internal enum SystemMessageKind
{
    /// <summary>A linked process has ended, or an exit signal was sent, and this process traps exits.</summary>
    Exit,

    /// <summary>A watched process has ended.</summary>
    Down,

    /// <summary>A notice in words, as supervision sends.</summary>
    Signal,
}
