using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>A running script: its exports can be called, and its processes live on between calls.</summary>
/// <remarks>
/// <para>
/// The top level of the script runs once, at the first use. Machines share nothing, also those of one script.
/// </para>
/// <para>
/// All members may be used by any thread. One call runs at a time, and others wait for their turn; processes started by <see cref="SpawnAsync"/> or by the script run beside it. A C# function that a call is waiting for may itself call the
/// machine with <c>await</c>: such a call runs at once, as a process of its own, with copies of the variables of a Scheme program. A C# function that returns no task cannot call a machine, not even to look at the result later: an
/// <see cref="InvalidOperationException"/> says so.
/// </para>
/// <para>
/// A machine of an interruptible script has threads, which sleep when there is nothing to do; <see cref="Dispose"/> ends them.
/// </para>
/// </remarks>
public sealed partial class Machine : IDisposable, IAsyncDisposable
{
    /// <summary>Exports that a message names; a library may have hundreds.</summary>
    private const int MostNames = 20;

    private readonly MachineOptions _options;
    private readonly MachineEngine _engine;
    private readonly SemaphoreSlim _turn = new(1);
    private ScriptException? _loadFailure;
    private bool _isLoaded;
    private int _disposed;

    /// <summary>Prepares a machine. Nothing runs yet.</summary>
    /// <param name="script">The script.</param>
    /// <param name="options">Its surroundings and limits; null for the defaults.</param>
    /// <exception cref="ArgumentException">Something is limited that a trusted script does not heed, or there are listeners or hooks for a script that does not tell what they are to be told.</exception>
    public Machine(Script script, MachineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(script);
        Script = script;
        _options = options ?? new MachineOptions();
        Tag.Initialize();
        _options.CheckFor(script);
        var host = _options.HostFor(script, this);
        _engine = script.IsInterruptible
            ? new ProcessEngine(script.Image, host, _options.Limits(), _options.Scheduling(script))
            : new SequentialEngine(script.Image, host, _options.Limits(), _options.ListeningObserver());
    }

    /// <summary>The script.</summary>
    public Script Script { get; }

    private bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Runs the top level now, if it has not run. Every other member does this as well, when it is the first.</summary>
    /// <param name="cancellation">Ends it; the machine is then of no use.</param>
    /// <exception cref="ScriptException">The top level has failed, now or before.</exception>
    public Task LoadAsync(CancellationToken cancellation = default) => TakeTurnAsync(static _ => Task.FromResult(true), keepsThread: false, cancellation);

