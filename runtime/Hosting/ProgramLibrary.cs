using System.Runtime.ExceptionServices;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>A compiled program as a library: what the public methods of its assembly call when .NET code uses it.</summary>
/// <remarks>
/// The program's top level runs once, before the first use; what it has exported by then can be called and read. One call runs at a
/// time. Output is flushed when a call ends, because no program end will do it.
/// </remarks>
public sealed class ProgramLibrary
{
    /// <summary>One context serves one thread at a time.</summary>
    private readonly Lock _gate = new();
    private readonly Func<ProgramImage> _image;
    private readonly HostServices? _host;
    private ProcessContext? _context;
    private ProcessLibrary? _processes;
    private Exception? _loadFailure;

    /// <summary>A library in the real world.</summary>
    /// <param name="image">Gives the program; called once.</param>
    public ProgramLibrary(Func<ProgramImage> image)
        : this(image, host: null)
    {
    }

    /// <summary>A library in a given world.</summary>
    /// <param name="image">Gives the program; called once.</param>
    /// <param name="host">The outside world; null for the real one.</param>
    public ProgramLibrary(Func<ProgramImage> image, HostServices? host)
    {
        _image = image;
        _host = host;
    }

    /// <summary>The library of a compiled assembly, made on first use; the same for all threads.</summary>
    /// <param name="place">The assembly's field for it.</param>
    /// <param name="image">Address of the method that gives the program: () -> image.</param>
    public static unsafe ProgramLibrary Share(ref ProgramLibrary? place, nint image) =>
        Volatile.Read(ref place)
        ?? Interlocked.CompareExchange(ref place, new ProgramLibrary(() => ((delegate*<ProgramImage>)image)()), null)
        ?? place;

    /// <summary>Calls an exported function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">One value for each parameter.</param>
    /// <returns>Its result; null when it leaves none.</returns>
    /// <exception cref="ArgumentException">An argument is a function of another program.</exception>
    /// <exception cref="LanguageException">The program raised an error, ended, or exports no such function.</exception>
    public Value Call(string name, params Value[] arguments)
    {
        lock (_gate)
        {
            var module = Load();
            var image = _processes?.Image ?? _context!.Image;
            var callee = Export(module, name);
            if (callee.Tag is not FunctionValue function)
            {
                throw new LanguageException(
                    ErrorText.TypeMismatch(module.Addresses, "CALL_FUNCTION", "a function or closure", [callee]));
            }

            foreach (var argument in arguments)
            {
                if (argument.Tag is FunctionValue given && !image.Owns(given))
                {
                    throw new ArgumentException("A function of another program cannot be called in this one.", nameof(arguments));
                }
            }

            if (_processes is not null)
            {
                return _processes.Call(function, arguments);
            }

            var context = _context!;
            return Run(context, () =>
            {
                StackSegments.EnterOnThisThread(context);
                return FunctionOperations.Invoke(context, function, arguments);
            });
        }
    }

    /// <summary>Gives an exported value.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="LanguageException">The program raised an error or exports no such value.</exception>
    public Value Get(string name)
    {
        lock (_gate)
        {
            return Export(Load(), name);
        }
    }

    private static Value Export(ModuleRun module, string name) =>
        module.Exports.TryGet(name, out var value) ? value : throw new LanguageException(ErrorText.UndefinedVariable(name));

    /// <summary>Runs code and leaves the context ready for the next call, whatever happens.</summary>
    private static Value Run(ProcessContext context, Func<Value> code)
    {
        try
        {
            var result = code();
            return context.Reductions switch
            {
                ProcessContext.Raising => throw Scheduler.ErrorOf(context),
                ProcessContext.Exiting => throw new LanguageException($"The program ended with exit code {context.ExitCode}."),
                ProcessContext.Halting => Value.Null,
                _ => result,
            };
        }
        finally
        {
            context.Clear();
            context.Host.Console.Flush();
        }
    }

    private ModuleRun Load()
    {
        // The top level may have written files: it does not run again, however it failed.
        switch (_loadFailure)
        {
            case null:
                break;
            case LanguageException failure:
                throw new LanguageException(failure.Message, failure.LanguageStackTrace) { Frames = failure.Frames };
            default:
                ExceptionDispatchInfo.Throw(_loadFailure);
                break;
        }

        if (_context is null && _processes is null)
        {
            Tag.Initialize();
            var image = _image();
            var host = _host ?? SystemHost.Create();
            try
            {
                if (image.UsesProcesses)
                {
                    _processes = LoadProcesses(image, host);
                }
                else
                {
                    _context = LoadContext(image, host);
                }
            }
            catch (Exception failure)
            {
                _loadFailure = failure;
                throw;
            }
        }

        return _processes?.Module ?? _context!.Module;
    }

    private static ProcessLibrary LoadProcesses(ProgramImage image, HostServices host)
    {
        var processes = new ProcessLibrary(image, host);
        processes.Load();
        return processes;
    }

    private static ProcessContext LoadContext(ProgramImage image, HostServices host)
    {
        var context = new ProcessContext(image, host);
        Run(context, () =>
        {
            StackSegments.EnterOnThisThread(context);
            StackSegments.RunBody(context);
            return Value.Null;
        });
        return context;
    }
}
