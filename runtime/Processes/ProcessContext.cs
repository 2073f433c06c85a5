using System.Diagnostics;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What running code carries with it: the first argument of every operation and every compiled function.</summary>
/// <remarks>
/// <para>
/// Errors are returns. An operation that fails calls <see cref="Raise(string)"/> and returns any value; the field
/// <see cref="Reductions"/> is then negative, the caller tests it and leaves its code towards a handler or its own
/// caller. No language error is a .NET exception: a throw through one frame costs a few nanoseconds instead of
/// microseconds, and no emitted method needs a protected region. HALT and EXIT leave the stack the same way.
/// </para>
/// <para>
/// Invariant: <see cref="Reductions"/> is not negative on every normal return. One context serves one thread at a time.
/// </para>
/// </remarks>
[DebuggerTypeProxy(typeof(ContextView))]
public sealed partial class ProcessContext
{
    /// <summary>Value of <see cref="Reductions"/> while an error travels to its handler.</summary>
    public const int Raising = -1;

    /// <summary>Value of <see cref="Reductions"/> while HALT ends the current module run.</summary>
    public const int Halting = -2;

    /// <summary>Value of <see cref="Reductions"/> while EXIT ends the whole program.</summary>
    public const int Exiting = -3;

    private const int LargeWork = 4096;
    private const int BytesPerReduction = 256;
    private const long NoAccount = -1;

    /// <summary>Value of <see cref="Reductions"/> while a process leaves the native stack; functions save their frames on the way.</summary>
    public const int Suspending = -4;

    /// <summary>Value of <see cref="Reductions"/> while the calls under way are dropped because CONTINUE goes on elsewhere.</summary>
    public const int Continuing = -5;

    /// <summary>
    /// Not negative: code runs, and in a program with processes this is what is left of the time slice. Negative: every function on
    /// the stack returns to its caller.
    /// </summary>
    public int Reductions;

    /// <summary>Stack addresses below this are reserved; compiled functions compare with it before they recurse.</summary>
    public nint StackLimit;

    /// <summary>Results beyond the first of the call that returned last, deepest first.</summary>
    public readonly Value[] Results = new Value[128];

    /// <summary>Arguments of a call that continues on a fresh stack segment.</summary>
    public Value[] SpilledArguments = [];

    /// <summary>Result of a call that continued on a fresh stack segment.</summary>
    public Value SpilledResult;

    /// <summary>Arguments of a call that is under way, which its callee takes before it does anything else.</summary>
    public Value PassedArgument0;

    /// <inheritdoc cref="PassedArgument0"/>
    public Value PassedArgument1;

    /// <inheritdoc cref="PassedArgument0"/>
    public Value PassedArgument2;

    /// <inheritdoc cref="PassedArgument0"/>
    public Value PassedArgument3;

    /// <summary>The topmost result of the call that a resumed frame waits for.</summary>
    public Value Resumed;

    /// <summary>
    /// The variables of the whole program that the running code shares, by the number of their slot; a slot behind the end holds none, as
    /// <see cref="Value.Unset"/> says in others.
    /// </summary>
    public Value[] Globals = [];

    /// <summary>The dynamic state in which a process begins.</summary>
    internal static readonly Value NoDynamicState =
        Value.From(new VectorValue([Value.EmptyList, Value.EmptyList, Value.EmptyList], isConstant: true));

    private readonly RaisedError _error = new();
    private HostServices _host;
    private ModuleRun? _sequentialModule;
    private readonly List<string> _loading = [];
    private SavedFrame? _innermost;
    private SavedFrame? _outermost;
    private Suspension _suspension;
    private Value _dynamicState = NoDynamicState;
    private long _lastHandle;
    private int _budget;
    private int _left;

