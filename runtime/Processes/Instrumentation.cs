namespace TinyTotIL.Runtime.Processes;

/// <summary>What compiled code tells of itself while it runs. Nothing is in it that was not asked for when it was compiled.</summary>
[Flags]
public enum Instrumentation
{
    /// <summary>Nothing: the code is as fast as it can be.</summary>
    None = 0,

    /// <summary>Each instruction, before it starts, with the stacks: all code runs on stack machines then, and a <see cref="MachineObserver"/> is told.</summary>
    Instructions = 1,

    /// <summary>Calls and instructions, counted by function.</summary>
    Profile = 2,

    /// <summary>How often each instruction was started.</summary>
    Coverage = 4,

    /// <summary>Calls and returns, before they start; all code runs on stack machines then, and so for those that follow.</summary>
    Calls = 8,

    /// <summary>Instructions that read or write variables.</summary>
    Variables = 16,

    /// <summary>Instructions that read or write fields of objects.</summary>
    Fields = 32,

    /// <summary>Instructions that read or write elements of lists and vectors.</summary>
    Elements = 64,

    /// <summary>Instructions that make function values.</summary>
    Closures = 128,

    /// <summary>Everything for which all code must run on stack machines.</summary>
    OnStackMachines = Instructions | Calls | Variables | Fields | Elements | Closures,

    /// <summary>Everything for which code on stack machines tells of each instruction, and ends slices of time where the interpreter does.</summary>
    OfEachInstruction = Instructions | Profile | Coverage,
}
