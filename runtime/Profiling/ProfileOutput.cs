using System.Diagnostics;
using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>Profiles as files.</summary>
public static class ProfileOutput
{
    /// <summary>The names a file may end with, for messages.</summary>
    public const string Extensions = ".speedscope.json, .json, .folded, .txt or .html";

    /// <summary>The form that the name of a file asks for; null when it asks for none.</summary>
    /// <param name="path">The file.</param>
    public static ProfileFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => ProfileFormat.Speedscope,
        ".folded" or ".txt" => ProfileFormat.CollapsedStacks,
        ".html" or ".htm" => ProfileFormat.Html,
        _ => null,
    };

    /// <summary>Writes a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="title">What was run.</param>
    /// <param name="format">The form.</param>
    /// <param name="weight">What collapsed stacks carry; the other forms have both.</param>
    public static byte[] Render(CallProfile profile, string title, ProfileFormat format, ProfileWeight weight)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return format switch
        {
            ProfileFormat.Speedscope => SpeedscopeWriter.Write(profile, title),
            ProfileFormat.Html => ProfilePage.Write(profile, title),
            _ => Encoding.UTF8.GetBytes(CollapsedStacks.Write(profile, weight)),
        };
    }

    /// <summary>What stands for a process.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="tree">The calls of the process, or of several.</param>
    internal static string TitleOf(CallProfile profile, ProfileTree tree)
    {
        string start = profile.NameOf(tree.Start);
        return tree.ProcessId == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{tree.Processes} more processes: {start}")
            : string.Create(CultureInfo.InvariantCulture, $"process {tree.ProcessId}: {start}");
    }

    /// <summary>What a node has itself.</summary>
    /// <param name="node">The node.</param>
    /// <param name="weight">What is asked for.</param>
    internal static long WeightOf(ProfileNode node, ProfileWeight weight) =>
        weight == ProfileWeight.Instructions ? node.Instructions : Microseconds(node.Ticks);

    /// <summary>Ticks of the stopwatch as microseconds.</summary>
    /// <param name="ticks">The ticks.</param>
    internal static long Microseconds(long ticks) => (long)Math.Round(ticks * 1e6 / Stopwatch.Frequency);

    /// <summary>The nodes of a tree, each behind the one above it.</summary>
    /// <param name="tree">The tree.</param>
    internal static IEnumerable<ProfileNode> NodesOf(ProfileTree tree)
    {
        var pending = new Stack<ProfileNode>([tree.Root]);
        while (pending.TryPop(out var node))
        {
            yield return node;
            for (int i = node.Children.Count - 1; i >= 0; i--)
            {
                pending.Push(node.Children[i]);
            }
        }
    }
}
