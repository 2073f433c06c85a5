namespace TinyTotIL.Runtime.Processes;

/// <summary>What has been sent to a process and not been taken yet.</summary>
/// <remarks>
/// Senders push onto a stack by one compare-and-swap; the owner takes the whole stack at once and reverses it into a list of its own. So
/// neither side takes a lock, an empty mailbox is three null references, and the owner may look through its list as it likes.
/// </remarks>
internal struct Mailbox
{
    private const int MessageBytes = 40;

    private Message? _inbox;
    private Message? _first;
    private Message? _last;
    private int _count;

    /// <summary>Adds a message. Any thread may.</summary>
    /// <param name="message">The message; it belongs to this mailbox from now on.</param>
    /// <returns>Whether nothing had arrived since the owner last looked.</returns>
    public bool Add(Message message)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _inbox);
            message.Next = newest;
            if (Interlocked.CompareExchange(ref _inbox, message, newest) == newest)
            {
                return newest is null;
            }
        }
    }

    /// <summary>Whether something has arrived since the owner last looked. Any thread may ask.</summary>
    public readonly bool HasNews => Volatile.Read(in _inbox) is not null;

    /// <summary>How many messages there are. Any thread may ask; to others than the owner the answer is an estimate.</summary>
    /// <param name="most">How many of the inbox are counted, one by one, at most.</param>
    public readonly int Length(int most)
    {
        int length = _count;
        int left = most;

        // What the owner takes over meanwhile leads elsewhere, so nothing may depend on coming to an end.
        for (var message = Volatile.Read(in _inbox); message is not null && left > 0; message = message.Next)
        {
            length++;
            left--;
        }

        return length;
    }

    /// <summary>Takes the oldest message; null when there is none. The owner only.</summary>
    public Message? TakeFirst()
    {
        if (_first is null)
        {
            TakeOver();
        }

        var message = _first;
        if (message is not null)
        {
            _first = message.Next;
            message.Next = null;
            _count--;
        }

        return message;
    }

    /// <summary>Drops everything. The owner only, or anyone once the process has ended.</summary>
    public void Clear()
    {
        (_first, _last, _count) = (null, null, 0);
        Volatile.Write(ref _inbox, null);
    }

    /// <summary>Shows a meter what waits here. The owner only.</summary>
    /// <param name="meter">The meter.</param>
    public readonly void Measure(HeapMeter meter)
    {
        Measure(meter, _first);
        Measure(meter, Volatile.Read(in _inbox));
    }

    private static void Measure(HeapMeter meter, Message? message)
    {
        for (; message is not null; message = message.Next)
        {
            meter.AddBytes(MessageBytes);
            meter.Add(message.Value);
        }
    }

    /// <summary>Moves what has arrived to the end of the owner's list, where it is no news any more. The owner only.</summary>
    public void TakeOver()
    {
        var newest = Interlocked.Exchange(ref _inbox, null);
        Message? oldest = null, last = newest;
        while (newest is not null)
        {
            var next = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = next;
            _count++;
        }

        if (oldest is null)
        {
            return;
        }

        if (_first is null)
        {
            _first = oldest;
        }
        else
        {
            _last!.Next = oldest;
        }

        _last = last;
    }
}
