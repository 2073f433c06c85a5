using System.Collections.Immutable;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>A process of the language: what a worker needs to go on with it, and what others need to reach it.</summary>
/// <remarks>
/// A million may be alive at once, so it is small: what only a running process needs belongs to the worker's context, and what few
/// processes have (links, monitors, names, timers) to <see cref="Details"/>. Only the worker that runs it touches anything here, apart from
/// the inbox and the state, which change by compare-and-swap.
/// </remarks>
public sealed partial class Process : Inbox
{
    /// <summary>Set in <see cref="_start"/> while the array of variables is shared.</summary>
    private const int SharedMark = int.MinValue;

    /// <summary>Where it began, plus 1, and <see cref="SharedMark"/>: together with the next one no larger than a flag alone would be.</summary>
    private int _start;

    /// <summary>Number of the process that started it; 0 for none, and for numbers that no program has come to so far.</summary>
    private readonly uint _parent;

    internal Process(long id, SavedFrame start, Process? parent = null)
    {
        Id = id;
        Frames = start;
        FrameCount = 1;
        _start = start.Address + 1;
        _parent = parent is { Id: <= uint.MaxValue } ? (uint)parent.Id : 0;
    }

    /// <summary>Its number, from 1 upward in the order of starting; never used again.</summary>
    public long Id { get; }

    /// <summary>The saved frames, innermost first; null while it runs with all of them on the native stack, and after its end.</summary>
    internal SavedFrame? Frames { get; set; }

    /// <summary>Saved frames.</summary>
    internal int FrameCount;

    /// <summary>Messages in the order in which they arrived.</summary>
    internal Mailbox Mailbox;

    /// <summary>How this process numbers instructions; its own module run, once it has one, says better.</summary>
    internal AddressSpace? Addresses { get; set; }

    /// <summary>What it exports and has imported; made on first use.</summary>
    internal ModuleRun? Module { get; set; }

    /// <summary>Its variables of the whole program, by slot.</summary>
    internal Value[] Globals { get; set; } = [];

    /// <summary>Whether other processes have the same array of variables, so that it is copied before one is set.</summary>
    internal bool SharesGlobals
    {
        get => _start < 0;
        set => _start = value ? _start | SharedMark : _start & ~SharedMark;
    }

    /// <summary>Number of the process that started it; null for the first one.</summary>
    internal long? StartedBy => _parent == 0 ? null : _parent;

    /// <summary>Index in the linked program of where it began; null when that is not known.</summary>
    internal int? StartAddress => (_start & ~SharedMark) is > 0 and var start ? start - 1 : null;

    /// <summary>What few processes have.</summary>
    internal ProcessDetails? Details { get; set; }

    /// <summary>Reductions used in finished slices.</summary>
    internal long Reductions { get; set; }

    /// <summary>Whether exit signals become messages.</summary>
    internal bool TrapsExits => Details is { TrapsExits: true };

    /// <summary>Whether it must end and may not run any more.</summary>
    internal bool IsEnding => Details is { ExitReason: not null };

    /// <summary>The numbers of those it is linked with, ascending. Only for a process that does not run, or the worker that runs it.</summary>
    internal ImmutableArray<long> LinkedProcesses() =>
        Details is { Links.Count: > 0 } details ? [.. details.Links.ToArray().Select(link => link.OtherThan(this).Id).Distinct().Order()] : [];

    /// <summary>How its values number the addresses of functions.</summary>
    internal AddressSpace CurrentAddresses => Module?.Addresses ?? Addresses ?? AddressSpace.OwnNumbers;

    /// <summary>Its module run, made on first use.</summary>
    /// <param name="image">The program.</param>
    internal ModuleRun EnsureModule(ProgramImage image) => Module ??= new ModuleRun(image, Program, cache: null, Addresses);

    /// <summary>Its details, made on first use.</summary>
    internal ProcessDetails EnsureDetails() => Details ??= new ProcessDetails();

    /// <summary>Decides that it ends, unless that is decided already. Whoever runs it leaves the stack by <see cref="Suspension.End"/>.</summary>
    /// <param name="reason">Why.</param>
    internal void BeginExit(string reason) => EnsureDetails().ExitReason ??= reason;

    /// <summary>Whether it is alive. Any thread may ask.</summary>
    internal bool HasNotEnded() => Volatile.Read(ref State) != ProcessState.Ended;

    /// <summary>Ends its waiting; whoever succeeds puts it into a run queue.</summary>
    internal bool TryMakeRunnable() =>
        Interlocked.CompareExchange(ref State, ProcessState.Runnable, ProcessState.Waiting) == ProcessState.Waiting;

    /// <summary>Bytes of all it holds. Only for a process that does not run, with all its frames saved.</summary>
    /// <param name="ceiling">Bytes after which measuring may stop.</param>
    internal long MeasureHeap(long ceiling)
    {
        var meter = new HeapMeter(ceiling);
        Measure(meter);
        return meter.Bytes;
    }

    /// <summary>Shows a meter what it holds, but for what a frame that runs has on a native stack.</summary>
    /// <param name="meter">The meter.</param>
    internal void Measure(HeapMeter meter)
    {
        meter.Add(Frames);
        meter.Add(Globals);
        Mailbox.Measure(meter);
        MeasureNews(meter);
        Details?.Timers?.Measure(meter);
    }
}
