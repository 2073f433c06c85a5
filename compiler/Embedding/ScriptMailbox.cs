using System.Threading.Channels;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>A process on behalf of C# code: scripts send to its number, C# code reads what they have sent. All members may be used by any thread.</summary>
public sealed class ScriptMailbox : IDisposable
{
    private readonly Channel<Value> _messages = Channel.CreateUnbounded<Value>();
    private readonly Scheduler _scheduler;
    private readonly Process _process;

    internal ScriptMailbox(Scheduler scheduler, ModuleRun module)
    {
        _scheduler = scheduler;
        scheduler.IsReachable = true;
        var (end, process) = scheduler.SpawnApart(new OutsideMailbox((_, message) => _messages.Writer.TryWrite(message.Received)), module.Addresses, _ => { });
        _process = process;
        end.Task.ContinueWith(_ => _messages.Writer.TryComplete(), TaskScheduler.Default);
    }

    /// <summary>The number to send to.</summary>
    public long Id => _process.Id;

    /// <summary>Waits for the next message, in the order in which they arrived.</summary>
    /// <typeparam name="T">What it is to be.</typeparam>
    /// <param name="cancellation">Gives up; no message is lost.</param>
    /// <exception cref="InvalidCastException">The message, which is gone, is something else.</exception>
    /// <exception cref="ChannelClosedException">The mailbox is closed, or all processes of the machine have been ended.</exception>
    public async Task<T?> ReceiveAsync<T>(CancellationToken cancellation = default) =>
        ScriptValues.FromValue<T>(await _messages.Reader.ReadAsync(cancellation).ConfigureAwait(false));

    /// <summary>Ends the process; what has arrived can still be read.</summary>
    public void Dispose() => ProcessEngine.Kill(_scheduler, _process);
}
