using System.Text;

namespace TinyTotIL.Runtime.Host;

/// <summary>Finds out what a path names by following it name by name.</summary>
/// <remarks>The system's own calls for this follow links that nobody put there: those of /proc, which lead to whatever a process has open.</remarks>
internal sealed class PathWalk
{
    /// <summary>Links after which the system gives up, and so do we.</summary>
    private const int MostLinks = 40;

    private static readonly char[] Separators = OperatingSystem.IsWindows() ? ['\\', '/'] : ['/'];

    private readonly Func<string, string?> _linkTarget;
    private readonly Func<string, HostException?> _enter;
    private readonly Stack<string> _pending = new();
    private string _place;
    private int _links;
    private string? _obstacle;
    private HostException? _problem;

    private PathWalk(string root, Func<string, string?> linkTarget, Func<string, HostException?> enter) =>
        (_place, _linkTarget, _enter) = (root, linkTarget, enter);

    /// <summary>Follows a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="current">The folder that relative paths begin at.</param>
    /// <param name="linkTarget">Says what a link holds; null for what is no link, or not there.</param>
    /// <param name="enter">Says why a path with <c>.</c> or <c>..</c> behind it leads nowhere: there is no such folder.</param>
    /// <returns>
    /// The path without <c>.</c>, <c>..</c>, links and a slash at its end; whether it meets a link of a process, where it ends then; and the first
    /// place that is no folder although <c>.</c> or <c>..</c> comes behind it, as if it were one.
    /// </returns>
    /// <exception cref="HostException">There are too many links.</exception>
    public static (string Path, bool IsThroughProcess, string? Obstacle, HostException? Problem) Follow(
        string path, string current, Func<string, string?> linkTarget, Func<string, HostException?> enter)
    {
        string whole = Path.Combine(current, path);
        var walk = new PathWalk(RootOf(whole), linkTarget, enter);
        walk.Add(whole);
        return walk.Run();
    }

    private static string RootOf(string path) => OperatingSystem.IsWindows() ? Path.GetPathRoot(Path.GetFullPath(path))! : "/";

    private (string Path, bool IsThroughProcess, string? Obstacle, HostException? Problem) Run()
    {
        while (_pending.TryPop(out string? name))
        {
            switch (name)
            {
                case "":
                    continue;

                case ".":
                    Enter();
                    continue;

                case "..":
                    Enter();
                    _place = Path.GetDirectoryName(_place) ?? _place;
                    continue;
            }

            string next = Path.Join(_place, name);
            if (_linkTarget(next) is not { } target)
            {
                _place = next;
                continue;
            }

            if (OperatingSystem.IsLinux() && IsInProcess(_place))
            {
                return (Rest(next), true, _obstacle, _problem);
            }

            if (++_links > MostLinks)
            {
                throw SystemError.Of(SystemError.TooManyLinks);
            }

            if (Path.IsPathRooted(target))
            {
                _place = RootOf(target);
            }

            Add(target);
        }

        return (_place, false, _obstacle, _problem);
    }

    /// <summary>Whether a folder belongs to a process, as <c>/proc/123/fd</c> does.</summary>
    /// <param name="path">The folder, without links.</param>
    public static bool IsInProcess(string path)
    {
        const string Processes = "/proc/";
        return path.StartsWith(Processes, StringComparison.Ordinal) && path.Length > Processes.Length && char.IsAsciiDigit(path[Processes.Length]);
    }

    private void Enter()
    {
        if (_problem is null && _enter(_place) is { } problem)
        {
            (_obstacle, _problem) = (_place, problem);
        }
    }

    private void Add(string path)
    {
        string rest = OperatingSystem.IsWindows() && Path.IsPathRooted(path) ? path[Path.GetPathRoot(path)!.Length..] : path;
        string[] names = rest.Split(Separators);
        for (int i = names.Length - 1; i >= 0; i--)
        {
            _pending.Push(names[i]);
        }
    }

    private string Rest(string start)
    {
        var path = new StringBuilder(start);
        foreach (string name in _pending)
        {
            path.Append('/').Append(name);
        }

        return path.ToString();
    }
}
