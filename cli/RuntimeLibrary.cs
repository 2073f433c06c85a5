using System.Reflection;
using System.Text;
using System.Text.Json;

namespace TinyTotIL.Cli;

/// <summary>The library that compiled programs run with, as it is put beside them.</summary>
/// <remarks>
/// Beside a program lies plain IL, which runs everywhere. Where ttil was built with machine code, a second copy with machine code for this system lies in a folder
/// of its own, and a manifest tells .NET to take that on such a system: a third of the time a short program takes would otherwise
/// go into compiling the library.
/// </remarks>
internal static class RuntimeLibrary
{
    /// <summary>Name of its file.</summary>
    public const string FileName = Name + ".dll";

    private const string Name = "TinyTotIL.Runtime";

    /// <summary>Name, in the assembly's metadata, of the system that machine code is for; the build says so.</summary>
    private const string SystemKey = "MachineCodeFor";

    private static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>The plain copy; the build keeps one where it has put machine code into the library itself.</summary>
    private static readonly string PlainCopy = Path.Combine(Folder, "plain", FileName);

    /// <summary>Reads the library as plain IL.</summary>
    public static byte[] ReadPlain() => File.ReadAllBytes(HasMachineCode ? PlainCopy : Path.Combine(Folder, FileName));

    /// <summary>The files that belong beside a program.</summary>
    /// <param name="program">Path of the program's assembly.</param>
    /// <param name="plain">The library as plain IL.</param>
    public static IEnumerable<OutputFile> FilesFor(string program, byte[] plain)
    {
        string folder = Path.GetDirectoryName(program) ?? "";
        yield return new OutputFile(Path.ChangeExtension(program, ".deps.json"), Encoding.UTF8.GetBytes(Manifest(Path.GetFileNameWithoutExtension(program))));
        yield return new OutputFile(Path.Combine(folder, FileName), plain);
        if (HasMachineCode)
        {
            yield return new OutputFile(Path.Combine(folder, "runtimes", MachineCodeSystem, FileName), File.ReadAllBytes(Path.Combine(Folder, FileName)));
        }
    }

    private static bool HasMachineCode => File.Exists(PlainCopy);

    /// <summary>The runtime identifier of the system this was built on.</summary>
    private static string MachineCodeSystem =>
        typeof(RuntimeLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == SystemKey).Value!;

    private static string Manifest(string program)
    {
        string escaped = JsonEncodedText.Encode(program).ToString();
        string forSystem = HasMachineCode
            ? $$"""
              ,
                      "runtimeTargets": { "runtimes/{{MachineCodeSystem}}/{{FileName}}": { "rid": "{{MachineCodeSystem}}", "assetType": "runtime" } }
              """
            : "";
        return $$"""
            {
              "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
              "targets": {
                ".NETCoreApp,Version=v10.0": {
                  "{{escaped}}/1.0.0": {
                    "dependencies": { "{{Name}}": "1.0.0" },
                    "runtime": { "{{escaped}}.dll": {} }
                  },
                  "{{Name}}/1.0.0": {
                    "runtime": { "{{FileName}}": {} }{{forSystem}}
                  }
                }
              },
              "libraries": {
                "{{escaped}}/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
                "{{Name}}/1.0.0": { "type": "reference", "serviceable": false, "sha512": "" }
              }
            }

            """;
    }
}
