namespace TinyTotIL.Runtime.Processes;

/// <summary>The messages that the owner has taken over from its <see cref="Inbox"/> and not received yet. The owner only; it may look through them as it likes.</summary>
internal struct Mailbox
{
    private const int MessageBytes = 56;

    private Message? _last;

    /// <summary>The oldest message the owner has taken over.</summary>
    public Message? First { get; private set; }

    /// <summary>Adds what has arrived to the end of the owner's list, as it is.</summary>
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

    /// <summary>Adds a message to the end of the owner's list.</summary>
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

    /// <summary>Takes a message out of the owner's list, wherever it is.</summary>
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

    /// <summary>Forgets the owner's list.</summary>
    public void Clear() => (First, _last) = (null, null);

    /// <summary>Shows a meter what waits here.</summary>
    /// <param name="meter">The meter.</param>
    public readonly void Measure(HeapMeter meter) => Measure(meter, First);

    /// <summary>Shows a meter some messages.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="message">The first of a list.</param>
    public static void Measure(HeapMeter meter, Message? message)
    {
        for (; message is not null; message = message.Next)
        {
            meter.AddBytes(MessageBytes);
            meter.Add(message.Value);
        }
    }
}
