using System.Collections.Immutable;

namespace TinyTotIL.Runtime.Permissions;

/// <summary>What an <c>--allow-...</c> or <c>--deny-...</c> flag names: everything of its kind, some targets, or nothing.</summary>
/// <param name="IsAll">Whether it is everything.</param>
/// <param name="Targets">The targets as written.</param>
internal sealed record TargetSet(bool IsAll, ImmutableArray<string> Targets)
{
    /// <summary>Nothing.</summary>
    public static TargetSet None { get; } = new(IsAll: false, []);

    /// <summary>Everything.</summary>
    public static TargetSet All { get; } = new(IsAll: true, []);

    /// <summary>Whether it is nothing.</summary>
    public bool IsNone => !IsAll && Targets.IsEmpty;

    /// <summary>This and more.</summary>
    /// <param name="targets">More; empty for everything.</param>
    public TargetSet With(IReadOnlyCollection<string> targets) =>
        IsAll || targets.Count == 0 ? All : new TargetSet(IsAll: false, [.. Targets, .. targets.Except(Targets)]);

    /// <summary>Takes a comma-separated list apart; two commas stand for one in a name.</summary>
    /// <param name="text">The list.</param>
    public static List<string> Split(string text)
    {
        var names = new List<string>();
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != ',')
            {
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == ',')
            {
                i++;
                continue;
            }

            names.Add(text[start..i].Replace(",,", ",", StringComparison.Ordinal));
            start = i + 1;
        }

        return names;
    }

    /// <summary>A name as it stands in such a list.</summary>
    /// <param name="name">The name.</param>
    public static string Quote(string name) => name.Replace(",", ",,", StringComparison.Ordinal);
}
