using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What a supervisor knows of a child before it runs.</summary>
/// <param name="Id">Its name among the children of the supervisor.</param>
/// <param name="Start">What it runs: a function or closure without parameters, or the name of a program as SPAWN takes it.</param>
internal sealed record ChildSpec(string Id, Value Start)
{
    /// <summary>Milliseconds that a child has for its end unless its supervisor was told otherwise.</summary>
    public const long DefaultShutdown = 5000;

    /// <summary>Value of <see cref="Shutdown"/> for a child that is killed at once.</summary>
    public const long Brutal = -1;

    /// <summary>Value of <see cref="Shutdown"/> for a child that may take as long as it likes.</summary>
    public const long Infinity = long.MaxValue;

    /// <summary>When it is started again.</summary>
    public RestartType Restart { get; init; } = RestartType.Permanent;

    /// <summary>Milliseconds it may take to end when told to, or <see cref="Brutal"/> or <see cref="Infinity"/>.</summary>
    public long Shutdown { get; init; } = DefaultShutdown;

    /// <summary>Whether it is a supervisor itself.</summary>
    public bool IsSupervisor { get; init; }
}
