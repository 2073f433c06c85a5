using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>Runs a script from its beginning to the end of its last process.</summary>
internal sealed class WholeRun : ProcessObserver
{
    private const long MainProcess = 1;

    private string? _mainReason;
    private ScriptException? _error;

    /// <summary>Runs a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="options">Its surroundings.</param>
    /// <param name="cancellation">Ends it.</param>
    public static RunResult Execute(Script script, MachineOptions options, CancellationToken cancellation)
    {
        options.CheckFor(script);
        cancellation.ThrowIfCancellationRequested();
        Tag.Initialize();
        return script.IsInterruptible ? new WholeRun().RunProcesses(script, options, cancellation) : RunAlone(script, options);
    }

    /// <inheritdoc/>
    public override void Exited(Process process, string reason)
    {
        if (process.Id == MainProcess)
        {
            _mainReason = reason;
        }
    }

    private static RunResult RunAlone(Script script, MachineOptions options)
    {
        using var engine = new SequentialEngine(script.Image, options.HostFor(script, owner: null), options.Limits(), options.ListeningObserver());
        try
        {
            engine.RunTopLevel();
            return new RunResult(ExitCodes.Success, null);
        }
        catch (LanguageException error) when (error.Failure == CallFailure.Exit)
        {
            return new RunResult(error.ExitCode & byte.MaxValue, null);
        }
        catch (LanguageException error)
        {
            return new RunResult(ExitCodes.Failure, ScriptException.Of(error));
        }
    }

    private RunResult RunProcesses(Script script, MachineOptions options, CancellationToken cancellation)
    {
        using var limit = new TimeLimit(options.TimeLimit, cancellation);
        var scheduler = new Scheduler(script.Image, options.HostFor(script, owner: null), options.Limits(), options.Scheduling(script, this));
        int? code;
        using (limit.Token.UnsafeRegister(_ => scheduler.Interrupt(ExitCodes.Failure), null))
        {
            code = scheduler.Run(Report);
        }

        string? problem = scheduler.Ports.CloseAll();
        scheduler.Host.Console.Flush();
        cancellation.ThrowIfCancellationRequested();
        var error = limit.IsOver ? limit.Failure()
            : _error ?? (code is null ? new ScriptException(string.Join('\n', DeadlockReport.Of(scheduler).Lines), ScriptFailure.Deadlock)
            : MainFailure() ?? (problem is null ? null : new ScriptException(problem)));
        return new RunResult(code is null ? ExitCodes.Deadlock : error is not null ? ExitCodes.Failure : code.Value & byte.MaxValue, error);
    }

    private ScriptException? MainFailure() =>
        _mainReason is null || ExitReason.IsClean(_mainReason) ? null : new ScriptException($"The main process ended: {_mainReason}", ScriptException.OfReason(_mainReason));

    private void Report(ProcessContext context, Process process)
    {
        if (process.Id == MainProcess)
        {
            _error = ScriptException.Of(Scheduler.ErrorOf(context));
        }
        else
        {
            ProgramHost.ReportEnd(context, process);
        }
    }
}
