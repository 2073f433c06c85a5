using System.Diagnostics.CodeAnalysis;

namespace TinyTotIL.Runtime.Permissions;

/// <summary>What one set of flags permits. What a layer denies, no other can allow.</summary>
internal sealed class PermissionLayer
{
    private readonly TargetSet[] _allowed;
    private readonly TargetSet[] _denied;

    private PermissionLayer(bool isSandbox, TargetSet[] allowed, TargetSet[] denied)
    {
        (IsSandbox, _allowed, _denied) = (isSandbox, allowed, denied);
        Text = string.Join(' ', Flags);
    }

    /// <summary>Denies everything.</summary>
    public static PermissionLayer Nothing { get; } = new(isSandbox: true, Empty(), Empty());

    /// <summary>Whether only that is permitted which a flag allows.</summary>
    public bool IsSandbox { get; }

    /// <summary>Whether it permits everything.</summary>
    public bool IsEverything => !IsSandbox && Array.TrueForAll(_denied, set => set.IsNone);

    /// <summary>The flags, in one line.</summary>
    public string Text { get; }

    /// <summary>The flags.</summary>
    public IEnumerable<string> Flags
    {
        get
        {
            IEnumerable<string> first = IsSandbox ? [PermissionFlag.Sandbox] : [];
            return first.Concat(PermissionFlag.Kinds.SelectMany(kind => Spell(_allowed[(int)kind], target => PermissionFlag.Allow(kind, target))))
                .Concat(PermissionFlag.Kinds.SelectMany(kind => Spell(_denied[(int)kind], target => PermissionFlag.Deny(kind, target))));
        }
    }

    /// <summary>What is allowed of a kind, unless it is denied.</summary>
    /// <param name="permission">The kind.</param>
    public TargetSet Allowed(AccessKind permission) => IsSandbox ? _allowed[(int)permission] : TargetSet.All;

    /// <summary>What is denied of a kind, allowed or not.</summary>
    /// <param name="permission">The kind.</param>
    public TargetSet Denied(AccessKind permission) => _denied[(int)permission];

    /// <summary>Reads flags.</summary>
    /// <param name="flags">The flags.</param>
    /// <param name="layer">What they permit.</param>
    /// <param name="problem">What is wrong with them, in one line; null when nothing is.</param>
    public static bool TryRead(IEnumerable<string> flags, [NotNullWhen(true)] out PermissionLayer? layer, [NotNullWhen(false)] out string? problem)
    {
        bool isSandbox = false;
        string? allowing = null;
        var (allowed, denied) = (Empty(), Empty());
        layer = null;
        foreach (string flag in flags)
        {
            if (flag == PermissionFlag.Sandbox)
            {
                isSandbox = true;
                continue;
            }

            if (!PermissionFlag.TryRead(flag, out var kind, out bool isDenial, out var targets, out problem))
            {
                return false;
            }

            allowing ??= isDenial ? null : PermissionFlag.Allow(kind);
            var sets = isDenial ? denied : allowed;
            sets[(int)kind] = sets[(int)kind].With(targets);
        }

        // Whoever allows one thing means to deny the rest, and running on with everything would be a bad surprise.
        problem = allowing is not null && !isSandbox ? $"{allowing} needs {PermissionFlag.Sandbox}; without it everything is allowed" : null;
        layer = problem is null ? new PermissionLayer(isSandbox, allowed, denied) : null;
        return layer is not null;
    }

    private static TargetSet[] Empty() => [.. PermissionFlag.Kinds.Select(_ => TargetSet.None)];

    private static IEnumerable<string> Spell(TargetSet set, Func<string?, string> spell) => set.IsAll ? [spell(null)] : set.Targets.Select(spell);
}
