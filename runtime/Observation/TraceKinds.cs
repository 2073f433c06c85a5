namespace TinyTotIL.Runtime.Observation;

/// <summary>What a trace shows of processes.</summary>
[Flags]
public enum TraceKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A process was started.</summary>
    Spawn = 1,

    /// <summary>A message was sent.</summary>
    Send = 2,

    /// <summary>A process took a message out of its mailbox.</summary>
    Receive = 4,

    /// <summary>A process ended.</summary>
    Exit = 8,

    /// <summary>All of them.</summary>
    All = Spawn | Send | Receive | Exit,
}
