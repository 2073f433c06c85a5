using System.Collections.Immutable;
using System.Net;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>Says whether an access is permitted: the one place that does.</summary>
/// <param name="layers">Sets of flags; each must permit it.</param>
internal sealed class AccessRules(ImmutableArray<AccessLayer> layers)
{
    private static readonly StringComparison NameComparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Everything is permitted.</summary>
    public static AccessRules None { get; } = new([]);

    /// <summary>Whether nothing of the files is kept from the program, not even what they show of other kinds.</summary>
    public bool SeesAllFiles { get; } = layers.All(layer => layer.Read.IsWhole && layer.Write.IsWhole && layer.Variables.IsWhole && layer.Programs.IsWhole);

    /// <summary>Whether every variable is permitted.</summary>
    public bool SeesAllVariables { get; } = layers.All(layer => layer.Variables.IsWhole);

    /// <summary>Whether files or databases are kept from the program, so that it must not make those that SQLite would act upon.</summary>
    public bool KeepsFilesOrDatabases { get; } = !layers.All(layer => layer.Read.IsWhole && layer.Write.IsWhole && layer.Databases.IsWhole);

    /// <summary>Whether everything of a kind is permitted.</summary>
    /// <param name="permission">The kind.</param>
    public bool IsWhole(AccessKind permission) => layers.All(layer => permission switch
    {
        AccessKind.Read => layer.Read.IsWhole,
        AccessKind.Write => layer.Write.IsWhole,
        AccessKind.Net => layer.Network.IsWhole,
        AccessKind.Env => layer.Variables.IsWhole,
        AccessKind.Run => layer.Programs.IsWhole,
        _ => layer.Databases.IsWhole,
    });

    /// <summary>These rules and more.</summary>
    /// <param name="added">More.</param>
    public AccessRules And(IEnumerable<AccessLayer> added) => new([.. layers, .. added]);

    /// <summary>Why a file may not be read or written; null when it may.</summary>
    /// <param name="permission">Reading or writing.</param>
    /// <param name="path">The path as the program gave it.</param>
    /// <param name="place">What it names.</param>
    /// <remarks>Who hears of an obstacle on the way must be allowed to use that as well.</remarks>
    public string? FileRefusal(AccessKind permission, string path, FilePlace place) =>
        PathRefusal(permission, path, place.FullPath)
        ?? (place.Obstacle is { } obstacle ? PathRefusal(permission, path, obstacle) : null)
        ?? (place.IsThroughProcess ? ErrorText.PermissionThroughProcess : ProcessRefusal(permission, place.FullPath));

    /// <summary>Why a folder may not be moved with all that is in it; null when nothing there is denied.</summary>
    /// <param name="place">The folder.</param>
    public string? RefusalBelow(FilePlace place) =>
        First(layer => layer.Read.Denial(rule => rule.IsBelow(place.FullPath)) ?? layer.Write.Denial(rule => rule.IsBelow(place.FullPath)));

    /// <summary>Why a variable may not be seen or set; null when it may.</summary>
    /// <param name="name">The variable.</param>
    public string? VariableRefusal(string name) =>
        First(layer => layer.Variables.Refusal(name, rule => name.Equals(rule, NameComparison), rule => name.Equals(rule, NameComparison)));

    /// <summary>Why a program may not be started; null when it may.</summary>
    /// <param name="command">The command as the program gave it.</param>
    /// <param name="place">The file it would run.</param>
    public string? ProgramRefusal(string command, ProgramPlace? place) =>
        First(layer => layer.Programs.Refusal(command, rule => rule.Is(place), rule => rule.Touches(place)));

    /// <summary>Why a host may not be talked to; null when it may, as far as its name says.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port; null where only the host counts.</param>
    public string? HostRefusal(string host, int? port)
    {
        var address = NetworkTarget.AddressOf(host);
        return First(layer => layer.Network.Refusal(
            NetworkFlagText.Of(host, port),
            rule => rule.HasPort(port) && (address is null ? rule.HasName(host) : rule.HasAddress(address)),
            rule => (port is null ? rule.HasEveryPort : rule.HasPort(port)) && (rule.HasName(host) || (address is not null && ReachedBy(address).Any(rule.HasAddress)))));
    }

    /// <summary>Why an address may not be talked to; null when it may. Its host has been asked about before.</summary>
    /// <param name="host">The name it was found by, or itself.</param>
    /// <param name="address">The address.</param>
    /// <param name="port">The port.</param>
    public string? AddressRefusal(string host, IPAddress address, int port)
    {
        bool isName = NetworkTarget.AddressOf(host) is null;
        return First(layer => layer.Network.Refusal(
            NetworkFlagText.Of(host, port),
            rule => rule.HasPort(port) && (isName ? rule.HasName(host) : rule.HasAddress(address)),
            rule => rule.HasPort(port) && ReachedBy(address).Any(rule.HasAddress)));
    }

    /// <summary>Why an address of this machine may not be listened at; null when it may.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port.</param>
    public string? ListenRefusal(IPAddress address, int port)
    {
        // All addresses are also each that is denied.
        bool isEvery = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
        return First(layer => layer.Network.Refusal(
            NetworkFlagText.Of(address.ToString(), port),
            rule => rule.HasPort(port) && rule.HasAddress(address),
            rule => rule.HasPort(port) && (isEvery ? rule.HasAddresses : rule.HasAddress(address))));
    }

    /// <summary>Why a database may not be connected to; null when it may, as far as its file or host may be used.</summary>
    /// <param name="target">The database; the path of a file is without links.</param>
    /// <param name="path">Its path as the program gave it; null when it is no file.</param>
    public string? DatabaseRefusal(DatabaseTarget target, string? path) =>
        First(layer => layer.Databases.Refusal(path is null ? target.Id : $"sqlite:{path}", rule => rule.Covers(target), rule => rule.Touches(target, path)));

    /// <summary>Where an address leads to: those that stand for every address lead to this machine.</summary>
    private static IPAddress[] ReachedBy(IPAddress address)
    {
        var normal = NetworkRange.Normal(address);
        return normal.Equals(IPAddress.Any) || normal.Equals(IPAddress.IPv6Any) ? [normal, IPAddress.Loopback, IPAddress.IPv6Loopback] : [normal];
    }

    private string? PathRefusal(AccessKind permission, string path, string fullPath) =>
        First(layer => (permission == AccessKind.Read ? layer.Read : layer.Write).Refusal(path, rule => rule.Covers(fullPath), rule => rule.Touches(path, fullPath)));

    /// <summary>What the system shows of processes as files: their variables are variables, and to change them is to change what they run.</summary>
    private string? ProcessRefusal(AccessKind permission, string fullPath)
    {
        if (!OperatingSystem.IsLinux() || !PathWalk.IsInProcess(fullPath))
        {
            return null;
        }

        if (permission == AccessKind.Write)
        {
            return IsWhole(AccessKind.Run) ? null : ErrorText.PermissionMissing(PermissionFlag.Allow(AccessKind.Run));
        }

        return Path.GetFileName(fullPath) is "environ" or "mem" && !IsWhole(AccessKind.Env) ? ErrorText.PermissionMissing(PermissionFlag.Allow(AccessKind.Env)) : null;
    }

    private string? First(Func<AccessLayer, string?> refusal)
    {
        foreach (var layer in layers)
        {
            if (refusal(layer) is { } text)
            {
                return text;
            }
        }

        return null;
    }
}
