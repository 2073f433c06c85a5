namespace TinyTotIL.Runtime.Processes;

/// <summary>The runnable processes of one worker: a ring whose owner adds and takes in order, and from which others steal.</summary>
/// <remarks>
/// <para>
/// The owner alone moves the tail. Everyone who takes, the owner included, reads the slots first and then moves the head by
/// compare-and-swap: a slot is written again only after the head has passed it, so success proves that what was read was still there.
/// Both counters run on without end and wrap; the slot is what is left of them modulo the length.
/// </para>
/// <para>A slot keeps its process after that was taken, which no collection of garbage can help: at most 256 ended ones for each worker.</para>
/// </remarks>
internal sealed class RunQueue
{
    /// <summary>Processes it holds at most.</summary>
    public const int Capacity = 256;

    private const uint Mask = Capacity - 1;

    private readonly Process[] _slots = new Process[Capacity];
    private uint _head;
    private uint _tail;

    /// <summary>Processes in it; exact for the owner while nobody steals, otherwise a moment old.</summary>
    public int Count => Math.Max(0, (int)(Volatile.Read(ref _tail) - Volatile.Read(ref _head)));

    /// <summary>Adds a process at the end; false when there is no room. The owner only.</summary>
    /// <param name="process">The process.</param>
    public bool TryAdd(Process process)
    {
        uint tail = _tail;
        if (tail - Volatile.Read(ref _head) >= Capacity)
        {
            return false;
        }

        _slots[tail & Mask] = process;
        Volatile.Write(ref _tail, tail + 1);
        return true;
    }

    /// <summary>Takes the oldest process; null when there is none. The owner only.</summary>
    public Process? Take()
    {
        while (true)
        {
            uint head = Volatile.Read(ref _head);
            if (head == _tail)
            {
                return null;
            }

            var process = _slots[head & Mask];
            if (TryRemove(head, 1))
            {
                return process;
            }
        }
    }

    /// <summary>Moves the older half of another worker's queue here. The owner only.</summary>
    /// <param name="victim">The other queue.</param>
    /// <returns>The oldest of them, which is not added; null when there was nothing.</returns>
    public Process? StealFrom(RunQueue victim)
    {
        while (true)
        {
            uint head = victim.Look(out int count);
            if (count == 0)
            {
                return null;
            }

            uint tail = _tail;
            int room = Capacity - (int)(tail - Volatile.Read(ref _head));
            count = Math.Min(count, room + 1);
            var first = victim.At(head);
            for (uint i = 1; i < count; i++)
            {
                _slots[(tail + i - 1) & Mask] = victim.At(head + i);
            }

            if (victim.TryRemove(head, count))
            {
                Volatile.Write(ref _tail, tail + (uint)count - 1);
                return first;
            }
        }
    }

    /// <summary>Where the oldest process is, and how many the older half are. Any thread may ask.</summary>
    /// <param name="count">Half of those there are, rounded up.</param>
    internal uint Look(out int count)
    {
        while (true)
        {
            uint head = Volatile.Read(ref _head);
            uint length = Volatile.Read(ref _tail) - head;
            if (length <= Capacity)
            {
                count = (int)(length - (length / 2));
                return head;
            }

            // The head moved between the two reads.
        }
    }

    /// <summary>Reads a slot without taking its process. What is read counts only if <see cref="TryRemove"/> succeeds.</summary>
    /// <param name="position">Where; from the head on.</param>
    internal Process At(uint position) => _slots[position & Mask];

    /// <summary>Takes processes that were read; false when someone else has taken any of them.</summary>
    /// <param name="head">Where they begin.</param>
    /// <param name="count">How many.</param>
    internal bool TryRemove(uint head, int count) => Interlocked.CompareExchange(ref _head, head + (uint)count, head) == head;
}
