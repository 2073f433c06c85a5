using System.Reflection;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>Runs a program from its start to its exit code.</summary>
public static class ProgramHost
{
    private const int ExitCodeMask = 0xFF;

    /// <summary>Environment variable that asks for the .NET trace of an internal error.</summary>
    public const string TraceVariable = "TTIL_TRACE";

    /// <summary>Runs a program as this process.</summary>
    /// <param name="image">The program.</param>
    /// <param name="args">The arguments given to <c>Main</c>.</param>
    /// <returns>The exit code.</returns>
    public static int Run(ProgramImage image, string[] args)
    {
        // A .NET program that calls Main of a compiled one keeps its own heap.
        if (image.Assembly is { } program && program == Assembly.GetEntryAssembly())
        {
            SystemMemory.LimitHeap();
        }

        return RunAsProcess(image, SystemHost.CreateFor(args));
    }

    /// <summary>Runs a program as the command line and the environment ask for.</summary>
    /// <param name="image">The program.</param>
    /// <param name="host">The outside world.</param>
    /// <param name="given">What the command line asks for, which overrules the environment; null for nothing.</param>
    /// <returns>The exit code; 2 when the environment asks for what cannot be.</returns>
    public static int RunAsProcess(ProgramImage image, HostServices host, RunSettings? given = null)
    {
        if (!(given ?? new RunSettings()).TryAdd(host.Settings, out var settings, out string? problem))
        {
            Fail(host.Console, problem, settings.ErrorFormat ?? ErrorFormat.Text);
            return ExitCodes.BadUsage;
        }

        using var shown = new ProgramReports(image, host, settings);
        host = host.Restrict(settings.Permissions);
        var limits = settings.StackBytes is { } bytes ? new RuntimeLimits { StackBytes = bytes } : null;
        return shown.Conclude(RunAndShow(image, host, limits, settings, shown));
    }

    /// <summary>Runs a program.</summary>
    /// <param name="image">The program.</param>
    /// <param name="host">The outside world.</param>
    /// <param name="limits">Ceilings; null for the defaults.</param>
    /// <param name="options">How its processes are run, if it has any; null for the defaults.</param>
    /// <returns>The exit code: 0 at the normal end, 1 after an uncaught error, or the one given to EXIT.</returns>
    public static int Run(ProgramImage image, HostServices host, RuntimeLimits? limits = null, SchedulerOptions? options = null)
    {
        var console = host.Console;
        try
        {
            Tag.Initialize();
            if (image.UsesProcesses)
            {
                return RunProcesses(new Scheduler(image, host, limits, options));
            }

            var context = new ProcessContext(image, host, limits) { Observer = options?.MachineObserver };
            StackSegments.EnterOnThisThread(context);
            RunBody(context, options);
            string? problem = context.ClosePorts();
            int code = Conclude(context, options ?? SchedulerOptions.Default);
            console.Flush();
            return problem is null ? code : Break(console, options, problem);
        }
        catch (OutputClosedException)
        {
            return ExitCodes.OutputClosed;
        }
        catch (HostException error)
        {
            // File operations turn theirs into language errors, so this is output that could not be written.
            return Break(console, options, ErrorText.FileError("stdout", error.Message));
        }
        catch (HookFailureException failure)
        {
            console.Flush();
            ErrorReport.Of(failure, image).Write(console, options?.ErrorFormat ?? ErrorFormat.Text);
            return ExitCodes.Failure;
        }
        catch (OutOfMemoryException)
        {
            return Break(console, options, "Out of memory");
        }
        catch (InsufficientExecutionStackException)
        {
            return Break(console, options, ErrorText.CallStackOverflow);
        }
        catch (Exception error)
        {
            // The .NET trace is for those who mend the runtime; it means nothing to the program's author.
            bool wantsTrace = host.Settings.GetVariable(TraceVariable) == "1";
            Break(console, options, wantsTrace ? $"internal error: {error}" : $"internal error: {error.Message} (set {TraceVariable}=1 for details)");
            return ExitCodes.InternalError;
        }
    }

