namespace TinyTotIL.Runtime.Processes;

/// <summary>How a supervisor behaves, and the children it begins with.</summary>
internal sealed record SupervisorSpec
{
    /// <summary>What START_SUPERVISOR makes: no children yet.</summary>
    public static SupervisorSpec Default { get; } = new();

    /// <summary>Which children are started again when one has ended.</summary>
    public RestartStrategy Strategy { get; init; } = RestartStrategy.OneForOne;

    /// <summary>Restarts allowed within a period.</summary>
    public long Intensity { get; init; } = 3;

    /// <summary>Length of the period in milliseconds.</summary>
    public long Period { get; init; } = 60_000;

    /// <summary>The children, in the order in which they are started.</summary>
    public IReadOnlyList<ChildSpec> Children { get; init; } = [];
}