    /// <summary>Creates a context for one program run.</summary>
    /// <param name="image">The program.</param>
    /// <param name="host">The outside world.</param>
    /// <param name="limits">Ceilings; null for the defaults.</param>
    public ProcessContext(ProgramImage image, HostServices host, RuntimeLimits? limits = null)
    {
        Image = image;

        // The compiler folds constants in a context without any host.
        _host = image.Permissions.IsEverything ? host : host.Restrict(image.Permissions);
        Limits = limits ?? RuntimeLimits.Default;
        _sequentialModule = new ModuleRun(image, module: 0, cache: null);
        CountForNobody(image);
    }

    /// <summary>Creates a context for a worker, which runs one process after another.</summary>
    /// <param name="worker">The worker.</param>
    internal ProcessContext(Worker worker)
    {
        Worker = worker;
        Scheduler = worker.Scheduler;
        (Image, _host, Limits) = (Scheduler.Image, Scheduler.Host, Scheduler.Limits);
        Observer = Scheduler.Options.MachineObserver;
        CountForNobody(Image);
        BeginCounting(Scheduler.Options);
    }

    /// <summary>Creates a context for processes that are asked something and do not go on.</summary>
    /// <param name="scheduler">Has the processes.</param>
    internal ProcessContext(Scheduler scheduler)
    {
        Scheduler = scheduler;
        (Image, _host, Limits) = (scheduler.Image, scheduler.Host, scheduler.Limits);
    }

    /// <summary>The program that runs.</summary>
    public ProgramImage Image { get; }

    /// <summary>The outside world as the running code may see it: a process may be allowed less of it than the program.</summary>
    public HostServices Host => Process?.Details?.Host ?? _host;

    /// <summary>Leaves the running code, and what it starts from now on, less of the outside world. There is no way back.</summary>
    /// <param name="policy">What it may still do.</param>
    internal void Restrict(PermissionPolicy policy)
    {
        if (Process is { } process)
        {
            process.EnsureDetails().Host = Host.Restrict(policy);
        }
        else
        {
            _host = _host.Restrict(policy);
        }
    }

    /// <summary>Ceilings on what the program may use.</summary>
    public RuntimeLimits Limits { get; }

    /// <summary>The stack machine that segments of compiled code drive; null while only direct functions run.</summary>
    public StackMachine? Machine { get; set; }

    /// <summary>Is told of each instruction; null when nobody wants to know.</summary>
    public MachineObserver? Observer { get; init; }

    /// <summary>The machine that executes instructions, where an observer may look at it; null while there is none.</summary>
    public IMachineView? View
    {
        get => field ?? Machine;
        set;
    }

    /// <summary>Whether code here shares the processor with other processes, so that it must count reductions.</summary>
    public bool IsPreemptive => Scheduler is not null;

    /// <summary>What runs the processes; null in a program without process instructions.</summary>
    internal Scheduler? Scheduler { get; }

    /// <summary>The worker this belongs to; null in a program without process instructions.</summary>
    internal Worker? Worker { get; }

    /// <summary>Number of the running process; 1 in a program without process instructions.</summary>
    public long ProcessId => Process?.Id ?? 1;

    /// <summary>The saved frames that wait for the running one, innermost first: those that have not been resumed since the process last left the native stack.</summary>
    public SavedFrame? WaitingFrames => Process?.Frames;

    /// <summary>The process that runs; null in a program without process instructions.</summary>
    internal Process? Process { get; private set; }

    /// <summary>The module run in progress: the main program, or a module whose top level an IMPORT is running.</summary>
    public ModuleRun Module
    {
        get => _sequentialModule ?? Process!.EnsureModule(Image);
        set
        {
            if (Process is { } process)
            {
                process.Module = value;
            }
            else
            {
                _sequentialModule = value;
            }
        }
    }

    /// <summary>Where the program stands on the machine's stacks.</summary>
    internal StackUse Stack { get; } = new();

    /// <summary>The number of the pattern that the message received last matched.</summary>
    internal int MatchedPattern { get; set; }

    /// <summary>What the receive looked for that left last because there was no such message.</summary>
    internal PatternSet? Awaited { get; set; }

