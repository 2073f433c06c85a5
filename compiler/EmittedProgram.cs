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

    /// <summary>Loads the assembly into this process, into a context of its own.</summary>
    /// <param name="canUnload">
    /// Whether its memory is given back when nothing uses it any more. Such code starts more slowly, so it is for
    /// hosts and tests that load many programs.
    /// </param>
    public Assembly LoadAssembly(bool canUnload)
    {
        var context = new AssemblyLoadContext(Output.Name, canUnload);
        using var dll = new MemoryStream(Output.Dll, writable: false);
        using var pdb = Output.Pdb is null ? null : new MemoryStream(Output.Pdb, writable: false);
        return context.LoadFromStream(dll, pdb);
    }

    /// <summary>Loads the assembly and gives the program to run.</summary>
    /// <param name="canUnload">As for <see cref="LoadAssembly"/>.</param>
    public ProgramImage LoadImage(bool canUnload = false) => ImageOf(LoadAssembly(canUnload));

    /// <summary>The program of a loaded assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    public static ProgramImage ImageOf(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var type = assembly.EntryPoint!.DeclaringType!;
        return type.GetMethod(ModuleEmitter.ImageMethod, BindingFlags.Static | BindingFlags.NonPublic, Type.EmptyTypes)!.CreateDelegate<Func<ProgramImage>>()();
    }
}
