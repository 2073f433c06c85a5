using System.Text.Json.Nodes;
using TinyTotIL.Cli.Debugging;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>The program that is debugged, which runs on a thread of its own while requests are answered on another.</summary>
internal sealed class DebuggedProgram : IDebugFrontEnd
{
    private const int StackBytes = 16 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly object _standing = new();
    private readonly AdapterChannel _channel;
    private readonly OutputConsole _console;
    private readonly BreakpointStore _breakpoints;
    private readonly CommandContext _context;
    private readonly LoadedProgram _program;
    private readonly LaunchSettings _settings;
    private readonly byte[] _input;
    private readonly ProgramThreads _threads;
    private Thread? _thread;
    private DebugStop? _stop;
    private Resumption? _wish;
    private volatile bool _isOver;
    private volatile bool _isSilent;
    private bool _isEnding;

    /// <summary>A program that has not begun.</summary>
    /// <param name="program">The program.</param>
    /// <param name="settings">How to run it.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="context">Its outside world.</param>
    /// <param name="channel">Where events go.</param>
    /// <param name="console">Where its output goes.</param>
    /// <param name="breakpoints">The breakpoints of the editor.</param>
    /// <param name="numbers">How the editor counts.</param>
    public DebuggedProgram(LoadedProgram program, LaunchSettings settings, byte[] input, CommandContext context, AdapterChannel channel, OutputConsole console, BreakpointStore breakpoints, EditorNumbers numbers)
    {
        (_program, _settings, _input, _context) = (program, settings, input, context);
        (_channel, _console, _breakpoints) = (channel, console, breakpoints);
        Session = Compilation.Debug(program, this, new DebugOptions
        {
            History = settings.IsPlainRun ? 0 : settings.History,
            StopsAtEntry = settings.StopsAtEntry && !settings.IsPlainRun,
        });
        Sources = new ProgramSources(Session, settings.Program, new SourceFiles(Session.Map, context.Host.Files, context.Host.Restrict(settings.Permissions).Files), numbers);
        _threads = new ProgramThreads(channel, settings.Program);
    }

    /// <summary>The session of the core.</summary>
    public DebugSession Session { get; }

    /// <summary>The files of the program.</summary>
    public ProgramSources Sources { get; }

    /// <summary>What the program shows while it stands still.</summary>
    public StoppedState State { get; } = new();

    /// <summary>At which errors it stops, from the beginning.</summary>
    public ErrorStops ErrorStops
    {
        init => Session.ErrorStops = _settings.IsPlainRun ? ErrorStops.None : value;
    }

    /// <summary>Whether it has begun.</summary>
    public bool HasBegun => _thread is not null;

    /// <summary>Whether it has ended.</summary>
    public bool IsOver => _isOver;

    /// <summary>Why it stands still; null while it runs.</summary>
    public DebugStop? Current
    {
        get
        {
            lock (_standing)
            {
                return _stop;
            }
        }
    }

    /// <summary>The process that has stopped, or that stands for all; 0 while the program runs.</summary>
    public long StoppedProcess => Current is { } stop ? ProcessOf(stop) : 0;

    /// <summary>Begins.</summary>
    public void Start()
    {
        _thread = new Thread(Run, StackBytes) { IsBackground = true, Name = "program" };
        _thread.Start();
    }

    /// <summary>Lets a program that stands still go on.</summary>
    /// <param name="wish">How.</param>
    public void Resume(Resumption wish)
    {
        lock (_standing)
        {
            if (_stop is not null)
            {
                (_stop, _wish) = (null, wish);
                State.Forget();
                Monitor.PulseAll(_standing);
            }
        }
    }

    /// <summary>Ends the program, as soon as it comes to its next instruction.</summary>
    /// <param name="isSilent">Whether the editor is told nothing of its end.</param>
    public void Quit(bool isSilent)
    {
        _isSilent |= isSilent;
        _console.IsMuted |= isSilent;
        lock (_standing)
        {
            _isEnding = true;
        }

        Session.Quit();
        Resume(Resumption.Quit);
    }

    /// <summary>Waits for the end of the program.</summary>
    /// <param name="patience">How long at most.</param>
    /// <returns>Whether it has ended.</returns>
    public bool Wait(TimeSpan patience) => _thread is null || _thread.Join(patience);

    /// <summary>Does something while no instruction is under way.</summary>
    /// <param name="change">What to do.</param>
    public void Change(Action<DebugSession> change)
    {
        while (true)
        {
            // What stands still stays so: only the thread that is here now lets it go on.
            if (Current is not null)
            {
                change(Session);
                return;
            }

            if (Session.TryChange(() => change(Session), Patience))
            {
                return;
            }
        }
    }

    /// <summary>Tells the editor that the processes are gone, of a program that ended without saying so.</summary>
    public void ForgetThreads() => _threads.EndAll();

    /// <summary>The processes, as threads.</summary>
    public JsonArray ListThreads()
    {
        long stopped = StoppedProcess;
        return _threads.List(stopped > 0 ? Session : null, stopped);
    }

    /// <inheritdoc/>
    public Resumption Stopped(DebugStop stop)
    {
        _console.Flush();
        var description = StopDescription.Of(stop, ProcessOf(stop), _breakpoints);
        lock (_standing)
        {
            if (_isEnding)
            {
                return Resumption.Quit;
            }

            (_stop, _wish) = (stop, null);
        }

        // Not under the lock: an editor that does not read must not keep its requests waiting, or the end of its input.
        _channel.SendEvent("stopped", description);
        lock (_standing)
        {
            while (_wish is null)
            {
                Monitor.Wait(_standing);
            }

            return _wish.Value;
        }
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
        _console.Flush();
        _channel.SendOutput("console", text + "\n");
    }

    /// <inheritdoc/>
    public void ProcessBegan(long process, string start) => _threads.Begin(process, start);

    /// <inheritdoc/>
    public void ProcessEnded(long process) => _threads.End(process);

    private static long ProcessOf(DebugStop stop) => stop.Process == 0 ? ProgramThreads.Main : stop.Process;

    private void Run()
    {
        int code = ExitCodes.InternalError;
        try
        {
            code = RunProgram();
            _console.Flush();
        }
        catch (Exception error) when (error is IOException or OutputClosedException)
        {
            // The editor is gone: nobody is left to tell.
            code = ExitCodes.OutputClosed;
        }
        catch (Exception fault)
        {
            Report(() => _channel.SendOutput("important", $"internal error of ttil ({fault.GetType().Name}): {fault.Message}\n"));
        }

        _isOver = true;
        if (!_isSilent)
        {
            Report(() =>
            {
                _threads.EndAll();
                _channel.SendEvent("exited", new JsonObject { ["exitCode"] = code });
                _channel.SendEvent("terminated");
            });
        }
    }

    private static void Report(Action tell)
    {
        try
        {
            tell();
        }
        catch (IOException)
        {
            // The editor no longer reads.
        }
    }

    private int RunProgram()
    {
        ProcessBegan(ProgramThreads.Main, "");
        var image = Compilation.Interpret(_program);
        if (image is { UsesProcesses: true, UsesLisp: true })
        {
            image.Evaluator = _context.EvaluatorFor(image, Engine.Interpreter, canUnload: true);
        }

        return Session.Run(image, _context.Host with { Console = new FileInput(_input, _console) }, new RunSettings
        {
            Seed = _settings.Seed,
            Workers = _settings.RealTime ? 1 : null,
            Permissions = _settings.Permissions,
        });
    }
}
