using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What few processes have; made on first use. Only the worker that runs the process touches it.</summary>
internal sealed class ProcessDetails
{
    /// <summary>Its links, by <see cref="LinkSignal.KeyFor(Process)"/>.</summary>
    public PeerTable<LinkSignal> Links;

    /// <summary>The monitors that watch it, by the number of the watcher.</summary>
    public PeerTable<MonitorSignal> Watchers;

    /// <summary>Its own monitors, by the number of the target.</summary>
    public PeerTable<MonitorSignal> Watched;

    /// <summary>Paths of the modules being loaded, in the order in which their loading began.</summary>
    public List<string> Loading => field ??= [];

    /// <summary>What it has called; null unless somebody counts.</summary>
    public ProfileTree? Profile { get; set; }

    /// <summary>Whether YIELD has already given up the slice that it is asked for again after.</summary>
    public bool HasYielded { get; set; }

    /// <summary>Whether exit signals become messages.</summary>
    public bool TrapsExits { get; set; }

    /// <summary>Whether it may have names.</summary>
    public bool HasNames { get; set; }

    /// <summary>Why it must end; null while it need not.</summary>
    public string? ExitReason { get; set; }

    /// <summary>What finds messages in a long mailbox; null while the mailbox is short.</summary>
    public MailboxIndex? Index { get; set; }

    /// <summary>The message that RECEIVE of Lisp looked at last; null before the first.</summary>
    public Message? Looked { get; set; }

    /// <summary>The alarm that the operation under way waits for; null when it waits for none.</summary>
    public Alarm? Alarm { get; set; }

    /// <summary>The timers it has started; null where memory is not limited, and for one that has started none.</summary>
    public OwnTimers? Timers { get; set; }

    /// <summary>Whether it has printed more than anyone has read, so that it must wait at the end of its slice.</summary>
    public bool AwaitsOutput { get; set; }

    /// <summary>Whether it will be woken when output has been written. Changes on other threads too.</summary>
    public bool IsOutputAwaited;

    /// <summary>The work elsewhere that the operation under way waits for; null when it waits for none.</summary>
    public Offload? Offload { get; set; }

    /// <summary>The future that the operation under way waits for; null when it waits for none.</summary>
    public Future? Awaited { get; set; }

    /// <summary>The futures that nobody but this process will complete; null when there are none.</summary>
    public List<Future>? Promised { get; set; }

    /// <summary>The outside world as it may see it, and those it starts; null when that is all the program may see.</summary>
    public HostServices? Host { get; set; }

    /// <summary>Is told how the process ends, if someone outside waits for it.</summary>
    public Completion? Completion { get; set; }

    /// <summary>Bytes allocated while it ran, since its memory was measured.</summary>
    public long Allocated { get; set; }

    /// <summary>Messages sent to it since then. Counted by the senders, and only where memory is limited.</summary>
    public int Arrived;

    /// <summary>Bytes of which it may allocate so many until its memory is measured again.</summary>
    public long MeasureAfter { get; set; }

    /// <summary>What it has as a supervisor; null when it is none.</summary>
    public Supervision? Supervision { get; set; }

    /// <summary>Whose child it is; null when it has no supervisor.</summary>
    public Supervised? Supervised { get; set; }

    /// <summary>What it has in force in Lisp; see <see cref="ProcessContext.DynamicState"/>.</summary>
    public Value DynamicState { get; set; } = ProcessContext.NoDynamicState;

    /// <summary>The innermost saved frame that belongs to a continuation, as all those outside of it do; null when none does.</summary>
    public SavedFrame? Shared { get; set; }

    /// <summary>Questions about it that wait until all its frames are saved.</summary>
    public List<InfoRequest>? Questions { get; set; }

    /// <summary>Its own question about another, or about itself, that PROCESS_INFO waits for.</summary>
    public InfoRequest? Asked { get; set; }

    /// <summary>The link with a process; null when there is none.</summary>
    /// <param name="other">The number of the process; any number.</param>
    /// <param name="isMaker">Whether this process asked for it.</param>
    public LinkSignal? LinkWith(long other, bool isMaker) =>
        (ulong)other <= long.MaxValue >> 1 ? Links.Get(LinkSignal.KeyFor(other, isMaker)) : null;
}
