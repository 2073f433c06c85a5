using System.Net;
using System.Text;
using System.Text.Json;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>A profile as a page that needs nothing but itself: flame graphs by time and by instructions, and a table of functions.</summary>
/// <remarks>
/// Names come from programs, so they go into the page only as JSON that has no character with a meaning in HTML, and the script of the page
/// shows them as text.
/// </remarks>
internal static class ProfilePage
{
    private const string Resource = "TinyTotIL.Runtime.Profiling.ProfilePage.html";

    /// <summary>Writes a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="title">What was run.</param>
    public static byte[] Write(CallProfile profile, string title)
    {
        using var stream = typeof(ProfilePage).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The page of profiles is missing in the runtime.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string[] parts = reader.ReadToEnd().Split("@data@");
        string shown = WebUtility.HtmlEncode($"Profile of {title}");
        return Encoding.UTF8.GetBytes(parts[0].Replace("@title@", shown, StringComparison.Ordinal) + DataOf(profile) + parts[1]);
    }

    private static string DataOf(CallProfile profile)
    {
        var frames = new FrameTable();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("processes");
            foreach (var tree in profile.Trees)
            {
                WriteProcess(json, profile, tree, frames);
            }

            json.WriteEndArray();
            json.WriteStartArray("frames");
            foreach (int function in frames.Functions)
            {
                WriteFrame(json, profile, function);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteFrame(Utf8JsonWriter json, CallProfile profile, int function)
    {
        json.WriteStartObject();
        json.WriteString("name", profile.NameOf(function));
        if (profile.PlaceOf(function) is { } place)
        {
            json.WriteString("file", place.File);
            json.WriteNumber("line", place.Line);
            json.WriteBoolean("library", place.File.StartsWith("std/", StringComparison.Ordinal));
        }

        json.WriteEndObject();
    }

    /// <summary>Each node is an array: function, node above, calls, instructions, microseconds, values made.</summary>
    private static void WriteProcess(Utf8JsonWriter json, CallProfile profile, ProfileTree tree, FrameTable frames)
    {
        var numbers = new Dictionary<ProfileNode, int>(ReferenceEqualityComparer.Instance);
        json.WriteStartObject();
        json.WriteString("name", ProfileOutput.TitleOf(profile, tree));
        json.WriteStartArray("nodes");
        foreach (var node in ProfileOutput.NodesOf(tree))
        {
            numbers.Add(node, numbers.Count);
            json.WriteStartArray();
            json.WriteNumberValue(frames.NumberOf(node.Function));
            json.WriteNumberValue(node.Parent is null ? -1 : numbers[node.Parent]);
            json.WriteNumberValue(node.Calls);
            json.WriteNumberValue(node.Instructions);
            json.WriteNumberValue(ProfileOutput.Microseconds(node.Ticks));
            json.WriteNumberValue(node.Allocations);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
