using System.Net;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>Connects only to the permitted databases, by files and hosts that are permitted too.</summary>
/// <param name="inner">Connects.</param>
/// <param name="files">The file system, without a guard.</param>
/// <param name="network">The network, without a guard of these rules; null where there is none.</param>
/// <param name="rules">What is permitted.</param>
internal sealed class GuardedDatabases(IDatabases inner, IFileSystem files, INetwork? network, AccessRules rules) : IDatabases, IDatabaseGuard
{
    private const string SocketFolder = "/";

    /// <summary>What connects without a guard.</summary>
    public IDatabases Inner => inner;

    /// <inheritdoc/>
    public async Task<IDatabase> ConnectAsync(DatabaseTarget target, IDatabaseGuard? guard, CancellationToken cancellation)
    {
        if (target.Kind == DatabaseKind.Sqlite)
        {
            return await inner.ConnectAsync(target.Path is { } path ? PermittedFile(target, path) : Permitted(target, path: null), this, cancellation).ConfigureAwait(false);
        }

        Permitted(target, path: null);
        if (target.Host.StartsWith(SocketFolder, StringComparison.Ordinal))
        {
            Demand(AccessKind.Read, target.Host);
            Demand(AccessKind.Write, target.Host);
        }
        else
        {
            Check(rules.HostRefusal(target.Host, target.Port));
            await CheckAddresses(target, cancellation).ConfigureAwait(false);
        }

        return await inner.ConnectAsync(target, this, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void CheckFile(string? path)
    {
        if (path is null)
        {
            // It can be any, so not even a rule that denies a single one can be kept.
            Check(rules.KeepsFilesOrDatabases ? ErrorText.PermissionComputedFile : null);
            return;
        }

        _ = PermittedFile(new DatabaseTarget { Kind = DatabaseKind.Sqlite, Path = path }, path);
    }

    /// <summary>Whether a connection string names a database that is permitted.</summary>
    /// <param name="text">The connection string.</param>
    public bool Permits(string text)
    {
        if (!DatabaseTarget.TryParse(text, out var target, out _))
        {
            return false;
        }

        try
        {
            using var place = target.Path is { } path ? files.Find(path) : null;
            var found = place is null ? target : new DatabaseTarget { Kind = target.Kind, Path = place.FullPath };
            return rules.DatabaseRefusal(found, target.Path) is null;
        }
        catch (HostException)
        {
            return false;
        }
    }

    private static void Check(string? refusal)
    {
        if (refusal is not null)
        {
            throw new HostException(refusal);
        }
    }

    private DatabaseTarget Permitted(DatabaseTarget target, string? path)
    {
        Check(rules.DatabaseRefusal(target, path));
        return target;
    }

    /// <summary>The target with the path that was asked about, so that it is the file that is opened.</summary>
    private DatabaseTarget PermittedFile(DatabaseTarget target, string path)
    {
        using var place = files.Find(path);
        var found = new DatabaseTarget { Kind = target.Kind, Path = place.FullPath, IsReadOnly = target.IsReadOnly, Settings = target.Settings };
        Check(rules.DatabaseRefusal(found, path));
        Check(rules.FileRefusal(AccessKind.Read, path, place));
        if (!target.IsReadOnly)
        {
            Check(rules.FileRefusal(AccessKind.Write, path, place));
        }

        if (rules.KeepsFilesOrDatabases)
        {
            // A database of such a name would itself be taken for the journal of another.
            Check(SystemSqliteFiles.IsCompanion(place.FullPath) ? ErrorText.PermissionDatabaseJournal : null);
            Check(SystemSqliteFiles.HasForeignJournal(place.FullPath) ? ErrorText.PermissionForeignJournal : null);
        }

        // The path found leads around the obstacle, so it is not where the one asked for leads.
        return place.Obstacle is null ? found : throw place.Problem!;
    }

    private void Demand(AccessKind kind, string path)
    {
        using var place = files.Find(path);
        Check(rules.FileRefusal(kind, path, place));
    }

    /// <summary>The library looks the name up once more by itself, so a name whose addresses change between the two can lead elsewhere.</summary>
    private async Task CheckAddresses(DatabaseTarget target, CancellationToken cancellation)
    {
        if (network is null || rules.IsWhole(AccessKind.Net))
        {
            return;
        }

        foreach (string text in await network.ResolveAsync(target.Host, cancellation).ConfigureAwait(false))
        {
            Check(rules.AddressRefusal(target.Host, IPAddress.Parse(text), target.Port));
        }
    }
}
