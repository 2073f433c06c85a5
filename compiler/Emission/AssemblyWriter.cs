using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Turns an assembly into the bytes of its files. The same assembly always gives the same bytes.</summary>
internal static class AssemblyWriter
{
    // Concurrent collection keeps generation 0 small, which doubles the cost of programs that allocate much. The delay
    // before hot methods are compiled again is 100 ms by default, longer than many programs run; programs with processes run so much of the
    // runtime library from the start, scheduler and mailboxes, that it pays to begin at once.
    private static string RuntimeConfig(bool usesProcesses) =>
        $$"""
        {
          "runtimeOptions": {
            "tfm": "net10.0",
            "rollForward": "Major",
            "framework": {
              "name": "Microsoft.NETCore.App",
              "version": "10.0.0"
            },
            "configProperties": {
              "System.GC.Concurrent": false,
              "System.Globalization.Invariant": true,
              "System.Runtime.TieredCompilation.CallCountingDelayMs": {{(usesProcesses ? 0 : 10)}}
            }
          }
        }

        """;

    /// <summary>Writes an assembly to memory.</summary>
    /// <param name="assembly">The assembly; its methods are complete.</param>
    /// <param name="withSymbols">Whether to write symbols for debuggers beside it.</param>
    /// <param name="usesProcesses">Whether the program has processes.</param>
    public static AssemblyOutput Write(AssemblyDefinition assembly, bool withSymbols, bool usesProcesses = false)
    {
        using var dll = new MemoryStream();
        using var pdb = withSymbols ? new MemoryStream() : null;
        var parameters = new WriterParameters
        {
            // The module's identity is a hash of its content, and the time stamp in the header says nothing.
            DeterministicMvid = true,
            Timestamp = 0,
            WriteSymbols = withSymbols,
        };
        if (withSymbols)
        {
            parameters.SymbolWriterProvider = new PortablePdbWriterProvider();
            parameters.SymbolStream = pdb;
        }

        assembly.Write(dll, parameters);
        return new AssemblyOutput(assembly.Name.Name, dll.ToArray(), pdb?.ToArray(), RuntimeConfig(usesProcesses));
    }
}
