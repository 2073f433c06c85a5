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

    /// <summary>What the program may do outside itself, in the runtime's form; empty for everything.</summary>
    public string Permissions { get; init; } = "";
}
