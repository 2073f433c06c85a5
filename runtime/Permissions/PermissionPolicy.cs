using System.Diagnostics.CodeAnalysis;

namespace TinyTotIL.Runtime.Permissions;

/// <summary>What a program, or a process of it, may do outside itself. It can be narrowed and never widened.</summary>
/// <remarks>A policy is as its flags say it: paths are taken for what they name, and names of programs looked up, when a host is restricted.</remarks>
public sealed class PermissionPolicy
{
    /// <summary>How often a policy can be narrowed: every access is compared with each.</summary>
    public const int MostLayers = 32;

    /// <summary>No name contains this.</summary>
    private const char Separator = '\0';

    private readonly PermissionLayer[] _layers;

    private PermissionPolicy(PermissionLayer[] layers) => _layers = layers;

    /// <summary>Permits everything.</summary>
    public static PermissionPolicy Everything { get; } = new([]);

    /// <summary>Permits nothing, as <c>--sandbox</c> alone does.</summary>
    public static PermissionPolicy Nothing => field ??= new([PermissionLayer.Nothing]);

    /// <summary>Whether it permits everything.</summary>
    public bool IsEverything => _layers.Length == 0;

    /// <summary>Each set of flags in one line, the widest first; all must permit an access.</summary>
    public IEnumerable<string> Lines => Layers.Select(layer => layer.Text);

    /// <summary>The sets of flags.</summary>
    internal IReadOnlyList<PermissionLayer> Layers => _layers;

    /// <summary>Reads flags as they stand on a command line, such as <c>--sandbox</c> and <c>--allow-read=data</c>.</summary>
    /// <param name="flags">The flags.</param>
    /// <param name="policy">What they permit.</param>
    /// <param name="problem">What is wrong with them, in one line; null when nothing is.</param>
    public static bool TryRead(IEnumerable<string> flags, [NotNullWhen(true)] out PermissionPolicy? policy, [NotNullWhen(false)] out string? problem)
    {
        bool isRead = PermissionLayer.TryRead(flags, out var layer, out problem);
        policy = isRead ? layer!.IsEverything ? Everything : new PermissionPolicy([layer]) : null;
        return isRead;
    }

    /// <summary>Reads flags that are known to be right.</summary>
    /// <param name="flags">The flags.</param>
    /// <exception cref="FormatException">They are not.</exception>
    public static PermissionPolicy Of(params IEnumerable<string> flags) => TryRead(flags, out var policy, out string? problem) ? policy : throw new FormatException(problem);

    /// <summary>Permits what both permit.</summary>
    /// <param name="other">The other.</param>
    public PermissionPolicy And(PermissionPolicy other)
    {
        PermissionLayer[] added = other.IsEverything ? [] : [.. NewLayersOf(other)];
        return added.Length == 0 ? this : new PermissionPolicy([.. Layers, .. added]);
    }

    /// <summary>The layers of another policy that are not here yet.</summary>
    /// <param name="other">The other.</param>
    internal IEnumerable<PermissionLayer> NewLayersOf(PermissionPolicy other) => other.Layers.Where(layer => !Layers.Any(own => own.Text == layer.Text));

    /// <summary>The form in which a compiled program keeps its policy, which has one set of flags.</summary>
    public string Serialize() => string.Join(Separator, Layers.SelectMany(layer => layer.Flags));

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    public static PermissionPolicy Deserialize(string text) => text.Length == 0 ? Everything : Of(text.Split(Separator));

    /// <inheritdoc/>
    public override string ToString() => string.Join(" and ", Lines);
}