    /// <summary>Calls an exported function, and waits for it. For threads of the caller; functions that a script calls use <see cref="CallAsync{T}"/>.</summary>
    /// <typeparam name="T">What the result is to be; <see cref="Value"/> for the value itself.</typeparam>
    /// <param name="name">The function.</param>
    /// <param name="arguments">Its arguments, converted as <see cref="ScriptValues"/> says.</param>
    /// <returns>The result; null when the function leaves none.</returns>
    /// <exception cref="ScriptException">The script has raised an error, ended, or been stopped by a limit, or exports no such function.</exception>
    /// <exception cref="ArgumentException">There are more arguments than parameters, or one cannot be given to a script.</exception>
    /// <exception cref="InvalidCastException">The result is something else.</exception>
    /// <exception cref="InvalidOperationException">The caller is a function that a script calls, and keeps its thread.</exception>
    /// <exception cref="ObjectDisposedException">The machine has been disposed of, before or during the call.</exception>
    public T? Call<T>(string name, params List<object?> arguments)
    {
        RefuseOnWorker();
        return CallExportAsync<T>(name, arguments, keepsThread: true, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Calls an exported function.</summary>
    /// <typeparam name="T">What the result is to be.</typeparam>
    /// <param name="name">The function.</param>
    /// <param name="arguments">Its arguments; null for none.</param>
    /// <param name="cancellation">Stops the function, wherever it is, if the script is interruptible.</param>
    /// <returns>The result.</returns>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <inheritdoc cref="Call{T}"/>
    public Task<T?> CallAsync<T>(string name, List<object?>? arguments = null, CancellationToken cancellation = default) =>
        CallExportAsync<T>(name, arguments, keepsThread: false, cancellation);

    /// <summary>Calls a function that the script has given to C# code as a <see cref="Value"/>.</summary>
    /// <typeparam name="T">What the result is to be.</typeparam>
    /// <param name="function">The function; of the same script.</param>
    /// <param name="arguments">Its arguments; null for none.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <inheritdoc cref="Call{T}"/>
    public Task<T?> InvokeAsync<T>(Value function, List<object?>? arguments = null, CancellationToken cancellation = default)
    {
        Value[] values = ToValues([function, .. arguments ?? []]);
        var callee = values[0].Tag as FunctionValue ?? throw new ArgumentException("The value is not a function.", nameof(function));
        return TakeTurnAsync(
            async turn =>
            {
                CheckCount(callee, "The function", values.Length - 1);
                return ScriptValues.FromValue<T>(await InvokeAsync(callee, values[1..], turn).ConfigureAwait(false));
            },
            keepsThread: false,
            cancellation);
    }

    /// <summary>Gives an exported value.</summary>
    /// <typeparam name="T">What it is to be.</typeparam>
    /// <param name="name">Its name.</param>
    /// <exception cref="ScriptException">The script exports no such value, or its top level has failed.</exception>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public T? Get<T>(string name)
    {
        RefuseOnWorker();
        return TakeTurnAsync(_ => Task.FromResult(ScriptValues.FromValue<T>(Export(name))), keepsThread: true, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Whether the script exports a value of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ScriptException">The top level has failed.</exception>
    public bool HasExport(string name)
    {
        RefuseOnWorker();
        return TakeTurnAsync(_ => Task.FromResult(_engine.Module.Exports.TryGet(name, out var _)), keepsThread: true, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Ends all processes and the threads of the machine. Calls under way and those that wait for their turn fail with an <see cref="ObjectDisposedException"/>; a C# function that one of them is in runs to its end.</summary>
    /// <remarks>The output is flushed last: what a writer of the caller's throws then comes through, and the machine is disposed of all the same.</remarks>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _engine.Dispose();
        }
    }

    /// <summary>The same as <see cref="Dispose"/>, without keeping the caller's thread.</summary>
    public ValueTask DisposeAsync() => new(Task.Run(Dispose));

    /// <summary>The value for an object, as the script needs it.</summary>
    /// <param name="content">The object.</param>
    internal Value ToValue(object? content) => ValueConversion.ToValue(content, new ConversionTarget(Script.Image.UsesLisp, this));

    /// <summary>The function of the caller's in which the code runs, also what that has started and not waited for.</summary>
    private static readonly AsyncLocal<FunctionScope?> Inside = new();

    /// <summary>Begins the scope of a function that this machine's script has called.</summary>
    /// <returns>To be ended when the function has.</returns>
    internal FunctionScope EnterFunction() => Inside.Value = new FunctionScope(this);

    private Task<T?> CallExportAsync<T>(string name, List<object?>? arguments, bool keepsThread, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        Value[] values = ToValues(arguments);
        return TakeTurnAsync(
            async turn => ScriptValues.FromValue<T>(await InvokeAsync(FindFunction(name, values.Length), values, turn).ConfigureAwait(false)), keepsThread, cancellation);
    }

    private Value[] ToValues(List<object?>? arguments)
    {
        Value[] values = arguments is null ? [] : [.. arguments.Select(ToValue)];
        foreach (var value in values)
        {
            if (value.Tag is FunctionValue given && !Script.Image.UsesLisp && !Script.Image.Owns(given) && !HostFunctionValues.Includes(given))
            {
                throw new ArgumentException("A function of another script cannot be called in this one.", nameof(arguments));
            }
        }

        return values;
    }

    private Value Export(string name) =>
        _engine.Module.Exports.TryGet(name, out var value) ? value : throw new ScriptException($"The script '{Script.Name}' exports no '{name}'; {ExportNames()}");

    private string ExportNames()
    {
        string[] names = [.. _engine.Module.Exports.CopyNames().Order(StringComparer.Ordinal)];
        string more = names.Length > MostNames ? $" and {names.Length - MostNames} more" : "";
        return names.Length == 0 ? "it exports nothing" : $"it exports {string.Join(", ", names.Take(MostNames))}{more}";
    }

    private FunctionValue FindFunction(string name, int arguments)
    {
        var value = Export(name);
        var function = value.Tag as FunctionValue
            ?? throw new ScriptException(ErrorText.TypeMismatch(_engine.Module.Addresses, "CALL_FUNCTION", "a function or closure", [value]));
        CheckCount(function, name, arguments);
        return function;
    }

    /// <summary>Inside a process too many arguments would be a fault of ours, and end all of them.</summary>
    private static void CheckCount(FunctionValue function, string name, int arguments)
    {
        if (function.Prototype is not { IsChoice: false, IsVariadic: false, Parameters.Length: var count } || arguments == count)
        {
            return;
        }

        string problem = $"{name} takes {count} {(count == 1 ? "argument" : "arguments")}, not {arguments}";
        throw arguments > count ? new ArgumentException(problem, nameof(arguments)) : new ScriptException(problem);
    }

    private Task<Value> InvokeAsync(FunctionValue function, Value[] arguments, MachineTurn turn)
    {
        if (!turn.IsNested || _engine is not ProcessEngine processes)
        {
            return _engine.CallAsync(function, arguments, turn);
        }

        var (scheduler, end, process) = processes.Spawn(function, arguments);
        return ProcessEngine.AwaitAsync(scheduler, process, end, turn);
    }

    /// <summary>Does something when nobody else does, after the top level has run; what the script fails with becomes the caller's exception.</summary>
    private Task<T> TakeTurnAsync<T>(Func<MachineTurn, Task<T>> action, bool keepsThread, CancellationToken cancellation)
    {
        if (Inside.Value is not { HasEnded: false })
        {
            // A function that is not awaited would wait for a turn that ends only after it. It is not known yet whether it will wait, so the exception is thrown at once, not put into a task that nobody may look at.
            RefuseOnWorker();
        }

        return AwaitTurnAsync(action, keepsThread, cancellation);
    }

    private async Task<T> AwaitTurnAsync<T>(Func<MachineTurn, Task<T>> action, bool keepsThread, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        bool isNested = Inside.Value is { HasEnded: false } scope && scope.Machine == this;
        if (_engine is SequentialEngine sequential && (isNested || sequential.IsCaller))
        {
            throw new InvalidOperationException("A function that a trusted script calls cannot call the script: it has no processes.");
        }

        if (isNested)
        {
            return await UseTurnAsync(action, isNested: true, keepsThread, cancellation).ConfigureAwait(false);
        }

        if (keepsThread)
        {
            // Its going on must not need a thread of the pool: they may all be waiting here.
            _turn.Wait(cancellation);
        }
        else
        {
            await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        }

        try
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            return await UseTurnAsync(action, isNested: false, keepsThread, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The time for it begins when the turn has come.</summary>
    private async Task<T> UseTurnAsync<T>(Func<MachineTurn, Task<T>> action, bool isNested, bool keepsThread, CancellationToken cancellation)
    {
        using var limit = new TimeLimit(_options.TimeLimit, cancellation);
        var turn = new MachineTurn(isNested, keepsThread, limit.Token);
        try
        {
            if (!isNested)
            {
                await EnsureLoadedAsync(turn, limit).ConfigureAwait(false);
            }

            return await action(turn).ConfigureAwait(false);
        }
        catch (LanguageException error)
        {
            throw ScriptException.Of(error);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            throw limit.Failure();
        }
    }

    /// <summary>The top level may have written files: it does not run again, however it failed.</summary>
    private async Task EnsureLoadedAsync(MachineTurn turn, TimeLimit limit)
    {
        if (_loadFailure is not null)
        {
            throw _loadFailure.Again();
        }

        if (_isLoaded)
        {
            return;
        }

        try
        {
            await _engine.RunTopLevelAsync(turn).ConfigureAwait(false);
            _isLoaded = true;
        }
        catch (LanguageException error)
        {
            _loadFailure = ScriptException.Of(error);
            throw;
        }
        catch (OperationCanceledException)
        {
            _loadFailure = limit.IsOver ? limit.Failure() : new ScriptException("The top level of the script was cancelled", ScriptFailure.Ended);
            throw;
        }
        catch (Exception error) when (!IsDisposed)
        {
            // A writer, an observer or a hook of the caller's has failed.
            _loadFailure = new ScriptException($"The top level of the script was stopped by {error.GetType().Name}: {error.Message}", ScriptFailure.Ended, error);
            throw;
        }
    }

    private static void RefuseOnWorker()
    {
        if (Worker.Current is not null)
        {
            throw new InvalidOperationException("A function that a script calls must not keep its thread: it returns a Task, and calls the machine with await.");
        }
    }
}