    private static void RunBody(ProcessContext context, SchedulerOptions? options)
    {
        context.BeginCounting(options);
        if (context.Profile is not { } profile)
        {
            StackSegments.RunBodyOnSegment(context);
            return;
        }

        var tree = profile.Begin(context, context.ProcessId, known: null);
        StackSegments.RunBodyOnSegment(context);
        profile.End(context, tree, hasEnded: true);
    }

    /// <summary>Runs a program with processes, and shows what was asked for of them.</summary>
    private static int RunAndShow(ProgramImage image, HostServices host, RuntimeLimits? limits, RunSettings settings, ProgramReports shown)
    {
        if (!image.UsesProcesses)
        {
            return Run(image, host, limits, shown.Apply(new SchedulerOptions { ErrorFormat = settings.ErrorFormat ?? ErrorFormat.Text }));
        }

        var trace = settings.Trace is { } filter ? new TraceObserver(filter, host.Console) : null;
        var profile = settings.Profile ? new ProfileObserver() : null;
        using var interrupt = settings.Profile || settings.Observer is not null || shown.WritesFiles ? new InterruptObserver() : null;
        var options = new SchedulerOptions
        {
            Workers = settings.Workers,
            Seed = settings.Seed,
            MaxHeapBytes = settings.MaxHeapBytes,
            MaxReductions = settings.MaxReductions,
            MaxProcesses = settings.MaxProcesses,
            ErrorFormat = settings.ErrorFormat ?? ErrorFormat.Text,
            Observer = ObserverGroup.Of(trace, profile, settings.Observer, interrupt, settings.Hooks is { } hooks ? new HookProcessObserver(hooks, image) : null),
        };
        int code = Run(image, host, limits, shown.Apply(options));
        if (profile is not null)
        {
            host.Console.WriteErrorLine(profile.Render().TrimEnd('\n'));
        }

        return code;
    }

    private static int RunProcesses(Scheduler scheduler)
    {
        int? code = scheduler.Run(ReportEnd);
        if (scheduler.Ports.CloseAll() is { } problem)
        {
            code = Break(scheduler.Host.Console, scheduler.Options, problem);
        }

        scheduler.Host.Console.Flush();
        if (code is null)
        {
            var report = DeadlockReport.Of(scheduler);
            scheduler.Options.Observer?.Deadlocked(report.Lines, report.Places);
            ProcessTelemetry.ReportDeadlock(report.Lines);
            foreach (string line in scheduler.Options.ErrorFormat == ErrorFormat.Json ? [report.Json()] : report.Lines)
            {
                scheduler.Host.Console.WriteErrorLine(line);
            }
        }

        return code & ExitCodeMask ?? ExitCodes.Deadlock;
    }

    /// <summary>Reports the error with which a process has ended, without lines of others in between.</summary>
    /// <param name="context">Holds the error.</param>
    /// <param name="process">The process.</param>
    internal static void ReportEnd(ProcessContext context, Process process)
    {
        var scheduler = context.Scheduler!;
        var report = ErrorReport.Of(context, process);
        report.Tell(scheduler.Options.Observer, process);
        lock (scheduler.Output)
        {
            report.Write(scheduler.Host.Console, scheduler.Options.ErrorFormat);
        }
    }

    private static int Conclude(ProcessContext context, SchedulerOptions options)
    {
        if (context.Reductions == ProcessContext.Exiting)
        {
            return context.ExitCode & ExitCodeMask;
        }

        if (context.Reductions != ProcessContext.Raising)
        {
            return ExitCodes.Success;
        }

        var report = ErrorReport.Of(context, process: null);
        report.Tell(options.Observer, process: null);
        report.Write(context.Host.Console, options.ErrorFormat);
        return ExitCodes.Failure;
    }

    /// <summary>Reports an end that is no process's doing.</summary>
    private static int Break(IConsole console, SchedulerOptions? options, string text)
    {
        options?.Observer?.Crashed(text);
        return Fail(console, text, options?.ErrorFormat ?? ErrorFormat.Text);
    }

    private static int Fail(IConsole console, string text, ErrorFormat format)
    {
        console.WriteErrorLine(format == ErrorFormat.Json ? JsonLine.OfError(text) : $"Error: {text}");
        return ExitCodes.Failure;
    }
}
