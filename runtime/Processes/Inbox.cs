using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The part of a process that senders touch: what has been sent to it and not been taken over yet, and whether it waits.</summary>
/// <remarks>
/// <para>
/// Senders push onto a stack by one compare-and-swap; the owner takes the whole stack at once and keeps the messages in a <see cref="Mailbox"/>. So
/// neither side takes a lock, and an empty inbox is a null reference. A process that ends closes its
/// inbox in the same way: what was pushed before is seen by the end, and what comes later is refused.
/// </para>
/// <para>
/// It is a base class because its fields then come first in the object, and a line of the cache or more lies between them and what the owner writes at each message: otherwise
/// sender and receiver would take the line away from each other all the time.
/// </para>
/// </remarks>
public abstract class Inbox
{
    /// <summary>What a closed inbox holds.</summary>
    private static readonly Message Closed = new(default);

    private Message? _newest;

    /// <summary>One of <see cref="ProcessState"/>.</summary>
    internal int State;

    /// <summary>Only processes have inboxes.</summary>
    private protected Inbox()
    {
    }

    /// <summary>Number of the module whose top level it began with, or that its function belongs to a run of; 0 is the main program. Here because it never changes.</summary>
    internal int Program { get; init; }

    /// <summary>Whether something has arrived since the owner last looked. Any thread may ask.</summary>
    internal bool HasNews => Volatile.Read(ref _newest) is { } newest && newest != Closed;

    /// <summary>Adds a message. Any thread may.</summary>
    /// <param name="message">The message; it belongs to this inbox from now on.</param>
    /// <param name="isNews">Whether nothing had arrived since the owner last looked.</param>
    /// <returns>Whether the inbox is open.</returns>
    internal bool TryAdd(Message message, out bool isNews)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _newest);
            isNews = newest is null;
            if (newest == Closed)
            {
                return false;
            }

            message.Next = newest;
            if (Interlocked.CompareExchange(ref _newest, message, newest) == newest)
            {
                return true;
            }
        }
    }

    /// <summary>How many values have arrived that the owner has not taken over. Any thread may ask; to others than the owner the answer is an estimate.</summary>
    /// <param name="most">How much is looked through at most.</param>
    internal int CountNews(int most)
    {
        int count = 0;
        var message = Volatile.Read(ref _newest);

        // What the owner takes over meanwhile leads elsewhere, so nothing may depend on coming to an end.
        for (int i = 0; i < most && message is not null && message != Closed; i++)
        {
            count += message is Signal ? 0 : 1;
            message = message.Next;
        }

        return count;
    }

    /// <summary>The values that have arrived, oldest first. Only while nothing runs.</summary>
    /// <param name="most">How many of the newest are looked at.</param>
    internal List<Value> ShowNews(int most)
    {
        var values = new List<Value>();
        for (var message = Volatile.Read(ref _newest); message is not null && message != Closed && values.Count < most; message = message.Next)
        {
            if (message is not Signal)
            {
                values.Add(message.Received);
            }
        }

        values.Reverse();
        return values;
    }

    /// <summary>Empties the inbox. The owner only.</summary>
    internal ArrivedMessages TakeNews() => Reverse(Interlocked.Exchange(ref _newest, null));

    /// <summary>Refuses everything from now on. The owner only, once.</summary>
    /// <returns>What had arrived.</returns>
    internal ArrivedMessages Close() => Reverse(Interlocked.Exchange(ref _newest, Closed));

    /// <summary>Shows a meter what has arrived. The owner only.</summary>
    /// <param name="meter">The meter.</param>
    private protected void MeasureNews(HeapMeter meter) => Mailbox.Measure(meter, Volatile.Read(ref _newest));

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
