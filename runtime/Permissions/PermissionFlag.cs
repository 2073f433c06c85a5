using System.Diagnostics.CodeAnalysis;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Runtime.Permissions;

/// <summary>The spelling of permissions: on command lines, in errors and in what programs say themselves.</summary>
public static class PermissionFlag
{
    /// <summary>Denies everything that no other flag allows.</summary>
    public const string Sandbox = "--sandbox";

    private const string AllowPrefix = "--allow-";
    private const string DenyPrefix = "--deny-";

    /// <summary>All permissions.</summary>
    public static IReadOnlyList<Permission> Kinds { get; } = Enum.GetValues<Permission>();

    /// <summary>The word for a permission.</summary>
    /// <param name="permission">The permission.</param>
    public static string WordFor(Permission permission) => permission switch
    {
        Permission.Read => "read",
        Permission.Write => "write",
        Permission.Net => "net",
        Permission.Env => "env",
        Permission.Run => "run",
        _ => "db",
    };

    /// <summary>The permission of a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="permission">The permission.</param>
    public static bool TryKind(string word, out Permission permission)
    {
        foreach (var kind in Kinds)
        {
            if (WordFor(kind) == word)
            {
                permission = kind;
                return true;
            }
        }

        permission = default;
        return false;
    }

    /// <summary>The flag that allows a target, or everything of a kind.</summary>
    /// <param name="permission">The kind.</param>
    /// <param name="target">The target; null for everything.</param>
    public static string Allow(Permission permission, string? target = null) => Spell(AllowPrefix, permission, target);

    /// <summary>The flag that denies a target, or everything of a kind.</summary>
    /// <param name="permission">The kind.</param>
    /// <param name="target">The target; null for everything.</param>
    public static string Deny(Permission permission, string? target = null) => Spell(DenyPrefix, permission, target);

    /// <summary>Takes a flag other than <see cref="Sandbox"/> apart.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="permission">Its kind.</param>
    /// <param name="isDenial">Whether it denies.</param>
    /// <param name="targets">What it names; empty for everything.</param>
    /// <param name="problem">What is wrong with it, in one line; null when nothing is.</param>
    internal static bool TryRead(string flag, out Permission permission, out bool isDenial, out List<string> targets, [NotNullWhen(false)] out string? problem)
    {
        int equals = flag.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? flag : flag[..equals];
        isDenial = name.StartsWith(DenyPrefix, StringComparison.Ordinal);
        targets = [];
        if ((!isDenial && !name.StartsWith(AllowPrefix, StringComparison.Ordinal))
            || !TryKind(name[(isDenial ? DenyPrefix : AllowPrefix).Length..], out permission))
        {
            permission = default;
            problem = $"'{Shown(flag)}' is no permission; they are {Sandbox}, {AllowPrefix}KIND and {DenyPrefix}KIND, where KIND is {string.Join(", ", Kinds.Select(WordFor))}";
            return false;
        }

        targets = equals < 0 ? [] : TargetSet.Split(flag[(equals + 1)..]);
        problem = null;
        foreach (string target in targets)
        {
            problem ??= ProblemOf(permission, target) is { } text ? $"{name}: '{Shown(target)}' is {text}" : null;
        }

        return problem is null;
    }

    private static string? ProblemOf(Permission permission, string target) => permission switch
    {
        _ when target.Length == 0 => "no name; without = the flag means everything",
        _ when target.Contains('\0', StringComparison.Ordinal) => "no name, because it contains a NUL",
        Permission.Net when !NetworkTarget.TryRead(target, out _) => "neither HOST, HOST:PORT, an address nor a range of addresses such as 10.0.0.0/8",
        Permission.Env when target.Contains('=', StringComparison.Ordinal) => "no name of a variable",
        _ => null,
    };

    private static string Spell(string prefix, Permission permission, string? target) =>
        prefix + WordFor(permission) + (target is null ? "" : "=" + TargetSet.Quote(target));

    private static string Shown(string text) => DisplayText.Escape(DisplayText.Shorten(text));
}
