namespace TinyTotIL.Runtime.Processes;

/// <summary>Something that happens at a set time, once.</summary>
internal abstract class Alarm
{
    private const int Unset = -1;

    /// <summary>When it rings, in microseconds of the scheduler's clock.</summary>
    internal long Deadline;

    /// <summary>Its neighbours in the list of the wheel it is in; after it has left the wheel, the next one to ring.</summary>
    internal Alarm? Next, Previous;

    /// <summary>The list of the wheel it is in.</summary>
    internal int Slot = Unset;

    /// <summary>Whether it waits in a wheel.</summary>
    internal bool IsArmed => Slot != Unset;

    /// <summary>Whether its time has come. Once it has, it cannot be cancelled any more.</summary>
    public bool HasRung => Volatile.Read(ref _hasRung);

    private bool _hasRung;

    /// <summary>Notes that it is in no wheel any more.</summary>
    internal void Disarm() => Slot = Unset;

    /// <summary>Notes that its time has come.</summary>
    internal void Expire() => Volatile.Write(ref _hasRung, true);

    /// <summary>Does what it was set for. Called by a worker between two slices, without any lock; it must be quick.</summary>
    /// <param name="scheduler">The scheduler.</param>
    internal abstract void Ring(Scheduler scheduler);
}
