using System.Text.Json;

namespace TinyTotIL.Cli;

/// <summary>The manifest beside a compiled program, from which <c>dotnet</c> learns what lies there and what of it is for which system.</summary>
/// <remarks>With a manifest, what it does not name is not found, so it names everything.</remarks>
internal static class ProgramManifest
{
    private const string Framework = ".NETCoreApp,Version=v10.0";
    private const string Version = "1.0.0";

    /// <summary>Writes it.</summary>
    /// <param name="program">Simple name of the program's assembly.</param>
    /// <param name="libraries">What it runs with.</param>
    public static byte[] Of(string program, IReadOnlyList<CompanionLibrary> libraries)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartObject("runtimeTarget");
            json.WriteString("name", Framework);
            json.WriteEndObject();
            json.WriteStartObject("targets");
            json.WriteStartObject(Framework);
            WriteProgram(json, program, libraries);
            foreach (var library in libraries)
            {
                WriteLibrary(json, library);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("libraries");
            WriteEntry(json, program, "project");
            foreach (var library in libraries)
            {
                WriteEntry(json, library.Name, "reference");
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void WriteProgram(Utf8JsonWriter json, string program, IReadOnlyList<CompanionLibrary> libraries)
    {
        json.WriteStartObject($"{program}/{Version}");
        json.WriteStartObject("dependencies");
        foreach (var library in libraries)
        {
            json.WriteString(library.Name, Version);
        }

        json.WriteEndObject();
        json.WriteStartObject("runtime");
        WriteEmpty(json, program + ".dll");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLibrary(Utf8JsonWriter json, CompanionLibrary library)
    {
        json.WriteStartObject($"{library.Name}/{Version}");
        json.WriteStartObject("runtime");
        foreach (var file in library.Files.Where(file => file.System is null))
        {
            WriteEmpty(json, file.Path);
        }

        json.WriteEndObject();
        if (library.Files.Any(file => file.System is not null))
        {
            json.WriteStartObject("runtimeTargets");
            foreach (var file in library.Files.Where(file => file.System is not null))
            {
                json.WriteStartObject(file.Path);
                json.WriteString("rid", file.System);
                json.WriteString("assetType", file.IsNative ? "native" : "runtime");
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject($"{name}/{Version}");
        json.WriteString("type", type);
        json.WriteBoolean("serviceable", false);
        json.WriteString("sha512", "");
        json.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteEndObject();
    }
}
