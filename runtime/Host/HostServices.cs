using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>The outside world as a program sees it. An embedder or a test replaces any part.</summary>
/// <param name="Console">Standard streams.</param>
/// <param name="Files">The file system.</param>
/// <param name="Clock">Time.</param>
/// <param name="Environment">Environment variables and the command line.</param>
/// <param name="Programs">Starting other programs.</param>
public sealed record HostServices(IConsole Console, IFileSystem Files, IClock Clock, IEnvironment Environment, IProgramLauncher Programs)
{
    private static readonly Dictionary<string, HostFunction> NoFunctions = [];

    private AccessRules? _rules;

    /// <summary>The network; null where there is none.</summary>
    public INetwork? Network { get; init; }

    /// <summary>SQL databases; null where there are none.</summary>
    public IDatabases? Databases { get; init; }

    /// <summary>Functions of the host's own, by the name that NATIVE calls them.</summary>
    public IReadOnlyDictionary<string, HostFunction> Functions { get; init; } = NoFunctions;

    /// <summary>What of it is permitted.</summary>
    public PermissionPolicy Permissions { get; private init; } = PermissionPolicy.Everything;

    /// <summary>Looked up when something is asked: most programs have no rules, and none should wait for them to be made.</summary>
    private AccessRules Rules => _rules ?? AccessRules.None;

    /// <summary>The environment as the runtime itself sees it, for its own settings.</summary>
    internal IEnvironment Settings => Environment is GuardedEnvironment guarded ? guarded.Inner : Environment;

    /// <summary>This world for someone who may do only what a policy permits, and what is permitted here already.</summary>
    /// <remarks>A part that is replaced afterwards has no guard.</remarks>
    /// <param name="policy">The policy. What its paths name, and its programs, is found now.</param>
    public HostServices Restrict(PermissionPolicy policy) => policy.IsEverything ? this : RestrictFurther(policy);

    /// <summary>Apart, because what it uses need not be loaded where there is nothing to restrict.</summary>
    private HostServices RestrictFurther(PermissionPolicy policy)
    {
        var files = Files is GuardedFileSystem guardedFiles ? guardedFiles.Inner : Files;
        var programs = Programs is GuardedProgramLauncher guardedPrograms ? guardedPrograms.Inner : Programs;
        var databases = Databases is GuardedDatabases guardedDatabases ? guardedDatabases.Inner : Databases;
        AccessLayer[] added = [.. Permissions.NewLayersOf(policy).Select(layer => new AccessLayer(layer, files, programs))];
        if (added.Length == 0)
        {
            return this;
        }

        var rules = Rules.And(added);
        return this with
        {
            _rules = rules,
            Permissions = Permissions.And(policy),
            Files = new GuardedFileSystem(files, rules),
            Environment = new GuardedEnvironment(Settings, rules),
            Programs = new GuardedProgramLauncher(programs, rules),
            Network = Network?.WithGuard(new NetworkGuard(AccessRules.None.And(added))),
            Databases = databases is null ? null : new GuardedDatabases(databases, files, Network, rules),
        };
    }

    /// <summary>Whether everything of a kind is permitted.</summary>
    /// <param name="permission">The kind.</param>
    public bool Permits(AccessKind permission) => Rules.IsWhole(permission);

    /// <summary>Whether an access is permitted.</summary>
    /// <param name="permission">Its kind.</param>
    /// <param name="target">What it is to, as a flag names it: a path, host, variable, command or database.</param>
    public bool Permits(AccessKind permission, string target) => permission switch
    {
        AccessKind.Read or AccessKind.Write => Files is not GuardedFileSystem files || files.Permits(permission, target),
        AccessKind.Env => Rules.VariableRefusal(target) is null,
        AccessKind.Run => Rules.ProgramRefusal(target, Programs.Find(target)) is null,
        AccessKind.Net => NetworkTarget.TryDivide(target, out string host, out int? port) && Rules.HostRefusal(host, port) is null,
        _ => Databases is not GuardedDatabases databases || databases.Permits(target),
    };
}
