using System.Diagnostics;
using System.Text;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Cli.Observation;

/// <summary>Shows the processes of a program: again and again while it runs if standard error is a terminal, and once at the end.</summary>
internal sealed class ProcessDisplay : IDisposable
{
    private const int IntervalMilliseconds = 500;

    /// <summary>With so many processes that a look at them takes long, looks are this much rarer than they are long.</summary>
    private const int RestFactor = 20;

    /// <summary>Rows of a table that is not bounded by a terminal.</summary>
    private const int MostRows = 100;

    /// <summary>Lines of a terminal that are not rows of the table: totals, titles, a line that counts the others, and the prompt.</summary>
    private const int OtherLines = 5;

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _isOver = new();
    private readonly ProcessSampler _sampler = new();
    private readonly LiveRegion _region = new(WriteRaw);
    private readonly IConsole _console;
    private readonly ObservedConsole? _observed;
    private readonly Thread? _painter;

    /// <summary>Prepares the display.</summary>
    /// <param name="host">The outside world of the program.</param>
    public ProcessDisplay(HostServices host)
    {
        _console = host.Console;
        Host = host;
        if (Console.IsErrorRedirected || host.Environment.GetVariable("TERM") is null or "dumb")
        {
            return;
        }

        _observed = new ObservedConsole(_console, _region, _gate, isOutputShown: !Console.IsOutputRedirected);
        Host = host with { Console = _observed };
        _painter = new Thread(Paint) { IsBackground = true, Name = "observer" };
    }

    /// <summary>The outside world in which the program is to run.</summary>
    public HostServices Host { get; }

    /// <summary>Looks at the processes.</summary>
    public ProcessSampler Sampler => _sampler;

    /// <summary>Runs the program, and shows its processes meanwhile and at the end.</summary>
    /// <param name="run">Runs it.</param>
    /// <returns>What the run gives.</returns>
    public int Show(Func<int> run)
    {
        _painter?.Start();
        int code = run();
        _isOver.Set();
        _painter?.Join();
        lock (_gate)
        {
            _region.Erase();
        }

        if (_sampler.HasBegun)
        {
            _console.WriteErrorLine((_region.IsLineOpen ? "\n" : "") + string.Join('\n', ProcessReport.Lines(_sampler.TakeLast(MostRows), before: null)));
        }

        return code;
    }

    /// <inheritdoc/>
    public void Dispose() => _isOver.Dispose();

    private static void WriteRaw(string text)
    {
        // Console.Error would send terminal settings of its own first.
        using var stream = Console.OpenStandardError();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private void Paint()
    {
        SystemSnapshot? before = null;
        int rest = IntervalMilliseconds;
        while (!_isOver.Wait(rest))
        {
            if (!_sampler.HasBegun)
            {
                continue;
            }

            var (width, height) = TerminalSize.OfStandardError();
            long start = Stopwatch.GetTimestamp();
            var snapshot = _sampler.Take(Math.Max(1, height - OtherLines));

            // The first look is slow for another reason: its code is compiled.
            double cost = before is null ? 0 : Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            rest = (int)Math.Max(IntervalMilliseconds, RestFactor * cost);
            var lines = ProcessReport.Lines(snapshot, before);
            before = snapshot;
            lock (_gate)
            {
                if (!_observed!.IsReading)
                {
                    _region.Draw([.. lines.Take(height - 1)], width);
                }
            }
        }
    }
}
