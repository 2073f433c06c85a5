using System.Text.Json.Nodes;
using TinyTotIL.Runtime.Natives;

namespace TinyTotIL.Cli;

/// <summary>The libraries that only some compiled programs need: what this ttil has been built with, as its own manifest lists it.</summary>
internal static class DataFiles
{
    private const string Library = "TinyTotIL.Runtime.Data";

    /// <summary>The parts of a library's entry that say which files it has.</summary>
    private static readonly string[] FileLists = ["runtime", "runtimeTargets"];

    private static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>The libraries for a need, each with its files.</summary>
    /// <param name="needs">What a program needs.</param>
    public static IReadOnlyList<DataLibrary> For(DataLibraries needs)
    {
        if (needs == DataLibraries.None)
        {
            return [];
        }

        var known = Known();
        var found = new Dictionary<string, DataLibrary> { [Library] = known[Library] with { Dependencies = [] } };
        Collect(known, needs.HasFlag(DataLibraries.DelimitedText) ? ["CsvHelper"] : [], found);
        Collect(known, needs.HasFlag(DataLibraries.Databases) ? ["Npgsql", "SQLitePCLRaw.bundle_e_sqlite3"] : [], found);
        return [.. found.Values];
    }

    /// <summary>Reads a file of a library.</summary>
    /// <param name="path">Where it lies beside the program, and beside ttil.</param>
    public static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Folder, path));

    private static void Collect(Dictionary<string, DataLibrary> known, IEnumerable<string> names, Dictionary<string, DataLibrary> found)
    {
        foreach (string name in names)
        {
            if (known.TryGetValue(name, out var library) && found.TryAdd(name, library))
            {
                Collect(known, library.Dependencies, found);
            }
        }
    }

    private static Dictionary<string, DataLibrary> Known()
    {
        var manifest = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, "ttil.deps.json")))!;
        var target = manifest["targets"]![(string)manifest["runtimeTarget"]!["name"]!]!.AsObject();
        var known = new Dictionary<string, DataLibrary>();
        foreach (var (key, entry) in target)
        {
            string name = key[..key.IndexOf('/', StringComparison.Ordinal)];
            known[name] = new DataLibrary(name, [.. Names(entry!["dependencies"])], [.. FileLists.SelectMany(list => Files(entry[list]))]);
        }

        return known;
    }

    private static IEnumerable<string> Names(JsonNode? list) => list?.AsObject().Select(item => item.Key) ?? [];

    private static IEnumerable<DataFile> Files(JsonNode? list)
    {
        foreach (var (path, facts) in list?.AsObject() ?? [])
        {
            // What is for every system lies in the folder itself, whatever its place in the package was.
            string? system = (string?)facts!["rid"];
            yield return new DataFile(system is null ? Path.GetFileName(path) : path, system, (string?)facts["assetType"]);
        }
    }
}
