using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>One set of flags, with its paths and programs found in the world that it restricts.</summary>
internal sealed class AccessLayer
{
    /// <summary>Finds what the flags name.</summary>
    /// <param name="layer">The flags.</param>
    /// <param name="files">The file system.</param>
    /// <param name="programs">Knows programs.</param>
    public AccessLayer(PermissionLayer layer, IFileSystem files, IProgramLauncher programs)
    {
        Read = new KindRules<PathRule>(layer, AccessKind.Read, path => Bind(files, path));
        Write = new KindRules<PathRule>(layer, AccessKind.Write, path => Bind(files, path));
        Variables = new KindRules<string>(layer, AccessKind.Env, name => name);
        Programs = new KindRules<ProgramRule>(layer, AccessKind.Run, name => new ProgramRule(name, programs.Find(name)));
        Network = new KindRules<NetworkTarget>(layer, AccessKind.Net, Parse);
        Databases = new KindRules<DatabaseRule>(layer, AccessKind.Db, text => new DatabaseRule(text, path => Bind(files, path)));
    }

    /// <summary>Files to read.</summary>
    public KindRules<PathRule> Read { get; }

    /// <summary>Files to write.</summary>
    public KindRules<PathRule> Write { get; }

    /// <summary>Environment variables.</summary>
    public KindRules<string> Variables { get; }

    /// <summary>Programs to start.</summary>
    public KindRules<ProgramRule> Programs { get; }

    /// <summary>Hosts to connect to, and addresses to listen at.</summary>
    public KindRules<NetworkTarget> Network { get; }

    /// <summary>Databases to connect to.</summary>
    public KindRules<DatabaseRule> Databases { get; }

    private static PathRule Bind(IFileSystem files, string path)
    {
        try
        {
            using var place = files.Find(path);
            return new PathRule(path, place.FullPath);
        }
        catch (HostException)
        {
            // What cannot be, such as a ring of links, is spelled like nothing else.
            return new PathRule(path, Path.GetFullPath(path));
        }
    }

    private static NetworkTarget Parse(string text) =>
        NetworkTarget.TryRead(text, out var target) ? target : throw new FormatException($"'{text}' names no target; flags are checked when they are read.");
}