    /// <summary>Paths of the modules being loaded, in the order in which their loading began.</summary>
    public List<string> Loading => Process is { } process ? process.EnsureDetails().Loading : _loading;

    /// <summary>The error under way while <see cref="Reductions"/> is <see cref="Raising"/>.</summary>
    public RaisedError? Raised => Reductions == Raising ? _error : null;

    /// <summary>The code given to EXIT while <see cref="Reductions"/> is <see cref="Exiting"/>.</summary>
    public int ExitCode { get; private set; }

    /// <summary>
    /// What the running process of Lisp has in force: a vector that nobody changes, of the extents of DYNAMIC-WIND it is in, the handlers, and the bindings of
    /// parameters, each a list with the innermost first. std/scheme/control.scm makes these.
    /// </summary>
    public Value DynamicState
    {
        get => Process is { } process ? process.Details?.DynamicState ?? NoDynamicState : _dynamicState;
        set
        {
            if (Process is { } process)
            {
                process.EnsureDetails().DynamicState = value;
            }
            else
            {
                _dynamicState = value;
            }
        }
    }

    /// <summary>Numbers addresses as the module run in progress sees them.</summary>
    public AddressSpace Addresses => Process is { Module: null, Addresses: { } inherited } ? inherited : Module.Addresses;

    /// <summary>Whether a handler may take what is under way: true for errors, false for HALT and EXIT.</summary>
    public bool IsCatchable => Reductions == Raising;

    /// <summary>Raises an error with the given text. The site that sees it adds its address by <see cref="Locate"/>.</summary>
    /// <param name="message">The error text.</param>
    public void Raise(string message)
    {
        _error.Begin(message);
        BeginRaising();
    }

    /// <summary>Raises <c>op expects what but got v1, v2</c>.</summary>
    /// <param name="operation">Name of the instruction in error texts.</param>
    /// <param name="expected">What it expects.</param>
    /// <param name="shown">The values shown, in order.</param>
    public void RaiseTypeMismatch(string operation, string expected, params ReadOnlySpan<Value> shown) =>
        Raise(ErrorText.TypeMismatch(Addresses, operation, expected, shown));

    /// <summary>Raises <c>procedure expects what but got v1, v2</c>, with the values as WRITE of Lisp writes them.</summary>
    /// <param name="procedure">The procedure as programs call it.</param>
    /// <param name="expected">What it expects, with an article.</param>
    /// <param name="shown">The values shown, in order.</param>
    public void RaiseWrongType(string procedure, string expected, params ReadOnlySpan<Value> shown) =>
        Raise(ErrorText.WrongType(procedure, expected, shown, ProcedureNames));

    /// <summary>Raises a value as THROW does.</summary>
    /// <param name="value">The value; an exception is raised unchanged.</param>
    public void RaiseThrown(Value value)
    {
        _error.Begin(value);
        BeginRaising();
    }

    /// <summary>Raises a value as RAISE of Lisp does.</summary>
    /// <param name="datum">The value; any.</param>
    public void RaiseDatum(Value datum)
    {
        _error.BeginDatum(datum);
        BeginRaising();
    }

    /// <summary>Goes on with an error that a handler has taken, with the calls it had left already.</summary>
    /// <param name="exception">What the handler was given.</param>
    public void RaiseAgain(ExceptionValue exception)
    {
        _error.BeginAgain(exception);
        BeginRaising();
    }

    /// <summary>Goes on with the error of a module run in the importer, keeping the path it came by.</summary>
    /// <param name="message">The text the module would have reported.</param>
    internal void RaiseFromModule(string message) => _error.LeaveModule(message);

    /// <summary>Records the instruction that failed, or, further out, the call on the way to it.</summary>
    /// <param name="address">Index of the instruction in the linked program.</param>
    public void Locate(int address) => Raised?.Locate(address);

