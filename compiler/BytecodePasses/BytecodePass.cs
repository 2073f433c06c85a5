namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>A pass over the bytecode of one module.</summary>
/// <param name="Name">Its name, as <c>--disable-pass</c> takes it.</param>
/// <param name="Run">Finds the changes.</param>
/// <param name="Reason">Why it stands where it stands in the pipeline.</param>
internal sealed record BytecodePass(string Name, Func<ModuleCode, CodeEdit> Run, string Reason);
