using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler;

/// <summary>What compiling an expression or definition gave.</summary>
/// <param name="Procedure">A procedure without parameters that evaluates it; null when it was rejected.</param>
/// <param name="Diagnostics">What was found.</param>
public sealed record LispUnit(FunctionValue? Procedure, ImmutableArray<Diagnostic> Diagnostics);
