namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>How a process is struck.</summary>
internal enum StrikeKind
{
    /// <summary>It gets the exit signal <c>kill</c> between two slices, and has the next one.</summary>
    Kill,

    /// <summary>At the same moment it executes EXIT_SELF with the reason <c>killed</c>: what a kill is compared with.</summary>
    OwnEnd,

    /// <summary>It gets the exit signal between two slices, and whoever is chosen has the next one.</summary>
    LateKill,

    /// <summary>It gets the exit signal from elsewhere while it runs, when it has just started a process, sent, received or printed something.</summary>
    KillAmidSlice,
}