    /// <summary>Ends the error under way and gives the exception a handler receives.</summary>
    public Value Catch()
    {
        var exception = _error.ToException(Image, Addresses);
        Clear();
        return Value.From(exception);
    }

    /// <summary>Forgets what is under way: code runs again.</summary>
    public void Clear()
    {
        _error.Forget();
        Reductions = _left;
    }

    /// <summary>Begins to end the module run in progress, as HALT does.</summary>
    public void Halt()
    {
        _left = Math.Max(0, Reductions);
        Reductions = Halting;
    }

    /// <summary>Begins to end the program, as EXIT does.</summary>
    /// <param name="code">The exit code; the low 8 bits reach the system.</param>
    public void Exit(int code)
    {
        ExitCode = code;
        _left = Math.Max(0, Reductions);
        Reductions = Exiting;
    }

    /// <summary>What is left of the time slice is kept for the handler, so that an error costs no more than other work.</summary>
    private void BeginRaising()
    {
        _left = Math.Max(0, Reductions);
        Reductions = Raising;
    }

    /// <summary>A number for a new handle, from 1 upward in the order in which the program makes them.</summary>
    internal long NextHandle() => Scheduler?.NextHandle() ?? ++_lastHandle;

    /// <summary>Begins an operation that may copy much; a slice of time must not hide how much.</summary>
    /// <param name="size">Elements or characters it works on; few are not worth the account.</param>
    /// <returns>What <see cref="EndWork"/> wants to know.</returns>
    internal long BeginWork(int size) => size >= LargeWork && IsPreemptive ? GC.GetAllocatedBytesForCurrentThread() : NoAccount;

    /// <summary>Ends such an operation: what it has allocated is charged as the work it was, so that limits are looked at soon.</summary>
    /// <param name="begun">What <see cref="BeginWork"/> gave.</param>
    internal void EndWork(long begun)
    {
        if (begun != NoAccount && Reductions > 0)
        {
            Reductions -= (int)Math.Min(Reductions, (GC.GetAllocatedBytesForCurrentThread() - begun) / BytesPerReduction);
        }
    }

    /// <summary>Charges work that does not show in what an operation allocates.</summary>
    /// <param name="reductions">How much.</param>
    internal void Charge(long reductions)
    {
        if (IsPreemptive && Reductions > 0)
        {
            Reductions -= (int)Math.Min(Reductions, reductions);
        }
    }

    /// <summary>Keeps the frame of a function that leaves the stack, after those of the functions it called.</summary>
    /// <param name="frame">The frame.</param>
    public void Save(SavedFrame frame)
    {
        Process!.FrameCount++;
        if (_outermost is null)
        {
            _innermost = frame;
        }
        else
        {
            _outermost.Caller = frame;
        }

        _outermost = frame;
    }

    /// <summary>The time slice is over: code that was told so either goes on with a new one or leaves the stack.</summary>
    /// <returns>Whether it must leave: <see cref="Reductions"/> is then <see cref="Suspending"/>, or <see cref="Raising"/> after too deep a recursion.</returns>
    internal unsafe bool Preempt()
    {
        byte local;
        var process = Process!;
        process.Reductions += _budget;
        Reductions = _budget;
        if (process.HasNews && !process.TakeOver())
        {
            Leave(Suspension.End);
            return true;
        }

        if (process.FrameCount >= Limits.SavedFrames)
        {
            // A handler on the native stack gets no time: it would go deeper there with each slice, and nothing can be saved any more.
            process.Reductions -= _budget;
            Reductions = 0;
            Raise(ErrorText.CallStackOverflow);
            return true;
        }

        if ((nint)(&local) < StackLimit || process.Details?.Questions is not null)
        {
            Leave(Suspension.Spill);
            return true;
        }

        if (process.Details is { AwaitsOutput: true } details)
        {
            details.AwaitsOutput = false;
            if (Scheduler!.WakeWhenTaken(process))
            {
                WaitForWake();
                return true;
            }
        }

        switch (Worker!.AtEndOfSlice(process))
        {
            case null:
                return false;
            case var suspension:
                Leave(suspension.Value);
                return true;
        }
    }

