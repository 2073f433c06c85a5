using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Tests.Fakes;

/// <summary>Writes down what a supervisor does; its processes end only when a test says so.</summary>
internal sealed class RecordedSupervisorWorld : ISupervisorWorld
{
    private readonly List<string> _events = [];
    private long _lastProcess;

    /// <summary>Ids whose next start fails, once for each time they are in here.</summary>
    public List<string> FailingStarts { get; } = [];

    /// <summary>The time; a test moves it.</summary>
    public long Now { get; set; }

    /// <summary>Number of the timer set last.</summary>
    public long Timer { get; private set; }

    /// <summary>What happened since the last call, in order.</summary>
    public string Take()
    {
        string events = string.Join(", ", _events);
        _events.Clear();
        return events;
    }

    public long Start(ChildSpec child)
    {
        if (FailingStarts.Remove(child.Id))
        {
            _events.Add($"{child.Id} does not start");
            return 0;
        }

        _events.Add($"start {child.Id} as {++_lastProcess}");
        return _lastProcess;
    }

    public void SendExit(long process, string reason) => _events.Add($"{reason} to {process}");

    public void SetTimer(long milliseconds, long number)
    {
        Timer = number;
        _events.Add($"timer {milliseconds}");
    }

    public void CancelTimer() => _events.Add("cancel timer");

    public void Restarting(ChildSpec child) => _events.Add($"restarting {child.Id}");

    public void Refused(ChildSpec child) => _events.Add($"refused {child.Id}");
}
