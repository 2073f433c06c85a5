using System.Collections.Concurrent;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Adds up what each process does: its slices, reductions, time and messages.</summary>
/// <remarks>
/// A record belongs to the worker that runs its process, which is the only one to change it. What has ended is added to the others
/// that began at the same place, so a program that starts a million processes one after another needs no more memory than one.
/// </remarks>
public sealed class ProfileObserver : ProcessObserver
{
    /// <summary>With more processes than this, those that began at the same place share a line.</summary>
    internal const int MostProcesses = 40;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<long, ProcessProfile> _alive = [];
    private readonly SortedDictionary<long, ProcessProfile> _first = [];
    private readonly Dictionary<string, ProcessProfile> _ended = [];
    private SchedulerView? _view;
    private bool _isGrouped;

    /// <summary>The table: a line for each process, or for each place where processes began when there are many.</summary>
    public string Render()
    {
        lock (_gate)
        {
            return _first.Count <= MostProcesses
                ? ProfileReport.OfProcesses(_first)
                : ProfileReport.OfStarts(Groups());
        }
    }

    /// <inheritdoc/>
    public override void Began(SchedulerView view) => _view = view;

    /// <inheritdoc/>
    public override void Spawned(Process process, Process? parent)
    {
        ArgumentNullException.ThrowIfNull(process);
        var profile = new ProcessProfile(_view!.StartOf(process));
        _alive[process.Id] = profile;
        if (Volatile.Read(ref _isGrouped))
        {
            return;
        }

        lock (_gate)
        {
            // One more than are shown says that there are too many to show.
            _first[process.Id] = profile;
            _isGrouped = _first.Count > MostProcesses;
        }
    }

    /// <inheritdoc/>
    public override void Sent(Process? sender, long receiver, Value message)
    {
        if (ProfileOf(sender) is { } profile)
        {
            profile.Sent++;
        }
    }

    /// <inheritdoc/>
    public override void Received(Process process, Value message)
    {
        if (ProfileOf(process) is { } profile)
        {
            // A mailbox is never fuller than just before something is taken out of it, or at the end of a slice.
            profile.Received++;
            profile.PeakMailbox = Math.Max(profile.PeakMailbox, process.MailboxLength + 1);
        }
    }

    /// <inheritdoc/>
    public override void Ran(Process process, long reductions, long elapsed)
    {
        if (ProfileOf(process) is { } profile)
        {
            profile.Slices++;
            profile.Reductions += reductions;
            profile.Ticks += elapsed;
            profile.PeakMailbox = Math.Max(profile.PeakMailbox, process.MailboxLength);
        }
    }

    /// <inheritdoc/>
    public override void Exited(Process process, string reason)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (!_alive.TryRemove(process.Id, out var profile))
        {
            return;
        }

        profile.AddReason(DisplayText.Escape(DisplayText.Shorten(reason)));
        lock (_gate)
        {
            AddTo(_ended, profile);
        }
    }

    private static void AddTo(Dictionary<string, ProcessProfile> groups, ProcessProfile profile)
    {
        if (!groups.TryGetValue(profile.Start, out var group))
        {
            groups.Add(profile.Start, group = new ProcessProfile(profile.Start) { Processes = 0 });
        }

        group.Add(profile);
    }

    private ProcessProfile? ProfileOf(Process? process) => process is not null && _alive.TryGetValue(process.Id, out var profile) ? profile : null;

    private Dictionary<string, ProcessProfile>.ValueCollection Groups()
    {
        var groups = new Dictionary<string, ProcessProfile>(StringComparer.Ordinal);
        foreach (var profile in _ended.Values.Concat(_alive.Values))
        {
            AddTo(groups, profile);
        }

        return groups.Values;
    }
}
