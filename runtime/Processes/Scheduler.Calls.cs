using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <content>Processes that .NET code starts and waits for, in a program used as a library.</content>
internal sealed partial class Scheduler
{
    private Process? _called;
    private bool _serves;

    /// <summary>Lets workers wait for processes from outside; the program then ends only by EXIT or a failure.</summary>
    /// <param name="report">Reports the error that a process has ended with for which nobody waits.</param>
    public void Serve(Action<ProcessContext, Process> report)
    {
        _report = report;
        _serves = true;
        Host.Console.WriteBehind(isOn: true);
    }

    /// <summary>Starts a process for code outside, which runs one at a time.</summary>
    /// <param name="start">Its outermost frame.</param>
    /// <param name="module">The module run it belongs to.</param>
    /// <returns>Its end.</returns>
    public Completion SpawnFromOutside(SavedFrame start, ModuleRun module)
    {
        var completion = new Completion();
        var process = new Process(_table.NextId(), start) { Module = module, Globals = module.Globals, Details = new ProcessDetails { Completion = completion } };
        BeginOutside();
        Volatile.Write(ref _called, process);
        Begin(process, parent: null);
        EndOutside();
        return completion;
    }

    /// <summary>Nothing happens any more unless .NET code does something, and what it does is wait for a call: the call ends.</summary>
    private void EndCallIfIdle()
    {
        if (Volatile.Read(ref _pending) > 0 || Clock.HasAlarms || _called is not { } process)
        {
            return;
        }

        _called = null;
        var lines = DeadlockReport.Of(this).Lines;
        var completion = process.Details!.Completion!;
        Worker.Current?.Counts.AddEnd(ExitReason.Killed);
        End(process, ExitReason.Killed);
        completion.Fail(new LanguageException(string.Join('\n', lines)));
    }

    private void Complete(Completion completion, ProcessContext context, Process process)
    {
        switch (context.Reductions)
        {
            case ProcessContext.Raising:
                var raised = context.Raised!;
                completion.Fail(new LanguageException(
                    raised.UncaughtText(Image, context.Addresses), LanguageStackTrace.Lines(raised, Image)));
                break;
            case ProcessContext.Exiting:
                Volatile.Write(ref _exitCode, context.ExitCode);
                Stop();
                completion.Fail(new LanguageException($"The program ended with exit code {context.ExitCode}."));
                break;
            case ProcessContext.Halting:
                completion.Succeed(Value.Null);
                break;
            default:
                string? reason = process.Details!.ExitReason;
                if (reason is null or ExitReason.Normal)
                {
                    completion.Succeed(reason is null ? context.Resumed : Value.Null);
                }
                else
                {
                    completion.Fail(new LanguageException($"The process of the call ended: {reason}"));
                }

                break;
        }
    }
}
