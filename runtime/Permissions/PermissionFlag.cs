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
    public static IReadOnlyList<AccessKind> Kinds { get; } = Enum.GetValues<AccessKind>();

    /// <summary>The word for a permission.</summary>
    /// <param name="permission">The permission.</param>
    public static string WordFor(AccessKind permission) => permission switch
    {
        AccessKind.Read => "read",
        AccessKind.Write => "write",
        AccessKind.Net => "net",
        AccessKind.Env => "env",
        AccessKind.Run => "run",
        _ => "db",
    };

    /// <summary>The permission of a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="permission">The permission.</param>
    public static bool TryKind(string word, out AccessKind permission)
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
    public static string Allow(AccessKind permission, string? target = null) => Spell(AllowPrefix, permission, target);

    /// <summary>The flag that denies a target, or everything of a kind.</summary>
    /// <param name="permission">The kind.</param>
    /// <param name="target">The target; null for everything.</param>
    public static string Deny(AccessKind permission, string? target = null) => Spell(DenyPrefix, permission, target);

    /// <summary>Takes a flag other than <see cref="Sandbox"/> apart.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="permission">Its kind.</param>
    /// <param name="isDenial">Whether it denies.</param>
    /// <param name="targets">What it names; empty for everything.</param>
    /// <param name="problem">What is wrong with it, in one line; null when nothing is.</param>
    internal static bool TryRead(string flag, out AccessKind permission, out bool isDenial, out List<string> targets, [NotNullWhen(false)] out string? problem)
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

    private static string? ProblemOf(AccessKind permission, string target) => permission switch
    {
        _ when target.Length == 0 => "no name; without = the flag means everything",
        _ when target.Contains('\0', StringComparison.Ordinal) => "no name, because it contains a NUL",
        AccessKind.Net when !NetworkTarget.TryRead(target, out _) => "neither HOST, HOST:PORT, an address nor a range of addresses such as 10.0.0.0/8",
        AccessKind.Env when target.Contains('=', StringComparison.Ordinal) => "no name of a variable",
        AccessKind.Db when !IsDatabase(target) => "neither sqlite, postgres, sqlite:FILE nor postgres://HOST/DATABASE",
        _ => null,
    };

    private static bool IsDatabase(string target) =>
        target is "sqlite" or "postgres" || target.StartsWith("sqlite:", StringComparison.Ordinal) || target.StartsWith("postgres://", StringComparison.Ordinal);

    private static string Spell(string prefix, AccessKind permission, string? target) =>
        prefix + WordFor(permission) + (target is null ? "" : "=" + TargetSet.Quote(target));

    private static string Shown(string text) => DisplayText.Escape(DisplayText.Shorten(text));
}
