using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>SQL databases.</summary>
public interface IDatabases
{
    /// <summary>Opens a connection.</summary>
    /// <remarks>
    /// Where the target <see cref="DatabaseTarget.KeepsThread"/>, this and everything done with the connection is finished when the call returns. Every failure is a
    /// <see cref="HostException"/> with the database's own sentence.
    /// </remarks>
    /// <param name="target">What to connect to.</param>
    /// <param name="guard">Is asked about everything beyond the target that SQL text can reach on this machine; null when all of it is allowed.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    [Needs(AccessKind.Read, AccessKind.Write, AccessKind.Net, AccessKind.Db)]
    Task<IDatabase> ConnectAsync(DatabaseTarget target, IDatabaseGuard? guard, CancellationToken cancellation);
}
