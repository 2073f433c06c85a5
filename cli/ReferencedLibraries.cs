using System.Reflection;
using System.Runtime.InteropServices;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli;

/// <summary>The assemblies a user gives to a program, as they are put beside it.</summary>
internal static class ReferencedLibraries
{
    /// <summary>The assemblies with what they need in turn of what lies beside them.</summary>
    /// <param name="references">The assemblies.</param>
    public static IEnumerable<CompanionLibrary> CompanionsOf(IReadOnlyList<Assembly> references)
    {
        string framework = RuntimeEnvironment.GetRuntimeDirectory();
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { typeof(ProcessContext).Assembly.GetName().Name! };
        var waiting = new Queue<string>(references.Select(assembly => assembly.Location));
        while (waiting.TryDequeue(out string? path))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (!found.Add(name))
            {
                continue;
            }

            yield return new CompanionLibrary(name, [new(Path.GetFileName(path), File.ReadAllBytes(path))]);
            foreach (string needed in Needs(path))
            {
                string beside = Path.Combine(Path.GetDirectoryName(path)!, needed + ".dll");
                if (!File.Exists(Path.Combine(framework, needed + ".dll")) && File.Exists(beside))
                {
                    waiting.Enqueue(beside);
                }
            }
        }
    }

    private static IEnumerable<string> Needs(string path)
    {
        using var file = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(path));
        if (!file.HasMetadata)
        {
            yield break;
        }

        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(file);
        foreach (var handle in metadata.AssemblyReferences)
        {
            yield return metadata.GetString(metadata.GetAssemblyReference(handle).Name);
        }
    }
}
