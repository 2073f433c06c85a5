using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler;

/// <summary>What loading a program gave.</summary>
/// <param name="Program">The program; null when a diagnostic is an error.</param>
/// <param name="Diagnostics">What there is to say, in order.</param>
public sealed record LoadResult(LoadedProgram? Program, ImmutableArray<Diagnostic> Diagnostics);
