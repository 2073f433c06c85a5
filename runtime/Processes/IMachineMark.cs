namespace TinyTotIL.Runtime.Processes;

/// <summary>What an observer remembers of a machine, and has to know of a machine that goes on from a captured copy as well.</summary>
public interface IMachineMark
{
    /// <summary>What it knows of another machine in the same state.</summary>
    IMachineMark Copy();
}
