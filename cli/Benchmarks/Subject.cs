using System.Diagnostics;
using TinyTotIL.Cli.Recording;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli.Benchmarks;

/// <summary>What is measured: one program in the hands of one engine.</summary>
internal sealed class Subject
{
    /// <summary>A round is at least this long, so that the clock's own steps do not count.</summary>
    private const double ShortestRoundNanoseconds = 5e6;

    private const int FewestWarmUpRuns = 3;

    /// <summary>Long enough for the JIT to see what is hot and to compile it again.</summary>
    private const double WarmUpNanoseconds = 500e6;

    /// <summary>A program that takes longer than this has had its warm-up while it ran.</summary>
    private const double LongestWarmUpNanoseconds = 2e9;

    private readonly Work _work;
    private readonly ProgramImage _image;
    private readonly HostServices _host;
    private readonly List<double> _times = [];
    private int _runsPerRound = 1;

    /// <summary>Makes it ready to run.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="work">What it does.</param>
    /// <param name="options">How to compile it.</param>
    /// <param name="host">The outside world; only its streams are replaced.</param>
    public Subject(Engine engine, Work work, CompilationOptions options, HostServices host)
    {
        (Engine, _work, _host) = (engine, work, host);
        _image = CommandContext.ImageOf(work.Program, engine, options);
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>What was measured so far.</summary>
    public EngineResult Result => new(Engine, _work.Units, [.. _times]);

    /// <summary>Runs the program until it is as fast as it gets.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    public string? WarmUp()
    {
        double total = 0;
        double last = 0;
        for (int runs = 0; (runs < FewestWarmUpRuns || total < WarmUpNanoseconds) && total < LongestWarmUpNanoseconds; runs++)
        {
            if (Run(out last) is { } failure)
            {
                return failure;
            }

            total += last;
        }

        _runsPerRound = (int)Math.Ceiling(ShortestRoundNanoseconds / Math.Max(last, 1));
        return null;
    }

    /// <summary>Measures one round.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    public string? Measure()
    {
        // The garbage of another round is not this one's work.
        GC.Collect();
        double total = 0;
        for (int run = 0; run < _runsPerRound; run++)
        {
            if (Run(out double time) is { } failure)
            {
                return failure;
            }

            total += time;
        }

        _times.Add(total / _runsPerRound);
        return null;
    }

    private string? Run(out double nanoseconds)
    {
        var console = new RecordingConsole();
        var host = _host with { Console = console, Programs = new RecordingLauncher(_host.Programs, console) };
        long start = Stopwatch.GetTimestamp();
        int exitCode = ProgramHost.RunAsProcess(_image, host);
        nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return exitCode == ExitCodes.Success
            ? _work.Expected.Check(console.Output)
            : string.Join('\n', console.ErrorLines.Prepend($"it ended with exit code {exitCode}"));
    }
}
