namespace TinyTotIL.Runtime.Processes;

/// <summary>What few processes have; made on first use.</summary>
internal sealed class ProcessDetails
{
    /// <summary>Paths of the modules being loaded, in the order in which their loading began.</summary>
    public List<string> Loading { get; } = [];

    /// <summary>Whether YIELD has already given up the slice that it is asked for again after.</summary>
    public bool HasYielded { get; set; }
}
