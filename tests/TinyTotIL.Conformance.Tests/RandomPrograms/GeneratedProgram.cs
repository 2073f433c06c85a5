using System.Collections.Immutable;
using System.Text;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Conformance.Tests.Fakes;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>A generated program: the main module first, then those it may import.</summary>
/// <param name="Modules">The files.</param>
internal sealed record GeneratedProgram(ImmutableArray<GeneratedModule> Modules)
{
    /// <summary>The path of the main program.</summary>
    public string Path => Modules[0].Path;

    /// <summary>The files as the compiler reads them.</summary>
    public IModuleSource ToSource() =>
        new MemoryModuleSource(Modules.ToDictionary(module => module.Path, module => Encoding.UTF8.GetBytes(module.ToString())));

    /// <summary>All files with their names.</summary>
    public override string ToString() =>
        string.Concat(Modules.Select(module => $";;;;; {module.Path}\n{module}"));
}
