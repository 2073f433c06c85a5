using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>Runs each call as a process, and keeps what the calls start.</summary>
/// <param name="image">The program.</param>
/// <param name="host">The outside world.</param>
/// <param name="limits">Ceilings.</param>
/// <param name="options">How processes are run.</param>
internal sealed class ProcessEngine(ProgramImage image, HostServices host, RuntimeLimits limits, SchedulerOptions options) : MachineEngine
{
    private readonly Lock _gate = new();
    private Scheduler? _scheduler;
    private AskDesk? _desk;
    private bool _isDisposed;

    /// <inheritdoc/>
    public override ModuleRun Module { get; } = new(image, module: 0, cache: null);

    /// <summary>What runs the processes now: EXIT ends all of them, and the next call begins anew with what has been exported.</summary>
    /// <exception cref="ObjectDisposedException">The machine has been disposed of.</exception>
    public Scheduler Current
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, typeof(Machine));
                if (_scheduler is null or { IsStopping: true })
                {
                    _scheduler = new Scheduler(image, host, limits, options);
                    _desk = null;
                    _scheduler.Serve(ProgramHost.ReportEnd);
                }

                return _scheduler;
            }
        }
    }

    /// <summary>Where questions to processes are asked.</summary>
    public AskDesk Desk
    {
        get
        {
            var scheduler = Current;
            lock (_gate)
            {
                return _desk ??= new AskDesk(scheduler, Module);
            }
        }
    }

    /// <inheritdoc/>
    public override Task RunTopLevelAsync(MachineTurn turn) => RunAsync(new ModuleStart(), turn);

    /// <inheritdoc/>
    public override Task<Value> CallAsync(FunctionValue function, Value[] arguments, MachineTurn turn) =>
        RunAsync(new LibraryCall(function, arguments), turn);

    /// <summary>Starts a process that calls a function, with variables of its own.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">Its arguments.</param>
    public (Scheduler Scheduler, Completion End, Process Process) Spawn(FunctionValue function, Value[] arguments)
    {
        var scheduler = Current;
        var callee = Value.From(function);
        Value[] globals = Module.Globals;
        if (image.UsesLisp)
        {
            var copier = new ValueCopier();
            callee = copier.Copy(callee);
            globals = Array.ConvertAll(globals, copier.Copy);
            copier.Finish(context: null);
        }

        var (end, process) = scheduler.SpawnApart(new LibraryCall((FunctionValue)callee.Tag!, arguments), Module.Addresses, child => child.Globals = globals);
        return (scheduler, end, process);
    }

    /// <summary>Waits for the end of a process; ends it when the wait is given up.</summary>
    /// <param name="scheduler">What runs it.</param>
    /// <param name="process">The process.</param>
    /// <param name="end">Its end.</param>
    /// <param name="turn">Whose it is; its cancellation gives up.</param>
    public static async Task<Value> AwaitAsync(Scheduler scheduler, Process process, Completion end, MachineTurn turn)
    {
        var cancellation = turn.Cancellation;
        using var registration = cancellation.UnsafeRegister(_ => Kill(scheduler, process), null);
        try
        {
            if (turn.KeepsThread)
            {
                Task.WaitAny([end.Task], CancellationToken.None);
            }

            return await end.Task.ConfigureAwait(false);
        }
        catch (LanguageException error) when (error.Failure == CallFailure.Ended && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (LanguageException error) when (IsDisposal(scheduler, error))
        {
            throw new ObjectDisposedException(typeof(Machine).FullName);
        }
        finally
        {
            scheduler.Host.Console.Flush();
        }
    }

    /// <summary>Whether a process has ended because the machine has been disposed of.</summary>
    /// <param name="scheduler">What ran it.</param>
    /// <param name="error">What its end was reported as.</param>
    public static bool IsDisposal(Scheduler scheduler, LanguageException error) => error.Failure == CallFailure.Exit && scheduler.IsShutDown;

    /// <summary>Ends a process, wherever it is; nothing happens to one that has ended.</summary>
    /// <param name="scheduler">What runs it.</param>
    /// <param name="process">The process.</param>
    public static void Kill(Scheduler scheduler, Process process) => scheduler.Send(process, new ExitSignal(sender: 0, ExitReason.Kill, link: null));

    /// <inheritdoc/>
    public override void Dispose()
    {
        Scheduler? scheduler;
        lock (_gate)
        {
            _isDisposed = true;
            scheduler = _scheduler;
        }

        scheduler?.ShutDown();
        host.Console.Flush();
    }

    private Task<Value> RunAsync(SavedFrame start, MachineTurn turn)
    {
        turn.Cancellation.ThrowIfCancellationRequested();
        var scheduler = Current;
        var end = scheduler.SpawnFromOutside(start, Module, out var process);
        return AwaitAsync(scheduler, process, end, turn);
    }
}
