namespace TinyTotIL.Runtime.Permissions;

/// <summary>A part of the outside world that a program may be kept from.</summary>
/// <remarks>Standard streams, time, the command line and the program's own modules are always there.</remarks>
public enum AccessKind
{
    /// <summary>Reading files and folders, and learning what there is.</summary>
    Read,

    /// <summary>Creating, changing and deleting files and folders.</summary>
    Write,

    /// <summary>The network.</summary>
    Net,

    /// <summary>Environment variables.</summary>
    Env,

    /// <summary>Starting other programs.</summary>
    Run,

    /// <summary>Databases.</summary>
    Db,
}
