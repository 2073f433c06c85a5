using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>A profile as a line for each stack: the functions from the outermost on, with semicolons between, and the weight.</summary>
internal static class CollapsedStacks
{
    /// <summary>Writes a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="weight">What the lines end with.</param>
    public static string Write(CallProfile profile, ProfileWeight weight)
    {
        var text = new StringBuilder();
        var names = new Dictionary<int, string>();
        foreach (var tree in profile.Trees)
        {
            string process = Clean(ProfileOutput.TitleOf(profile, tree));
            foreach (var node in ProfileOutput.NodesOf(tree))
            {
                long own = ProfileOutput.WeightOf(node, weight);
                if (own > 0)
                {
                    text.Append(process);
                    AppendStack(text, profile, node, names);
                    text.Append(CultureInfo.InvariantCulture, $" {own}\n");
                }
            }
        }

        return text.ToString();
    }

    private static void AppendStack(StringBuilder text, CallProfile profile, ProfileNode node, Dictionary<int, string> names)
    {
        var stack = new Stack<string>();
        // What the process itself has stands beside its functions, as in the other forms.
        for (var each = node; each is not null && (each.Parent is not null || each == node); each = each.Parent)
        {
            if (!names.TryGetValue(each.Function, out string? name))
            {
                names.Add(each.Function, name = Clean(NameOf(profile, each.Function)));
            }

            stack.Push(name);
        }

        foreach (string name in stack)
        {
            text.Append(';').Append(name);
        }
    }

    /// <summary>With the place, because many procedures have no name of their own.</summary>
    private static string NameOf(CallProfile profile, int function) => profile.PlaceOf(function) is { } place
        ? string.Create(CultureInfo.InvariantCulture, $"{profile.NameOf(function)} ({place.File}:{place.Line})")
        : profile.NameOf(function);

    /// <summary>What separates lines and functions does not stand in a name, nor anything that a terminal would obey.</summary>
    private static string Clean(string name) => DisplayText.Escape(name).Replace(';', ':');
}
