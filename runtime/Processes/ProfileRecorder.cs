using System.Diagnostics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Gathers what the processes of a program have called, and how long that took.</summary>
/// <remarks>
/// Reading the clock takes longer than a call. So only the first calls and returns of each thread are timed one by one, which is exact for a
/// short run; after that a thread of its own looks every millisecond at what is running. Slices of time begin and end with a stamp always, so
/// that waiting is charged to nobody.
/// </remarks>
public sealed class ProfileRecorder : IDisposable
{
    /// <summary>Calls and returns of a thread that are timed one by one.</summary>
    internal const int ExactTransitions = 100_000;

    /// <summary>Processes that have a tree of their own when they have ended; what the others have done is added up by where they began.</summary>
    private const int MostTrees = 200;

    private static readonly TimeSpan SamplePeriod = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly List<ProfileTree> _ended = [];
    private readonly Dictionary<int, ProfileTree> _groups = [];
    private readonly HashSet<ProfileTree> _running = [];
    private readonly ManualResetEventSlim _stop = new();
    private ProcessContext[] _contexts = [];
    private Thread? _sampler;
    private long _peakHeap;

    /// <summary>The numbering of addresses in force at the end of the main program.</summary>
    internal AddressSpace? Addresses { get; private set; }

    /// <summary>The most bytes that .NET's heap was seen to hold.</summary>
    public long PeakHeapBytes => Volatile.Read(ref _peakHeap);

    /// <summary>The most values that any instruction found on its operand stack.</summary>
    public long PeakStackDepth => _contexts.Max(context => (long?)context.OperandPeak) ?? 0;

    /// <summary>The trees of single processes in the order of their numbers, then those of many that began alike.</summary>
    public IReadOnlyList<ProfileTree> Trees
    {
        get
        {
            lock (_gate)
            {
                return [.. _ended.Concat(_running).OrderBy(tree => tree.ProcessId), .. _groups.Values.OrderBy(tree => tree.Start)];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Set();
        _sampler?.Join();
        _stop.Dispose();
    }

    /// <summary>Adds a thread's context. The first one starts the sampler.</summary>
    /// <param name="context">The context.</param>
    internal void Add(ProcessContext context)
    {
        lock (_gate)
        {
            _contexts = [.. _contexts, context];
            if (_sampler is null)
            {
                _sampler = new Thread(Sample) { IsBackground = true, Name = "profile" };
                _sampler.UnsafeStart();
            }
        }
    }

    /// <summary>A process goes on.</summary>
    /// <param name="context">What it runs in.</param>
    /// <param name="process">Its number.</param>
    /// <param name="known">Its tree; null when it begins.</param>
    /// <returns>Its tree.</returns>
    internal ProfileTree Begin(ProcessContext context, long process, ProfileTree? known)
    {
        var tree = known ?? new ProfileTree(process);
        if (known is null)
        {
            lock (_gate)
            {
                _running.Add(tree);
            }
        }

        context.EnterProfile(tree);
        return tree;
    }

    /// <summary>A process stops.</summary>
    /// <param name="context">What it ran in.</param>
    /// <param name="tree">Its tree.</param>
    /// <param name="hasEnded">Whether for good.</param>
    internal void End(ProcessContext context, ProfileTree tree, bool hasEnded)
    {
        context.LeaveProfile(tree);
        if (tree.ProcessId == 1)
        {
            Addresses = context.Addresses;
        }

        if (hasEnded)
        {
            lock (_gate)
            {
                _running.Remove(tree);
                Keep(tree);
            }
        }
    }

    private void Keep(ProfileTree tree)
    {
        if (_ended.Count < MostTrees || tree.ProcessId == 1)
        {
            _ended.Add(tree);
            return;
        }

        if (!_groups.TryGetValue(tree.Start, out var group))
        {
            _groups.Add(tree.Start, group = ProfileTree.ForGroup());
        }

        group.Add(tree);
    }

    private void Sample()
    {
        do
        {
            NoteHeap();
            long now = Stopwatch.GetTimestamp();
            foreach (var context in Volatile.Read(ref _contexts))
            {
                context.SampleTime(now);
            }
        }
        while (!_stop.Wait(SamplePeriod));

        NoteHeap();
    }

    private void NoteHeap() => _peakHeap = Math.Max(_peakHeap, GC.GetTotalMemory(forceFullCollection: false));
}
