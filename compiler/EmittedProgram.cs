using System.Reflection;
using System.Runtime.Loader;
using TinyTotIL.Compiler.Emission;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler;

/// <summary>A compiled program in memory.</summary>
public sealed class EmittedProgram
{
    internal EmittedProgram(AssemblyOutput output) => Output = output;

    /// <summary>The content of its files.</summary>
    public AssemblyOutput Output { get; }

    /// <summary>Loads the assembly into this process, into a context of its own that can be unloaded.</summary>
    public Assembly LoadAssembly()
    {
        var context = new AssemblyLoadContext(Output.Name, isCollectible: true);
        using var dll = new MemoryStream(Output.Dll, writable: false);
        using var pdb = Output.Pdb is null ? null : new MemoryStream(Output.Pdb, writable: false);
        return context.LoadFromStream(dll, pdb);
    }

    /// <summary>Loads the assembly and gives the program to run.</summary>
    public ProgramImage LoadImage() => ImageOf(LoadAssembly());

    /// <summary>The program of a loaded assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    public static ProgramImage ImageOf(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var type = assembly.EntryPoint!.DeclaringType!;
        return type.GetMethod(ModuleEmitter.ImageMethod)!.CreateDelegate<Func<ProgramImage>>()();
    }
}
