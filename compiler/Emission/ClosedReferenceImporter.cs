using Mono.Cecil;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Lets the output refer to <c>System.Runtime</c> and the runtime, each once, and to nothing else.</summary>
/// <remarks>
/// Cecil takes two references of one name for two assemblies when they are different objects. And a signature that
/// mentions another assembly would make the output depend on it unnoticed, so that is refused here by name.
/// </remarks>
internal sealed class ClosedReferenceImporter : DefaultMetadataImporter
{
    /// <summary>Simple name of the runtime's assembly.</summary>
    public const string RuntimeName = "TinyTotIL.Runtime";

    private ClosedReferenceImporter(ModuleDefinition module)
        : base(module)
    {
    }

    /// <summary>Makes one for each module created with it.</summary>
    public static IMetadataImporterProvider Provider { get; } = new ProviderOfClosed();

    /// <inheritdoc/>
    public override AssemblyNameReference ImportReference(AssemblyNameReference name)
    {
        foreach (var known in module.AssemblyReferences)
        {
            if (known.Name == name.Name)
            {
                return known;
            }
        }

        if (name.Name != RuntimeName)
        {
            throw new InternalCompilerException("emit", $"a signature would make the output depend on {name.Name}");
        }

        return base.ImportReference(name);
    }

    private sealed class ProviderOfClosed : IMetadataImporterProvider
    {
        public IMetadataImporter GetMetadataImporter(ModuleDefinition module) => new ClosedReferenceImporter(module);
    }
}
