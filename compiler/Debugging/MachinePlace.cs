using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>A machine and the instruction at which its innermost frame stands.</summary>
/// <param name="View">Its stacks; null where they cannot be seen.</param>
/// <param name="Address">The instruction.</param>
internal readonly record struct MachinePlace(IMachineView? View, int Address);
