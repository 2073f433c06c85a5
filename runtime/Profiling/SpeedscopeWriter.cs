using System.Text.Json;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>A profile as speedscope reads it: two for each process, one by time and one by instructions.</summary>
internal static class SpeedscopeWriter
{
    private const string Schema = "https://www.speedscope.app/file-format-schema.json";

    /// <summary>Writes a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="title">What was run.</param>
    public static byte[] Write(CallProfile profile, string title)
    {
        var frames = new FrameTable();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("name", title);
            json.WriteString("exporter", "ttil");
            json.WriteNumber("activeProfileIndex", 0);
            json.WriteStartArray("profiles");
            foreach (var tree in profile.Trees)
            {
                string name = ProfileOutput.TitleOf(profile, tree);
                WriteProfile(json, tree, frames, $"{name} (time)", ProfileWeight.Time);
                WriteProfile(json, tree, frames, $"{name} (instructions)", ProfileWeight.Instructions);
            }

            json.WriteEndArray();
            json.WriteStartObject("shared");
            json.WriteStartArray("frames");
            foreach (int function in frames.Functions)
            {
                WriteFrame(json, profile, function);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteFrame(Utf8JsonWriter json, CallProfile profile, int function)
    {
        json.WriteStartObject();
        json.WriteString("name", profile.NameOf(function));
        if (profile.PlaceOf(function) is { } place)
        {
            json.WriteString("file", place.File);
            json.WriteNumber("line", place.Line);
            json.WriteNumber("col", Math.Max(1, place.Column));
        }

        json.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter json, ProfileTree tree, FrameTable frames, string name, ProfileWeight weight)
    {
        ProfileNode[] nodes = [.. ProfileOutput.NodesOf(tree).Where(node => ProfileOutput.WeightOf(node, weight) > 0)];
        json.WriteStartObject();
        json.WriteString("type", "sampled");
        json.WriteString("name", name);
        json.WriteString("unit", weight == ProfileWeight.Time ? "microseconds" : "none");
        json.WriteNumber("startValue", 0);
        json.WriteNumber("endValue", nodes.Sum(node => ProfileOutput.WeightOf(node, weight)));
        json.WriteStartArray("samples");
        foreach (var node in nodes)
        {
            json.WriteStartArray();
            foreach (int number in frames.StackOf(node))
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("weights");
        foreach (var node in nodes)
        {
            json.WriteNumberValue(ProfileOutput.WeightOf(node, weight));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
