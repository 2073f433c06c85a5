using System.Text.Json.Nodes;
using TinyTotIL.Runtime.Natives;

namespace TinyTotIL.Cli;

/// <summary>The libraries that only some compiled programs need: what this ttil has been built with, as its own manifest lists it.</summary>
internal static class DataCompanions
{
    private const string Library = "TinyTotIL.Runtime.Data";

    private static readonly string[] DelimitedText = ["CsvHelper"];

    private static readonly string[] Databases = ["Npgsql", "SQLitePCLRaw.bundle_e_sqlite3"];

    private static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>The libraries for a need.</summary>
    /// <param name="needs">What a program needs.</param>
    public static IReadOnlyList<CompanionLibrary> For(DataLibraries needs)
    {
        if (needs == DataLibraries.None)
        {
            return [];
        }

        var entries = Entries();
        var found = new Dictionary<string, CompanionLibrary> { [Library] = Of(Library, entries[Library]) };
        Collect(entries, needs.HasFlag(DataLibraries.DelimitedText) ? DelimitedText : [], found);
        Collect(entries, needs.HasFlag(DataLibraries.Databases) ? Databases : [], found);
        return [.. found.Values.Where(library => library.Files.Count > 0)];
    }

    private static void Collect(Dictionary<string, JsonObject> entries, IEnumerable<string> names, Dictionary<string, CompanionLibrary> found)
    {
        foreach (string name in names)
        {
            if (entries.TryGetValue(name, out var entry) && found.TryAdd(name, Of(name, entry)))
            {
                Collect(entries, entry["dependencies"]?.AsObject().Select(item => item.Key) ?? [], found);
            }
        }
    }

    /// <summary>What the manifest says of each library.</summary>
    private static Dictionary<string, JsonObject> Entries()
    {
        var manifest = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, "ttil.deps.json")))!;
        var target = manifest["targets"]![(string)manifest["runtimeTarget"]!["name"]!]!.AsObject();
        return target.ToDictionary(item => item.Key[..item.Key.IndexOf('/', StringComparison.Ordinal)], item => item.Value!.AsObject());
    }

    private static CompanionLibrary Of(string name, JsonObject entry) =>
        new(name, [.. FilesOf(entry, "runtimeTargets"), .. FilesOf(entry, "runtime")]);

    private static IEnumerable<CompanionFile> FilesOf(JsonObject entry, string list)
    {
        foreach (var (place, facts) in entry[list]?.AsObject() ?? [])
        {
            // What is for every system lies in the folder itself, whatever its place in the package was.
            string? system = (string?)facts!["rid"];
            string path = system is null ? Path.GetFileName(place) : place;
            yield return new CompanionFile(path, File.ReadAllBytes(Path.Combine(Folder, path)), system, (string?)facts["assetType"] == "native");
        }
    }
}
