using System.Runtime.InteropServices;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What running code counts of a node, in memory that does not move: code has its address, because storing a reference would take longer than all the rest.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ProfileCells
{
    /// <summary>Times it was entered.</summary>
    public long Calls;

    /// <summary>Times code that counts by itself has entered it, besides <see cref="Calls"/>.</summary>
    public long Entries;

    /// <summary>Instructions that each of these entries stands for.</summary>
    public long InstructionsOfEntry;

    /// <summary>Instructions of the function that have started, but for those of entries.</summary>
    public long Instructions;

    /// <summary>More of them: additions in turn to one place and another do not wait for each other.</summary>
    public long MoreInstructions;

    /// <summary>Values it has made.</summary>
    public long Allocations;

    /// <summary>Its own time, without that of functions it has called, in ticks of the stopwatch.</summary>
    public long Ticks;

    /// <summary>The function that it has called last.</summary>
    public long NewestFunction;

    /// <summary>The address of the node where that call led to.</summary>
    public long Newest;
}
