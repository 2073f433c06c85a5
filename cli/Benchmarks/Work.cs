using TinyTotIL.Compiler;

namespace TinyTotIL.Cli.Benchmarks;

/// <summary>What an engine is given to do.</summary>
/// <param name="Program">The program.</param>
/// <param name="Units">The units of work in one run.</param>
/// <param name="Expected">What it prints.</param>
internal sealed record Work(LoadedProgram Program, long Units, ExpectedOutput Expected);
