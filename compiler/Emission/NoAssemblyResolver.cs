using Mono.Cecil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Finds no assembly: the one that matters comes from the caller as bytes, and Cecil's own search reads disks.</summary>
internal sealed class NoAssemblyResolver : IAssemblyResolver
{
    /// <summary>The only one needed.</summary>
    public static NoAssemblyResolver Instance { get; } = new();

    /// <inheritdoc/>
    public AssemblyDefinition? Resolve(AssemblyNameReference name) => null;

    /// <inheritdoc/>
    public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters) => null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