    /// <summary>Ends the slice at the next check point, where the process waits until its output has been read.</summary>
    internal void AwaitOutput()
    {
        Process!.EnsureDetails().AwaitsOutput = true;
        Process.Reductions -= Reductions;
        Reductions = 0;
    }

    /// <summary>Begins to leave the stack.</summary>
    /// <param name="suspension">Why.</param>
    internal void Leave(Suspension suspension)
    {
        Process!.Reductions += _budget - Math.Max(0, Reductions);
        _suspension = suspension;
        Reductions = Suspending;
    }

    /// <summary>Whether other processes have the same array of variables.</summary>
    internal bool SharesGlobals => Process is { SharesGlobals: true };

    /// <summary>Makes room for all variables of the program, in an array that no other process has.</summary>
    internal void GrowGlobals()
    {
        var grown = new Value[Math.Max(Image.Globals.Count, Globals.Length)];
        Globals.CopyTo(grown, 0);
        Array.Fill(grown, Value.Unset, Globals.Length, grown.Length - Globals.Length);
        Globals = grown;
        if (Process is { } process)
        {
            process.Globals = grown;
            process.SharesGlobals = false;
        }
    }

    /// <summary>
    /// Waits for something that is not a message, and calls <see cref="Scheduler.Wake"/> when it is there. Messages that have arrived are news
    /// no more, so that they do not end the wait at once.
    /// </summary>
    internal void WaitForWake() => Leave(Process!.TakeOver() ? Suspension.Wait : Suspension.End);

    /// <summary>Begins to end the process that runs: nothing of it runs again.</summary>
    /// <param name="reason">Its exit reason.</param>
    internal void End(string reason)
    {
        Process!.BeginExit(reason);
        Leave(Suspension.End);
    }

    /// <summary>Runs a process until it ends, waits, or its time slice is over.</summary>
    /// <param name="process">The process; no other worker has it.</param>
    /// <param name="budget">Reductions in its slice.</param>
    /// <returns>
    /// Why it stopped. At <see cref="Suspension.End"/> the process has ended: by itself when <see cref="Reductions"/> is not
    /// negative, or by what that says.
    /// </returns>
    internal Suspension RunSlice(Process process, int budget)
    {
        Process = process;
        Globals = process.Globals;
        _budget = budget;
        Reductions = budget;
        if (process.HasNews && !process.TakeOver())
        {
            return Suspension.End;
        }

        ProcessInfo.AnswerQuestions(this, process);
        _shared = process.Details?.Shared;
        while (process.Frames is { } frame)
        {
            var rest = frame.Caller;
            process.Frames = rest;
            process.FrameCount--;
            if (frame == _shared)
            {
                _shared = rest;
                process.FrameCount -= frame.Weight - 1;
            }
            else
            {
                frame.Caller = null;
            }

            (_innermost, _outermost) = (null, null);
            var result = frame.Resume(this);
            if (Reductions != Suspending)
            {
                Resumed = result;
                if (Reductions == Continuing)
                {
                    GoOn(process);
                }

                continue;
            }

            if (_outermost is not null)
            {
                _outermost.Caller = rest;
                process.Frames = _innermost;
            }

            if (_suspension == Suspension.Capture)
            {
                CallReceiver(process);
                continue;
            }

            KeepShared(process);
            ProcessInfo.AnswerQuestions(this, process);
            if (_suspension != Suspension.Spill)
            {
                return _suspension;
            }

            if (!Worker!.AllowSpilled(process))
            {
                return Suspension.End;
            }

            Reductions = budget;
        }

        KeepShared(process);
        process.Reductions += _budget - Math.Max(0, Reductions < 0 ? _left : Reductions);
        return Suspension.End;
    }
}
