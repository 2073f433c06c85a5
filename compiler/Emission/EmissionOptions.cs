using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Emission;

/// <summary>What emission should produce.</summary>
/// <param name="AssemblyName">Simple name of the assembly.</param>
/// <param name="RuntimeAssembly">The bytes of the runtime DLL, whose metadata the output refers to.</param>
/// <param name="WithSymbols">Whether to write symbols for debuggers.</param>
/// <param name="Check">Whether to check the evaluation stack of every method; a failure is our own fault.</param>
/// <param name="WithListings">Whether to keep a readable listing of every method.</param>
internal sealed record EmissionOptions(string AssemblyName, byte[] RuntimeAssembly, bool WithSymbols, bool Check, bool WithListings)
{
    /// <summary>Whether HASH is to give what upstream's does.</summary>
    public bool UpstreamHash { get; init; }

    /// <summary>The address of the first instruction: not 0 for code that joins a program that runs.</summary>
    public int FirstAddress { get; init; }

    /// <summary>Where instructions stand in the source; null for as much as the symbols of traces say.</summary>
    public SourceMap? Sources { get; init; }

    /// <summary>The name under which debuggers are to look for a file; null for the one it was read by.</summary>
    public Func<string, string>? DocumentName { get; init; }

    /// <summary>Whether debuggers can stop at every line and see every variable; the code has steps, and the JIT does not optimize it.</summary>
    public bool Debuggable { get; init; }

    /// <summary>What the program may do outside itself, in the runtime's form; empty for everything.</summary>
    public string Permissions { get; init; } = "";

    /// <summary>What the program tells of itself while it runs.</summary>
    public Instrumentation Instrumentation { get; init; }

    /// <summary>What is shown of the program, whoever runs it.</summary>
    public ExecutionReports Reports { get; init; }

    /// <summary>What observers may know of its instructions; null where nobody observes them.</summary>
    public InstructionFacts? Facts { get; init; }
}
