using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>A program with processes into which code is entered while it runs.</summary>
/// <param name="image">The program.</param>
/// <param name="host">The outside world.</param>
public sealed class InteractiveProgram(ProgramImage image, HostServices host)
{
    private const string Interrupted = "interrupted; a new process goes on, with all definitions and an empty mailbox";

    private readonly ModuleRun _module = new(image, module: 0, cache: null);
    private ShellFrame? _frame;
    private Scheduler? _scheduler;
    private volatile bool _isInterrupted;

    /// <summary>Does what a shell gives until it gives no more, or the program ends by EXIT.</summary>
    /// <param name="shell">The shell.</param>
    /// <param name="settings">How processes are run.</param>
    /// <returns>The exit code.</returns>
    public int Run(IShell shell, SchedulerOptions? settings = null)
    {
        Tag.Initialize();
        var scheduler = _scheduler = new Scheduler(image, host, limits: null, settings);
        scheduler.Serve(ProgramHost.ReportEnd);
        try
        {
            while (true)
            {
                // The process that was killed leaves its successor what has been defined.
                _module.Globals = _frame?.Process?.Globals ?? [];
                _frame = new ShellFrame(shell);
                try
                {
                    scheduler.SpawnFromOutside(_frame, _module).Wait();
                    return ExitCodes.Success;
                }
                catch (LanguageException) when (scheduler.IsStopping)
                {
                    return scheduler.ExitCode;
                }
                catch (LanguageException failure)
                {
                    // The process is gone, with its mailbox; a new one takes its place.
                    shell.ShowFailure(_isInterrupted ? Interrupted : failure.Message, failure.LanguageStackTrace);
                    _isInterrupted = false;
                }
            }
        }
        finally
        {
            host.Console.WriteBehind(isOn: false);
            host.Console.Flush();
        }
    }

    /// <summary>Ends what is being done, if anything is: its process is killed, and another does the next entry. Any thread may call it.</summary>
    /// <returns>Whether there was something to end.</returns>
    public bool Interrupt()
    {
        if (_frame is not { IsCalling: true, Process: { } process } || _scheduler is not { } scheduler)
        {
            return false;
        }

        _isInterrupted = true;
        scheduler.Send(process, new ExitSignal(process.Id, ExitReason.Kill, link: null));
        return true;
    }
}
