using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL;

/// <summary>The surroundings of a machine, and what it may use. By default a script may compute and print, and nothing else.</summary>
/// <remarks>
/// A limit that makes no sense is an <see cref="ArgumentOutOfRangeException"/> when it is set. What <see cref="Output"/>, <see cref="Error"/>, <see cref="Observers"/> or <see cref="Listeners"/> throw is no error of the
/// script: it stops everything that the machine runs, and reaches the caller of <see cref="Machine.Call{T}"/> or <see cref="Script.Run"/> as it is.
/// </remarks>
public sealed record MachineOptions
{
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(1);

    /// <summary>Timers of .NET go no further.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private const HookKinds ProcessKinds = HookKinds.Spawn | HookKinds.Send | HookKinds.Receive | HookKinds.Exit;

    /// <summary>What the script reads as standard input; null for that of the host.</summary>
    public TextReader? Input { get; init; }

    /// <summary>Receives what the script prints; null for the standard output of the host. It is written to by one thread at a time, and flushed when a call ends.</summary>
    public TextWriter? Output { get; init; }

    /// <summary>Receives standard error: what the script writes there, and reports of processes for which nobody waits. Null for that of the host.</summary>
    public TextWriter? Error { get; init; }

    /// <summary>
    /// The world outside: console, files, clock, environment, other programs, network, databases. Null for the real one. A part is replaced with
    /// <c>SystemHost.Create() with { Files = mine }</c>.
    /// </summary>
    public HostServices? Host { get; init; }

    /// <summary>What the script may do in that world, in the words of <c>ttil run --allow-...</c>; nothing by default.</summary>
    public PermissionPolicy Permissions { get; init; } = PermissionPolicy.Nothing;

    /// <summary>The arguments of the script.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Functions for this machine, in the place of those of the same names that the script was compiled with. Others cannot be called.</summary>
    public HostFunctions Functions { get; init; } = new();

    /// <summary>How long one call may take, the top level, or all of a <see cref="Script.Run"/>: a millisecond or more, up to 49 days; null for ever.</summary>
    public TimeSpan? TimeLimit
    {
        get;
        init => field = Checked(value, LeastTime, MostTime);
    }

    /// <summary>Bytes that what one process holds may take, the process of a call included; null for no ceiling. At least 4,096. It may be exceeded by half before it is noticed.</summary>
    public long? MaxHeapBytes
    {
        get;
        init => field = Checked(value, ByteSize.LeastHeap, long.MaxValue);
    }

    /// <summary>Reductions (turns of loops, and calls) that one process, or one call, may use, at least 1; null for no ceiling. It may be exceeded by 4,000.</summary>
    public long? MaxReductions
    {
        get;
        init => field = Checked(value, 1, long.MaxValue);
    }

    /// <summary>Processes that may be alive at once, at least 1; null for what fits the memory.</summary>
    public int? MaxProcesses
    {
        get;
        init => field = Checked(value, 1, int.MaxValue);
    }

    /// <summary>Bytes of call stack of one process before the error <c>Call stack overflow</c>, at least 65,536, and cut to half of the memory; null for half a gibibyte, or less where there is little memory.</summary>
    public long? StackBytes
    {
        get;
        init => field = Checked(value, ByteSize.LeastStack, long.MaxValue);
    }

    /// <summary>Values on one operand stack before the error <c>Operand stack overflow</c>, at least 1; null for what fits the call stack.</summary>
    public int? OperandStackValues
    {
        get;
        init => field = Checked(value, 1, Array.MaxLength);
    }

    /// <summary>Threads that run processes, started as there is work for them, 1 to 1,024; null for one per core.</summary>
    public int? Workers
    {
        get;
        init => field = Checked(value, 1, RunSettings.MostWorkers);
    }

    /// <summary>Are told what processes do. Their methods are called by the threads of the machine, several at once.</summary>
    public IReadOnlyList<ProcessObserver> Observers { get; init; } = [];

    /// <summary>
    /// Are told of each instruction before and after it, of calls and returns. The script must have been compiled with <see cref="Instrumentation.Instructions"/>. Called by the threads of the
    /// machine, for several processes at once; an error that a method raises in the context stops the script.
    /// </summary>
    public IReadOnlyList<ExecutionListener> Listeners { get; init; } = [];

