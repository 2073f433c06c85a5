using System.Runtime.InteropServices;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>Does something before the terminal or the system ends a program without processes; those with processes are ended in order.</summary>
internal sealed class ReportInterrupt : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    /// <summary>Waits for a signal.</summary>
    /// <param name="last">What is done at the first one, on a thread of its own while the program runs; it is given the exit code that the program will have.</param>
    public ReportInterrupt(Action<int> last) =>
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            if (Interlocked.Increment(ref _signals) == 1)
            {
                last(InterruptObserver.ExitCodeOf(context.Signal));
            }
        }))];

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());
}
