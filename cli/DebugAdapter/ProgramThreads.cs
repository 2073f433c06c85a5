using System.Globalization;
using System.Text.Json.Nodes;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>The processes, which editors show as threads.</summary>
/// <param name="channel">Where to it is told that one begins or ends.</param>
/// <param name="program">The program's file, which names the first process.</param>
internal sealed class ProgramThreads(AdapterChannel channel, string program)
{
    /// <summary>The first process.</summary>
    public const long Main = 1;

    /// <summary>As many are shown at once; an editor that shows threads has no use for more.</summary>
    private const int MostShown = 1000;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, string> _names = [];

    /// <summary>A process has begun.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="start">Where it begins.</param>
    public void Begin(long process, string start)
    {
        lock (_lock)
        {
            if (_names.Count >= MostShown || !_names.TryAdd(process, process == Main ? DisplayText.Escape(Path.GetFileName(program)) : start))
            {
                return;
            }
        }

        Tell(process, "started");
    }

    /// <summary>A process has ended.</summary>
    /// <param name="process">Its number.</param>
    public void End(long process)
    {
        bool wasShown;
        lock (_lock)
        {
            wasShown = _names.Remove(process);
        }

        if (wasShown)
        {
            Tell(process, "exited");
        }
    }

    /// <summary>All processes have ended.</summary>
    public void EndAll()
    {
        long[] left;
        lock (_lock)
        {
            left = [.. _names.Keys];
        }

        foreach (long process in left)
        {
            End(process);
        }
    }

    /// <summary>The processes as the editor shows them.</summary>
    /// <param name="session">Knows the names they are registered under; null while the program runs.</param>
    /// <param name="stopped">The process that has stopped, which is shown in any case; 0 for none.</param>
    public JsonArray List(DebugSession? session, long stopped)
    {
        lock (_lock)
        {
            var rows = new JsonArray();
            if (session is { StepsBack: > 0 })
            {
                // Names are those of the present, which others may have had.
                return [.. session.Processes(0, MostShown).Select(process => Describe(process.Id, _names.GetValueOrDefault(process.Id, ""), session: null))];
            }

            foreach (var (process, start) in _names)
            {
                rows.Add(Describe(process, start, session));
            }

            if (stopped > 0 && !_names.ContainsKey(stopped))
            {
                rows.Add(Describe(stopped, "", session));
            }

            return rows;
        }
    }

    private static JsonObject Describe(long process, string start, DebugSession? session)
    {
        string name = session?.NameOf(process) ?? "";
        string text = name.Length > 0 ? $"{DisplayText.Escape(DisplayText.Shorten(name))} ({start})" : start;
        return new JsonObject { ["id"] = process, ["name"] = string.Create(CultureInfo.InvariantCulture, $"{process} {text}").TrimEnd() };
    }

    private void Tell(long process, string what) => channel.SendEvent("thread", new JsonObject { ["reason"] = what, ["threadId"] = process });
}
