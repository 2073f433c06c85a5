using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>A program that is run by the interpreter under someone's eyes: it stops where it is told to, and can be looked at then, also as it was before.</summary>
/// <remarks>
/// One session serves one program, which it may run several times; breakpoints stay. The front end is called on the program's thread. While it has not
/// returned nothing runs, and any one thread at a time may ask what there is to see. <see cref="Pause"/> may be called at any time.
/// </remarks>
public sealed partial class DebugSession : MachineObserver
{
    private readonly Lock _gate = new();
    private readonly IDebugFrontEnd _frontEnd;
    private readonly DebugOptions _options;
    private readonly ProcessWatcher _processes;
    private readonly ProcessLives _lives = new();
    private ExecutionHistory? _history;
    private ProgramImage? _image;
    private ProcessContext? _context;
    private IMachineView? _machine;
    private int _address;
    private StepPlan? _plan;
    private bool _wantsEntry;
    private bool _wantsAny;
    private bool _isQuitting;
    private volatile bool _wantsPause;

    internal DebugSession(VerifiedProgram program, IDebugFrontEnd frontEnd, DebugOptions options)
    {
        (_frontEnd, _options, Map) = (frontEnd, options, new CodeMap(program));
        IsLisp = program.Program.UsesLisp;
        (ErrorStops, StopsAtEnd, ShowsLibraries) = (options.ErrorStops, options.StopsAtEnd, options.ShowsLibraries);
        _processes = new ProcessWatcher(this);
    }

    /// <summary>The lines, functions and labels of the program.</summary>
    public CodeMap Map { get; }

    /// <summary>Whether names in expressions may have the characters of Scheme's.</summary>
    public bool IsLisp { get; }

    /// <summary>At which errors it stops.</summary>
    public ErrorStops ErrorStops { get; set; }

    /// <summary>Whether it stops when the main program has done its last instruction.</summary>
    public bool StopsAtEnd { get; set; }

    /// <summary>Whether frames of Scheme's libraries are shown and stepped into.</summary>
    public bool ShowsLibraries { get; set; }

    /// <summary>The process that steps are about: the one that has stopped, until another is chosen.</summary>
    public long Focus { get; set; }

    /// <summary>Whether the last run was given up by <see cref="Resumption.Quit"/>.</summary>
    public bool WasQuit => _isQuitting;

    /// <summary>Instructions that were started so far, if they are recorded.</summary>
    public long StepsRecorded => _history?.End ?? 0;

    /// <summary>How many of them are kept.</summary>
    public long StepsKept => _history is { } history ? history.End - history.Oldest : 0;

    /// <summary>Whether the program was asked to stop, and has not yet come to its next instruction.</summary>
    public bool IsPausing => _wantsPause;

    /// <summary>Runs the program.</summary>
    /// <param name="image">The program, made by <see cref="Compilation.Interpret"/> for this run.</param>
    /// <param name="host">The outside world.</param>
    /// <param name="settings">Ceilings and permissions. Processes run on one worker, so that all stop when one does: in real time when one is asked for, otherwise with a seed.</param>
    /// <returns>The exit code.</returns>
    public int Run(ProgramImage image, HostServices host, RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(settings);
        (_image, _history) = (image, _options.History > 0 ? new ExecutionHistory(_options.History) : null);
        (_context, _machine, _plan, _past) = (null, null, null, null);
        (_wantsEntry, _wantsAny, _isQuitting, _wantsPause) = (_options.StopsAtEntry, false, false, false);
        _processes.Reset();
        _lives.Clear();
        ForgetHits();
        host = host with { Console = new QuittableConsole(host.Console, () => _isQuitting) };

        var limits = settings.StackBytes is { } bytes ? new RuntimeLimits { StackBytes = bytes } : null;
        return ProgramHost.Run(image, host.Restrict(settings.Permissions), limits, new SchedulerOptions
        {
            Workers = 1,
            Seed = settings.Workers == 1 ? null : settings.Seed ?? 0,
            MaxHeapBytes = settings.MaxHeapBytes,
            MaxReductions = settings.MaxReductions,
            MaxProcesses = settings.MaxProcesses,
            Observer = _processes,
            MachineObserver = this,
        });
    }

