using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>A process of a script, as C# code holds it. All members may be used by any thread.</summary>
public sealed class ScriptProcess
{
    private readonly Machine _machine;
    private readonly Scheduler _scheduler;
    private readonly Process _process;

    internal ScriptProcess(Machine machine, Scheduler scheduler, Process process, Completion? end)
    {
        (_machine, _scheduler, _process) = (machine, scheduler, process);
        if (end is not null)
        {
            Completion = Translate(scheduler, end.Task);
            _ = Completion.ContinueWith(static ended => ended.Exception, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously);
        }
    }

    /// <summary>Its number, as SELF gives it.</summary>
    public long Id => _process.Id;

    /// <summary>Whether it has not ended.</summary>
    public bool IsAlive => _process.HasNotEnded() && !_scheduler.IsStopping;

    /// <summary>Its end, with the result of its function, or with a <see cref="ScriptException"/> that says why there is none, or an <see cref="ObjectDisposedException"/> when the machine was disposed of. Null for a process that C# code has not started.</summary>
    public Task<Value>? Completion { get; }

    /// <summary>Sends it a message. Nothing happens when it has ended.</summary>
    /// <param name="message">The message, converted as <see cref="ScriptValues"/> says.</param>
    /// <returns>Whether it was alive.</returns>
    public bool Send(object? message) => _scheduler.Send(_process, new Message(_machine.ToValue(message)));

    /// <summary>Asks it something and waits for the answer, as docs/processes.md has servers do it.</summary>
    /// <remarks>
    /// It receives the list <c>[tag, sender, question]</c>, in Scheme such a list as well, and answers by sending <c>[tag, answer]</c> to the sender. The tag is a text that no other question has.
    /// </remarks>
    /// <typeparam name="T">What the answer is to be.</typeparam>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Gives up; the process goes on, and a late answer is dropped.</param>
    /// <exception cref="ScriptException">It has ended without an answer.</exception>
    /// <exception cref="InvalidCastException">The answer is something else.</exception>
    public async Task<T?> AskAsync<T>(object? question, CancellationToken cancellation = default)
    {
        var content = _machine.ToValue(question);
        return IsAlive
            ? ScriptValues.FromValue<T>(await _machine.Desk.AskAsync(_process, content, cancellation).ConfigureAwait(false))
            : throw AskDesk.Gone(_process);
    }

    /// <summary>Ends it, whatever it does; <see cref="Completion"/> then fails.</summary>
    public void Kill() => ProcessEngine.Kill(_scheduler, _process);

    private static async Task<Value> Translate(Scheduler scheduler, Task<Value> end)
    {
        try
        {
            return await end.ConfigureAwait(false);
        }
        catch (LanguageException error) when (ProcessEngine.IsDisposal(scheduler, error))
        {
            throw new ObjectDisposedException(typeof(Machine).FullName);
        }
        catch (LanguageException error)
        {
            throw ScriptException.Of(error);
        }
    }
}
