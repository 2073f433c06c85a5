using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Runs the processes of one program.</summary>
internal sealed class Scheduler
{
    /// <summary>Reductions in a time slice.</summary>
    public const int Budget = 4000;

    private readonly Dictionary<long, Process> _processes = [];
    private readonly Queue<Process> _queue = [];
    private long _lastId;

    /// <summary>Prepares a scheduler.</summary>
    /// <param name="image">The program.</param>
    /// <param name="host">The outside world.</param>
    /// <param name="limits">Ceilings; null for the defaults.</param>
    /// <param name="options">How processes are run; null for the defaults.</param>
    public Scheduler(ProgramImage image, HostServices host, RuntimeLimits? limits, SchedulerOptions? options = null)
    {
        Options = options ?? SchedulerOptions.Default;
        (Image, Host, Limits) = (image, host, limits ?? RuntimeLimits.Default);
        Timers = new MessageTimers(this);
    }

    /// <summary>The program.</summary>
    public ProgramImage Image { get; }

    /// <summary>The outside world.</summary>
    public HostServices Host { get; }

    /// <summary>How processes are run.</summary>
    public SchedulerOptions Options { get; }

    /// <summary>Ceilings.</summary>
    public RuntimeLimits Limits { get; }

    /// <summary>The time, and what happens at set times.</summary>
    public AlarmClock Clock { get; } = new(isVirtual: true);

    /// <summary>The names of processes.</summary>
    public NameRegistry Names { get; } = new();

    /// <summary>The messages that are to be sent later.</summary>
    public MessageTimers Timers { get; }

    /// <summary>The processes alive, in the order of their numbers.</summary>
    public IEnumerable<Process> All => _processes.Values.OrderBy(process => process.Id);

    /// <summary>Whether a process other than the running one could run now.</summary>
    public bool HasWork => _queue.Count > 0 || Options.Policy is { AlwaysYields: true };

    /// <summary>Starts a process.</summary>
    /// <param name="start">Its outermost frame.</param>
    /// <param name="parent">The process that starts it; null for the first one.</param>
    /// <param name="program">The module whose program it runs; null when it runs a function of its parent's.</param>
    /// <param name="prepare">Done before it can run; null for nothing.</param>
    public Process Spawn(SavedFrame start, Process? parent, int? program = null, Action<Process>? prepare = null)
    {
        var process = new Process(++_lastId, start)
        {
            Program = program ?? parent?.Module?.Module ?? parent?.Program ?? 0,
            Addresses = program is null ? parent?.Module?.Addresses ?? parent?.Addresses : null,
        };
        _processes.Add(process.Id, process);
        prepare?.Invoke(process);
        Options.Observer?.Spawned(process, parent);
        Ready(process);
        return process;
    }

    /// <summary>The process with a number; null when there is none, or not any more.</summary>
    /// <param name="id">The number.</param>
    public Process? Find(long id) => _processes.GetValueOrDefault(id);

    /// <summary>Whether a number has been given to a process, alive or not.</summary>
    /// <param name="id">The number.</param>
    public bool HasExisted(long id) => id > 0 && id <= _lastId;

    /// <summary>Puts a process that has become runnable into a queue.</summary>
    /// <param name="process">The process.</param>
    public void Ready(Process process) => _queue.Enqueue(process);

    /// <summary>Sends a message; false when the process has ended.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <param name="message">The message.</param>
    public bool Send(Process receiver, Message message)
    {
        if (!receiver.Mailbox.TryAdd(message, out bool isNews))
        {
            return false;
        }

        if (isNews)
        {
            Wake(receiver);
        }

        return true;
    }

    /// <summary>Lets a process that waits look again at what it waits for.</summary>
    /// <param name="process">The process.</param>
    public void Wake(Process process)
    {
        if (Interlocked.CompareExchange(ref process.State, ProcessState.Runnable, ProcessState.Waiting) == ProcessState.Waiting)
        {
            Ready(process);
        }
    }

    /// <summary>Runs the main program and all it starts.</summary>
    /// <param name="conclude">Reports how a process ended and gives its exit code; null keeps the program running.</param>
    public int Run(Func<ProcessContext, Process, int?> conclude)
    {
        int code = 0;
        System.Runtime.ExceptionServices.ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                code = RunHere(conclude);
            }
            catch (Exception error)
            {
                failure = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(error);
            }
        }, 16 << 20);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return code;
    }

    private unsafe int RunHere(Func<ProcessContext, Process, int?> conclude)
    {
        byte local;
        var context = new ProcessContext(this);
        Spawn(new ModuleStart(), parent: null);
        int code = 0;
        StackSegments.EnterOnThisThread(context);
        context.StackLimit = (nint)(&local) - (1 << 20);
        while (_queue.TryDequeue(out var process) || TryWait(out process))
        {
            switch (context.RunSlice(process, Options.Policy?.ChooseSlice(Budget) ?? Budget))
            {
                case Suspension.Yield:
                    Ready(process);
                    break;
                case Suspension.Wait:
                    Volatile.Write(ref process.State, ProcessState.Waiting);
                    Interlocked.MemoryBarrier();
                    if (process.Mailbox.HasNews && Interlocked.CompareExchange(ref process.State, ProcessState.Runnable, ProcessState.Waiting) == ProcessState.Waiting)
                    {
                        Ready(process);
                    }

                    break;
                default:
                    Volatile.Write(ref process.State, ProcessState.Ended);
                    _processes.Remove(process.Id);
                    if (conclude(context, process) is { } result)
                    {
                        return result;
                    }

                    string reason = ProcessEnd.ReasonOf(context, process);
                    code = process.Id == 1 && !ExitReason.IsClean(reason) ? 1 : code;
                    context.Clear();
                    ProcessEnd.Tell(this, process, reason);
                    break;
            }
        }

        return code;
    }

    private bool TryWait([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Process? process)
    {
        process = null;
        while (process is null && Clock.Jump())
        {
            Clock.Ring(this);
            _queue.TryDequeue(out process);
        }

        return process is not null;
    }
}