    /// <summary>
    /// Are told what the script does. It must have been compiled with what they need, <see cref="HookNeeds.Of"/> of <see cref="HookSet.Kinds"/>. One that throws stops the machine, and the call
    /// fails with a <see cref="HookFailureException"/>. Null for none.
    /// </summary>
    public HookSet? Hooks { get; init; }

    /// <summary>Whether something is limited that only interruptible code heeds.</summary>
    internal bool NeedsInterruption =>
        TimeLimit is not null || MaxHeapBytes is not null || MaxReductions is not null || MaxProcesses is not null || Observers.Count > 0
        || (Hooks is not null && (Hooks.Kinds & ProcessKinds) != 0);

    /// <summary>Ceilings for the runtime.</summary>
    internal RuntimeLimits Limits()
    {
        var limits = StackBytes is { } bytes ? new RuntimeLimits { StackBytes = bytes } : RuntimeLimits.Default;
        return OperandStackValues is { } values ? limits with { OperandStackValues = values } : limits;
    }

    /// <summary>How processes are run.</summary>
    /// <param name="script">The script.</param>
    /// <param name="own">An observer of the caller's; null for none.</param>
    internal SchedulerOptions Scheduling(Script script, ProcessObserver? own = null) => new()
    {
        Workers = Workers,
        MaxHeapBytes = MaxHeapBytes,
        MaxReductions = MaxReductions,
        MaxProcesses = MaxProcesses,
        Observer = ObserverGroup.Of([.. Observers, Hooks is null ? null : new HookProcessObserver(Hooks, script.Image), own]),
        MachineObserver = ListeningObserver(),
    };

    /// <summary>The listeners and hooks as one; null when there are none.</summary>
    internal MachineObserver? ListeningObserver()
    {
        ExecutionListener[] all = Hooks is { } hooks && HookNeeds.Of(hooks.Kinds) != Instrumentation.None ? [.. Listeners, new HookListener(hooks)] : [.. Listeners];
        return all.Length == 0 ? null : new ExecutionEvents(all);
    }

    private static T? Checked<T>(T? value, T least, T most, [CallerMemberName] string name = "")
        where T : struct, IComparable<T> => value is { } given && (given.CompareTo(least) < 0 || given.CompareTo(most) > 0)
            ? throw new ArgumentOutOfRangeException(name, given, $"{name} must be {least} to {most}, or null.")
            : value;

    /// <summary>Refuses options that a script does not heed.</summary>
    /// <param name="script">The script.</param>
    /// <exception cref="ArgumentException">There are such options.</exception>
    internal void CheckFor(Script script)
    {
        if (NeedsInterruption && !script.IsInterruptible)
        {
            throw new ArgumentException("A trusted script without processes cannot be interrupted: it has no limits on time, memory, reductions and processes, and no observers.");
        }

        if (Listeners.Count > 0 && !script.Image.Instrumentation.HasFlag(Instrumentation.Instructions))
        {
            throw new ArgumentException("Listeners are told of instructions only by a script that was compiled with Instrumentation.Instructions.");
        }

        if (Hooks is not null && HookNeeds.MissingIn(script.Image.Instrumentation, Hooks.Kinds) is { } missing)
        {
            throw new ArgumentException($"Hooks are told nothing of {missing}: the script was compiled without Instrumentation = HookNeeds.Of(hooks.Kinds).");
        }
    }

    /// <summary>The world of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="owner">Who runs it; null when nobody can be called from its functions.</param>
    internal HostServices HostFor(Script script, Machine? owner)
    {
        var host = Host ?? SystemHost.Create([script.Name]);
        if (Input is not null || Output is not null || Error is not null)
        {
            host = host with { Console = new TextConsole(host.Console, Input, Output, Error) };
        }

        if (Host is null || Arguments.Count > 0)
        {
            host = host with { Environment = SystemHost.CreateEnvironment([script.Name, .. Arguments], programPosition: 0) };
        }

        var functions = Functions.Bind(script.Functions, new ConversionTarget(script.Image.UsesLisp, owner));
        return (host with { Functions = functions }).Restrict(Permissions);
    }
}
