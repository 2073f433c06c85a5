using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>A program with processes as a library: each call from .NET code runs as a process, and what it starts lives on between calls.</summary>
/// <param name="image">The program.</param>
/// <param name="host">The outside world.</param>
internal sealed class ProcessLibrary(ProgramImage image, HostServices host)
{
    private Scheduler? _scheduler;

    /// <summary>The program.</summary>
    public ProgramImage Image => image;

    /// <summary>The run of the main program, whose exports can be called.</summary>
    public ModuleRun Module { get; } = new(image, module: 0, cache: null);

    /// <summary>Runs the top level of the program.</summary>
    public void Load() => Run(new ModuleStart());

    /// <summary>Calls a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">One value for each parameter, or fewer, which is an error of the language.</param>
    /// <exception cref="ArgumentException">There are more arguments than parameters.</exception>
    public Value Call(FunctionValue function, Value[] arguments)
    {
        // Inside a process this would be a fault of ours, and end all of them.
        FunctionOperations.CheckCount(function.Prototype, arguments.Length);
        return Run(new LibraryCall(function, arguments));
    }

    private Value Run(SavedFrame start)
    {
        // EXIT ends all processes; the next call begins anew, with what the program has exported.
        if (_scheduler is null or { IsStopping: true })
        {
            _scheduler = new Scheduler(image, host, limits: null);
            _scheduler.Serve(ProgramHost.ReportEnd);
        }

        try
        {
            return _scheduler.SpawnFromOutside(start, Module).Wait();
        }
        finally
        {
            host.Console.Flush();
        }
    }
}
