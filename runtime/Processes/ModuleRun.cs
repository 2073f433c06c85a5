using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>One run of a module's top level, or of the main program: what it exports, imported and numbered so far.</summary>
public sealed class ModuleRun
{
    /// <summary>Begins a run.</summary>
    /// <param name="image">The program.</param>
    /// <param name="module">Number of the module that runs.</param>
    /// <param name="cache">Imports already done by the importer, copied; null for the main program.</param>
    /// <param name="addresses">The numbering to begin with; null for the module's own.</param>
    public ModuleRun(ProgramImage image, int module, IReadOnlyDictionary<string, Scope>? cache, AddressSpace? addresses = null)
    {
        Module = module;
        Addresses = addresses ?? new AddressSpace(module, image.Modules[module].Length);
        Cache = cache is null ? [] : new Dictionary<string, Scope>(cache);
    }

    /// <summary>Number of the module that runs.</summary>
    public int Module { get; }

    /// <summary>The run that waits at an IMPORT for this one; null for the main program.</summary>
    internal ModuleRun? Importer { get; init; }

    /// <summary>The variables of the whole program as the main program, or the last call from .NET code, has left them.</summary>
    internal Value[] Globals { get; set; } = [];

    /// <summary>What EXPORT has published so far.</summary>
    public Scope Exports { get; } = new();

    /// <summary>Exports of the modules already imported, by path text.</summary>
    public Dictionary<string, Scope> Cache { get; }

    /// <summary>How this run numbers instructions.</summary>
    public AddressSpace Addresses { get; internal set; }
}
