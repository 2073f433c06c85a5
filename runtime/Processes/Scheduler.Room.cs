namespace TinyTotIL.Runtime.Processes;

/// <content>The ceiling on the number of processes.</content>
internal sealed partial class Scheduler
{
    /// <summary>While no greater number than this has been given to a process, there is room, whatever else has ended.</summary>
    private long _roomUpTo;

    /// <summary>
    /// Whether another process may be started. Asked by each that starts one, so it counts those alive only when as many have been started as there was
    /// room for the last time. Workers that ask at the same moment may be told yes for the same room.
    /// </summary>
    public bool HasRoom => _table.LastId < Volatile.Read(ref _roomUpTo) || LookForRoom();

    private long MostProcesses => Options.MaxProcesses ?? Limits.Processes;

    private bool LookForRoom()
    {
        var counts = Counts();
        Volatile.Write(ref _roomUpTo, counts.Spawned - counts.Alive + MostProcesses);
        return counts.Alive < MostProcesses;
    }
}
