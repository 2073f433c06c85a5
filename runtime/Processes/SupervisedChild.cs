namespace TinyTotIL.Runtime.Processes;

/// <summary>A child of a supervisor: what it is, and its process while it has one.</summary>
/// <param name="spec">What it is.</param>
internal sealed class SupervisedChild(ChildSpec spec)
{
    /// <summary>What it is.</summary>
    public ChildSpec Spec { get; } = spec;

    /// <summary>Number of its process; 0 while it has none.</summary>
    public long Process { get; set; }

    /// <summary>Number of the process whose end has been noticed and not been dealt with yet; 0 when there is none.</summary>
    public long Ended { get; set; }

    /// <summary>Whether its last start failed, so that another attempt is due.</summary>
    public bool AwaitsStart { get; set; }
}
