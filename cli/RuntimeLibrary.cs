using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Runtime.Natives;

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

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>The plain copy; the build keeps one where it has put machine code into the library itself.</summary>
    private static readonly string PlainCopy = Path.Combine(Folder, "plain", FileName);

    /// <summary>Reads the library as plain IL.</summary>
    public static byte[] ReadPlain() => File.ReadAllBytes(HasMachineCode ? PlainCopy : Path.Combine(Folder, FileName));

    /// <summary>The files that belong beside a program.</summary>
    /// <param name="program">Path of the program's assembly.</param>
    /// <param name="plain">The library as plain IL.</param>
    /// <param name="needs">What the program needs beyond it.</param>
    public static IEnumerable<OutputFile> FilesFor(string program, byte[] plain, DataLibraries needs)
    {
        string folder = Path.GetDirectoryName(program) ?? "";
        var libraries = DataFiles.For(needs);
        yield return new OutputFile(
            Path.ChangeExtension(program, ".deps.json"), Encoding.UTF8.GetBytes(Manifest(Path.GetFileNameWithoutExtension(program), libraries)));
        yield return new OutputFile(Path.Combine(folder, FileName), plain);
        if (HasMachineCode)
        {
            yield return new OutputFile(Path.Combine(folder, "runtimes", MachineCodeSystem, FileName), File.ReadAllBytes(Path.Combine(Folder, FileName)));
        }

        foreach (var file in libraries.SelectMany(library => library.Files))
        {
            yield return new OutputFile(Path.Combine(folder, file.Path), DataFiles.Read(file.Path));
        }
    }

    private static bool HasMachineCode => File.Exists(PlainCopy);

    /// <summary>The runtime identifier of the system this was built on.</summary>
    private static string MachineCodeSystem =>
        typeof(RuntimeLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == SystemKey).Value!;

    private static string Manifest(string program, IReadOnlyList<DataLibrary> libraries)
    {
        const string Target = ".NETCoreApp,Version=v10.0";
        var machineCode = new DataFile($"runtimes/{MachineCodeSystem}/{FileName}", MachineCodeSystem, "runtime");
        var runtime = new DataLibrary(Name, [], [new DataFile(FileName, null, null), .. HasMachineCode ? [machineCode] : Array.Empty<DataFile>()]);
        DataLibrary[] all = [new DataLibrary(program, [], [new DataFile(program + ".dll", null, null)]), runtime, .. libraries];
        var targets = new JsonObject();
        var list = new JsonObject();
        foreach (var library in all)
        {
            bool isProgram = library == all[0];
            targets[Key(library)] = Entry(isProgram ? [.. all.Skip(1).Select(other => other.Name)] : library.Dependencies, library.Files);
            list[Key(library)] = new JsonObject { ["type"] = isProgram ? "project" : "reference", ["serviceable"] = false, ["sha512"] = "" };
        }

        var manifest = new JsonObject
        {
            ["runtimeTarget"] = new JsonObject { ["name"] = Target },
            ["targets"] = new JsonObject { [Target] = targets },
            ["libraries"] = list,
        };
        return manifest.ToJsonString(Indented) + "\n";
    }

    private static string Key(DataLibrary library) => library.Name + "/1.0.0";

    private static JsonObject Entry(IEnumerable<string> dependencies, IReadOnlyList<DataFile> files)
    {
        var entry = new JsonObject
        {
            ["dependencies"] = new JsonObject(dependencies.Select(name => KeyValuePair.Create(name, (JsonNode?)"1.0.0"))),
            ["runtime"] = new JsonObject(files.Where(file => file.System is null).Select(file => KeyValuePair.Create(file.Path, (JsonNode?)new JsonObject()))),
        };
        var forSystems = files.Where(file => file.System is not null)
            .Select(file => KeyValuePair.Create(file.Path, (JsonNode?)new JsonObject { ["rid"] = file.System, ["assetType"] = file.Kind }));
        if (forSystems.Any())
        {
            entry["runtimeTargets"] = new JsonObject(forSystems);
        }

        return entry;
    }
}
