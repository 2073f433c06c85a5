using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>A local that registers share.</summary>
/// <param name="Type">What it holds.</param>
/// <param name="Name">What debuggers call it; null when they need not see it.</param>
internal readonly record struct LocalSlot(IrType Type, string? Name);
