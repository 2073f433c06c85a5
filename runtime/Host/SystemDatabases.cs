namespace TinyTotIL.Runtime.Host;

/// <summary>The databases of this machine and its network; what knows them is loaded when the first is connected to.</summary>
internal sealed class SystemDatabases : IDatabases
{
    /// <inheritdoc/>
    public Task<IDatabase> ConnectAsync(DatabaseTarget target, IDatabaseGuard? guard, CancellationToken cancellation) =>
        DataLibrary.Databases.ConnectAsync(target, guard, cancellation);
}
