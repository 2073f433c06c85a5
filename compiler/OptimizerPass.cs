namespace TinyTotIL.Compiler;

/// <summary>An optimizer pass, as a user can name it.</summary>
/// <param name="Name">Its name, for <see cref="CompilationOptions.DisabledPasses"/>.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Level">The lowest optimization level that runs it.</param>
public sealed record OptimizerPass(string Name, string Summary, int Level);
