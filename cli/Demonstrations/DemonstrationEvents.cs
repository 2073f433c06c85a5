using System.Collections.Concurrent;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Cli.Demonstrations;

/// <summary>Notes what the processes of a demonstration do.</summary>
internal sealed class DemonstrationEvents : ProcessObserver
{
    private readonly ConcurrentDictionary<long, long> _parents = [];
    private readonly ConcurrentDictionary<long, string> _reasons = [];
    private readonly ConcurrentDictionary<int, int> _threads = [];
    private readonly ConcurrentQueue<long> _slices = [];
    private long _messages;
    private long _deliveries;

    /// <summary>Who started whom; the main program is nobody's, which is 0.</summary>
    public IReadOnlyDictionary<long, long> Parents => _parents;

    /// <summary>Why processes have ended.</summary>
    public IReadOnlyDictionary<long, string> Reasons => _reasons;

    /// <summary>How many threads have run processes.</summary>
    public int Threads => _threads.Count;

    /// <summary>The processes in the order in which they had slices of time.</summary>
    public IReadOnlyCollection<long> Slices => _slices;

    /// <summary>How many values were sent.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>How many messages were taken out of mailboxes.</summary>
    public long Deliveries => Interlocked.Read(ref _deliveries);

    /// <inheritdoc/>
    public override void Spawned(Process process, Process? parent) => _parents[process.Id] = parent?.Id ?? 0;

    /// <inheritdoc/>
    public override void Sent(Process? sender, long receiver, Value message) => Interlocked.Increment(ref _messages);

    /// <inheritdoc/>
    public override void Received(Process process, Value message) => Interlocked.Increment(ref _deliveries);

    /// <inheritdoc/>
    public override void Exited(Process process, string reason) => _reasons[process.Id] = reason;

    /// <inheritdoc/>
    public override void Ran(Process process, long reductions, long elapsed)
    {
        _threads[Environment.CurrentManagedThreadId] = 0;
        _slices.Enqueue(process.Id);
    }
}
