namespace TinyTotIL.Runtime.Processes;

/// <summary>What has been sent to a process and not been taken yet.</summary>
/// <remarks>
/// Senders push onto a stack by one compare-and-swap; the owner takes the whole stack at once and reverses it into a list of its own. So
/// neither side takes a lock, an empty mailbox is three null references, and the owner may look through its list as it likes.
/// </remarks>
internal struct Mailbox
{
    private Message? _inbox;
    private Message? _first;
    private Message? _last;
    private int _taken;

    /// <summary>Adds a message. Any thread may.</summary>
    /// <param name="message">The message; it belongs to this mailbox from now on.</param>
    /// <returns>Whether nothing had arrived since the owner last looked.</returns>
    public bool Add(Message message)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _inbox);
            message.Next = newest;
            message.Depth = newest is null ? 1 : newest.Depth + 1;
            if (Interlocked.CompareExchange(ref _inbox, message, newest) == newest)
            {
                return newest is null;
            }
        }
    }

    /// <summary>Whether something has arrived since the owner last looked. Any thread may ask.</summary>
    public readonly bool HasNews => Volatile.Read(in _inbox) is not null;

    /// <summary>How many messages there are. Any thread may ask; the answer is exact for the owner.</summary>
    public readonly int Length => Volatile.Read(in _taken) + (Volatile.Read(in _inbox)?.Depth ?? 0);

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
            _taken--;
        }

        return message;
    }

    /// <summary>Moves what has arrived to the end of the owner's list.</summary>
    private void TakeOver()
    {
        var newest = Interlocked.Exchange(ref _inbox, null);
        _taken += newest?.Depth ?? 0;
        Message? oldest = null, last = newest;
        while (newest is not null)
        {
            var next = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = next;
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