    /// <summary>Stops the program before its next instruction. Any thread may call it.</summary>
    public void Pause() => _wantsPause = true;

    /// <summary>Ends the program before its next instruction. Any thread may call it.</summary>
    public void Quit() => _isQuitting = true;

    /// <inheritdoc/>
    public override void Before(ProcessContext context, IMachineView machine, int address)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(machine);
        lock (_gate)
        {
            var track = MachineTrack.Of(machine);
            _history?.Record(context, machine, track, address);
            track.HasLeftFunction = _watches.Count > 0 && track.Last >= 0 && machine.CatchCount == track.Catches && IsOtherFunction(track.Last, address);
            (track.Last, track.Catches) = (address, machine.CatchCount);
            if (_isQuitting)
            {
                context.Exit(0);
                return;
            }

            (_context, _machine, _address) = (context, machine, address);
            if (FindStop(context, machine, track, address) is { } stop)
            {
                Stop(stop);
                if (_isQuitting)
                {
                    context.Exit(0);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Raised(ProcessContext context, IMachineView machine, int address)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(machine);
        lock (_gate)
        {
            bool isCaught = HasHandler(context, machine);
            if (_isQuitting || ErrorStops == ErrorStops.None || (isCaught && ErrorStops == ErrorStops.Uncaught))
            {
                return;
            }

            (_context, _machine, _address) = (context, machine, address);
            string text = context.Raised!.UncaughtText(context.Image, context.Addresses, address);
            Stop(new DebugStop(StopReason.Error, context.ProcessId) { Address = address, Text = text, IsCaught = isCaught });
        }
    }

    /// <inheritdoc/>
    public override void Ended(ProcessContext context, IMachineView machine)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(machine);
        lock (_gate)
        {
            bool isLast = context.ProcessId == 1 && machine.Outer is null && context.WaitingFrames is null && context.Reductions != ProcessContext.Raising;
            if (StopsAtEnd && isLast && !_isQuitting && machine.Mark is MachineTrack { Last: var address })
            {
                (_context, _machine, _address) = (context, machine, address);
                Stop(new DebugStop(StopReason.End, context.ProcessId) { Address = address });
            }
        }
    }

    /// <summary>Why to stop before an instruction; null to go on.</summary>
    private DebugStop? FindStop(ProcessContext context, IMachineView machine, MachineTrack track, int address)
    {
        if (_wantsEntry)
        {
            return IsHidden(address) ? null : StopAt(StopReason.Entry, context, address, ref _wantsEntry);
        }

        if (_watches.Count > 0 && FindChange(context, machine, track) is { } change)
        {
            return change with { Address = address };
        }

        if (_breakpointAddresses.TryGetValue(address, out var there) && Meet(there, context.ProcessId, ScopeHere(context, machine), isCounted: true) is { IsEmpty: false } met)
        {
            return new DebugStop(StopReason.Breakpoint, context.ProcessId) { Address = address, Breakpoints = met };
        }

        if (_processes.HasBegun(context.ProcessId) is { } start)
        {
            return new DebugStop(StopReason.ProcessStart, context.ProcessId) { Address = address, Breakpoints = [start] };
        }

        if (_wantsPause)
        {
            bool isOver = true;
            _wantsPause = false;
            return StopAt(StopReason.Pause, context, address, ref isOver);
        }

        if (_wantsAny && !IsHidden(address))
        {
            return StopAt(StopReason.ProcessEnd, context, address, ref _wantsAny);
        }

        return _plan is { } plan && plan.Process == context.ProcessId && plan.IsDone(address, DepthOf(context, machine))
            ? new DebugStop(StopReason.Step, context.ProcessId) { Address = address, Returned = plan.Returned?.CountOn(track, machine.Height) }
            : null;
    }

    private static DebugStop StopAt(StopReason reason, ProcessContext context, int address, ref bool wish)
    {
        wish = false;
        return new DebugStop(reason, context.ProcessId) { Address = address };
    }

    /// <summary>Lets the front end look until it wants the program to go on.</summary>
    private void Stop(DebugStop stop)
    {
        (_plan, _wantsAny, _past, _wantsPause) = (null, false, null, false);
        (_present, Focus) = (stop, stop.Process);
        RemoveTemporary(stop.Breakpoints);
        var shown = stop;
        while (true)
        {
            IsStopped = true;
            var wish = _frontEnd.Stopped(shown);
            IsStopped = false;
            if (wish == Resumption.Quit)
            {
                _isQuitting = true;
                return;
            }

            if (_past is null && wish < Resumption.ReverseContinue)
            {
                _plan = wish == Resumption.Continue ? null : new StepPlan(wish, PointOf(Focus), PlaceOf, IsHidden) { Returned = ReturnFrom(wish) };
                return;
            }

            shown = Travel(wish);
        }
    }

    /// <summary>Where a process stands, running or not.</summary>
    private StepPoint PointOf(long process)
    {
        var machines = Machines(process).ToList();
        return new StepPoint(process, machines.Count == 0 ? -1 : machines[0].Address, machines.Sum(machine => machine.View?.FrameCount ?? 0));
    }

    /// <summary>Frames of a process, those of the machines that wait for the running one included.</summary>
    private static int DepthOf(ProcessContext context, IMachineView machine)
    {
        int depth = 0;
        for (var view = machine; view is not null; view = view.Outer)
        {
            depth += view.FrameCount;
        }

        for (var frame = context.WaitingFrames; frame is not null; frame = frame.Caller)
        {
            depth += frame.View?.FrameCount ?? 0;
        }

        return depth;
    }

    private static bool HasHandler(ProcessContext context, IMachineView machine)
    {
        for (var view = machine; view is not null; view = view.Outer)
        {
            if (view.HandlerCount > 0)
            {
                return true;
            }
        }

        for (var frame = context.WaitingFrames; frame is not null; frame = frame.Caller)
        {
            if (frame.View is { HandlerCount: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the scheduler tells: processes that begin and end, and that nothing goes on.</summary>
    private sealed class ProcessWatcher(DebugSession session) : ProcessObserver
    {
        private readonly HashSet<long> _starting = [];

        /// <summary>The program's processes; null in a program without.</summary>
        public SchedulerView? View { get; private set; }

        /// <summary>Forgets the run before.</summary>
        public void Reset()
        {
            View = null;
            _starting.Clear();
        }

        /// <summary>The breakpoint for the start of a process that does its first instruction now; null when there is none.</summary>
        /// <param name="process">The process.</param>
        public Breakpoint? HasBegun(long process) =>
            _starting.Count > 0 && _starting.Remove(process) ? session.MeetStart(process) : null;

        /// <inheritdoc/>
        public override void Began(SchedulerView view) => View = view;

        /// <inheritdoc/>
        public override void Spawned(Process process, Process? parent)
        {
            if (session._hasProcessBreakpoints && parent is not null)
            {
                _starting.Add(process.Id);
            }

            session._lives.Begin(process.Id, session.StepsRecorded);
            session._frontEnd.ProcessBegan(process.Id, View?.StartOf(process) ?? "");
        }

        /// <inheritdoc/>
        public override void Exited(Process process, string reason)
        {
            _starting.Remove(process.Id);
            session._lives.End(process.Id, session.StepsRecorded, session._history?.Oldest ?? 0);
            session._frontEnd.ProcessEnded(process.Id);
            if (session._plan is { } plan && plan.Process == process.Id)
            {
                session._plan = null;
                session._wantsAny = true;
                session._frontEnd.Note($"process {process.Id} has ended: {Runtime.Errors.DisplayText.Escape(Runtime.Errors.DisplayText.Shorten(reason))}");
            }
        }

        /// <inheritdoc/>
        public override void Deadlocked(IReadOnlyList<string> report, IReadOnlyList<string> places)
        {
            if (!session._isQuitting)
            {
                (session._context, session._machine, session._address) = (null, null, -1);
                session.Stop(new DebugStop(StopReason.Deadlock, 0) { Text = string.Join('\n', report) });
            }
        }
    }
}
