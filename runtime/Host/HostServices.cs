namespace TinyTotIL.Runtime.Host;

/// <summary>The outside world as a program sees it. An embedder or a test replaces any part.</summary>
/// <param name="Console">Standard streams.</param>
/// <param name="Files">The file system.</param>
/// <param name="Clock">Time.</param>
/// <param name="Environment">Environment variables and the command line.</param>
/// <param name="Programs">Starting other programs.</param>
public sealed record HostServices(IConsole Console, IFileSystem Files, IClock Clock, IEnvironment Environment, IProgramLauncher Programs)
{
    /// <summary>The network; null where there is none.</summary>
    public INetwork? Network { get; init; }

    /// <summary>SQL databases; null where there are none.</summary>
    public IDatabases? Databases { get; init; }
}
