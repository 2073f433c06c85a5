namespace TinyTotIL.Runtime.Processes;

/// <summary>What has been sent to a process and not been taken yet.</summary>
/// <remarks>
/// Senders push onto a stack by one compare-and-swap; the owner takes the whole stack at once and keeps the messages in a list of its own. So
/// neither side takes a lock, an empty mailbox is three null references, and the owner may look through its list as it likes. A process that ends closes its
/// inbox in the same way: what was pushed before is seen by the end, and what comes later is refused.
/// </remarks>
internal struct Mailbox
{
    private const int MessageBytes = 56;

    /// <summary>What a closed inbox holds.</summary>
    private static readonly Message Closed = new(default);

    private Message? _inbox;
    private Message? _last;

    /// <summary>The oldest message the owner has taken over. The owner only.</summary>
    public Message? First { get; private set; }

    /// <summary>Whether something has arrived since the owner last looked. Any thread may ask.</summary>
    public readonly bool HasNews => Volatile.Read(in _inbox) is { } newest && newest != Closed;

    /// <summary>Adds a message. Any thread may.</summary>
    /// <param name="message">The message; it belongs to this mailbox from now on.</param>
    /// <param name="isNews">Whether nothing had arrived since the owner last looked.</param>
    /// <returns>Whether the inbox is open.</returns>
    public bool TryAdd(Message message, out bool isNews)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _inbox);
            isNews = newest is null;
            if (newest == Closed)
            {
                return false;
            }

            message.Next = newest;
            if (Interlocked.CompareExchange(ref _inbox, message, newest) == newest)
            {
                return true;
            }
        }
    }

    /// <summary>How many values have arrived that the owner has not taken over. Any thread may ask; to others than the owner the answer is an estimate.</summary>
    /// <param name="most">How much is looked through at most.</param>
    public readonly int CountNews(int most)
    {
        int count = 0;
        var message = Volatile.Read(in _inbox);

        // What the owner takes over meanwhile leads elsewhere, so nothing may depend on coming to an end.
        for (int i = 0; i < most && message is not null && message != Closed; i++)
        {
            count += message is Signal ? 0 : 1;
            message = message.Next;
        }

        return count;
    }

    /// <summary>Empties the inbox. The owner only.</summary>
    public ArrivedMessages TakeNews() => Reverse(Interlocked.Exchange(ref _inbox, null));

    /// <summary>Refuses everything from now on. The owner only, once.</summary>
    /// <returns>What had arrived.</returns>
    public ArrivedMessages Close() => Reverse(Interlocked.Exchange(ref _inbox, Closed));

    /// <summary>Adds what has arrived to the end of the owner's list, as it is. The owner only.</summary>
    /// <param name="news">Values only.</param>
    public void Append(in ArrivedMessages news)
    {
        if (news.Oldest is not { } oldest)
        {
            return;
        }

        oldest.Previous = _last;
        if (_last is null)
        {
            First = oldest;
        }
        else
        {
            _last.Next = oldest;
        }

        _last = news.Newest;
    }

    /// <summary>Adds a message to the end of the owner's list. The owner only.</summary>
    /// <param name="message">The message.</param>
    public void Append(Message message)
    {
        message.Next = null;
        message.Previous = _last;
        if (_last is null)
        {
            First = message;
        }
        else
        {
            _last.Next = message;
        }

        _last = message;
    }

    /// <summary>Takes a message out of the owner's list, wherever it is. The owner only.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isEntered">Whether an index may still lead to it, so that it must say that it is gone.</param>
    public void Remove(Message message, bool isEntered)
    {
        if (message.Previous is null)
        {
            First = message.Next;
        }
        else
        {
            message.Previous.Next = message.Next;
        }

        if (message.Next is null)
        {
            _last = message.Previous;
        }
        else
        {
            message.Next.Previous = message.Previous;
        }

        // What is gone must not lead to the others: an old message that nobody needs would keep young ones alive.
        message.Previous = null;
        message.Next = null;
        if (isEntered)
        {
            message.Next = message;
        }
    }

    /// <summary>Forgets the owner's list. The owner only.</summary>
    public void Clear() => (First, _last) = (null, null);

    /// <summary>Shows a meter what waits here. The owner only.</summary>
    /// <param name="meter">The meter.</param>
    public readonly void Measure(HeapMeter meter)
    {
        Measure(meter, First);
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

    private static ArrivedMessages Reverse(Message? newest)
    {
        Message? oldest = null;
        int count = 0;
        bool areValues = true;
        for (var message = newest; message is not null;)
        {
            var older = message.Next;
            message.Previous = older;
            message.Next = oldest;
            areValues &= message.GetType() == typeof(Message);
            count++;
            oldest = message;
            message = older;
        }

        return new ArrivedMessages(oldest, newest, count, areValues);
    }
}
