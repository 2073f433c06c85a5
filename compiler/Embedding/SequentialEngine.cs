using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>Runs trusted code, which has no processes, on the thread that calls.</summary>
/// <param name="image">The program.</param>
/// <param name="host">The outside world.</param>
/// <param name="limits">Ceilings.</param>
/// <param name="observer">Is told of instructions; null for nobody.</param>
internal sealed class SequentialEngine(ProgramImage image, HostServices host, RuntimeLimits limits, MachineObserver? observer) : MachineEngine
{
    private readonly ProcessContext _context = new(image, host, limits) { Observer = observer };

    /// <summary>The thread on which code runs now; null when none does.</summary>
    private Thread? _thread;

    /// <inheritdoc/>
    public override ModuleRun Module => _context.Module;

    /// <summary>Whether the caller is a function that the code running now has called.</summary>
    public bool IsCaller => Volatile.Read(ref _thread) == Thread.CurrentThread;

    /// <summary>Runs the top level.</summary>
    public void RunTopLevel() => Run(() =>
    {
        StackSegments.RunBodyOnSegment(_context);
        return Value.Null;
    });

    /// <inheritdoc/>
    public override Task RunTopLevelAsync(MachineTurn turn)
    {
        turn.Cancellation.ThrowIfCancellationRequested();
        RunTopLevel();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task<Value> CallAsync(FunctionValue function, Value[] arguments, MachineTurn turn)
    {
        turn.Cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Run(() => FunctionOperations.Invoke(_context, function, arguments)));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _context.ClosePorts();
        _context.Host.Console.Flush();
    }

    private Value Run(Func<Value> code)
    {
        Volatile.Write(ref _thread, Thread.CurrentThread);
        try
        {
            StackSegments.EnterOnThisThread(_context);
            var result = code();
            return _context.Reductions switch
            {
                ProcessContext.Raising => throw Scheduler.ErrorOf(_context),
                ProcessContext.Exiting => throw Scheduler.Exited(_context.ExitCode),
                ProcessContext.Halting => Value.Null,
                _ => result,
            };
        }
        finally
        {
            Volatile.Write(ref _thread, null);
            _context.Clear();
            _context.Host.Console.Flush();
        }
    }
}
