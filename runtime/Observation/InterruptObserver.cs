using System.Runtime.InteropServices;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Ends a program that the terminal or the system asks to end, so that what was asked of it is shown all the same. The second time it is ended at once.</summary>
internal sealed class InterruptObserver : ProcessObserver, IDisposable
{
    /// <summary>Shells report a program that a signal has ended as this and the signal's number.</summary>
    private const int EndedBySignal = 128;
    private const int InterruptNumber = 2;
    private const int TerminateNumber = 15;

    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <inheritdoc/>
    public override void Began(SchedulerView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Handle(PosixSignal.SIGINT, view);
        Handle(PosixSignal.SIGTERM, view);
    }

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    /// <summary>The exit code of a program that a signal has ended.</summary>
    /// <param name="signal">SIGINT or SIGTERM.</param>
    public static int ExitCodeOf(PosixSignal signal) => EndedBySignal + (signal == PosixSignal.SIGINT ? InterruptNumber : TerminateNumber);

    private void Handle(PosixSignal signal, SchedulerView view)
    {
        int signals = 0;
        _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = Interlocked.Increment(ref signals) == 1;
            if (context.Cancel)
            {
                view.Interrupt(ExitCodeOf(signal));
            }
        }));
    }
}
