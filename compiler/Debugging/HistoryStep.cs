using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>The start of an instruction.</summary>
/// <param name="Process">The process that ran it.</param>
/// <param name="Machine">The machine before it.</param>
/// <param name="Slot">The variable of the whole program that it sets; -1 for none.</param>
/// <param name="Replaced">What that variable held; unset when nothing.</param>
internal readonly record struct HistoryStep(long Process, RecordedMachine Machine, int Slot, Value Replaced);
