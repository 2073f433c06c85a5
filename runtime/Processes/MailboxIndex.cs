using System.Runtime.InteropServices;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Finds messages of a long mailbox by what they are, so that a selective receive looks at no message twice.</summary>
/// <remarks>
/// A message is entered once for each kind of pattern that has ever been asked for, and found by its key. Messages taken out by other
/// ways stay entered until they are met or too many have gathered; then the index begins afresh. All together a message costs a constant
/// number of steps, however many receives pass over it.
/// </remarks>
internal sealed class MailboxIndex
{
    /// <summary>Messages a receive looks at before an index is worth while.</summary>
    public const int ShortMailbox = 16;

    private const int FewTaken = 64;

    private readonly Dictionary<MessagePattern, Bucket> _buckets = [];
    private int _kinds;
    private Message? _last;
    private int _entered;
    private int _taken;

    /// <summary>The oldest message that matches any pattern; null for none.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="first">The oldest message of the mailbox.</param>
    /// <param name="number">The number of the first pattern it matches.</param>
    public Message? Find(PatternSet patterns, Message? first, out int number)
    {
        if ((patterns.Kinds & ~_kinds) != 0 || (_taken > FewTaken && _taken > _entered / 2))
        {
            _kinds |= patterns.Kinds;
            _buckets.Clear();
            (_last, _entered, _taken) = (null, 0, 0);
        }

        EnterNew(first);
        (number, Entry? oldest) = (-1, null);
        for (int i = 0; i < patterns.Count; i++)
        {
            if (Oldest(patterns[i]) is { } entry && (oldest is null || entry.Order < oldest.Order))
            {
                (number, oldest) = (i, entry);
            }
        }

        return oldest?.Message;
    }

    /// <summary>Notes that a message is about to be taken out of the mailbox.</summary>
    /// <param name="message">The message.</param>
    public void Forget(Message message)
    {
        _taken++;
        if (_last == message)
        {
            _last = message.Previous;
        }
    }

    private void EnterNew(Message? first)
    {
        for (var message = _last is null ? first : _last.Next; message is not null; message = message.Next)
        {
            _last = message;
            _entered++;
            for (int kinds = _kinds; kinds != 0; kinds &= kinds - 1)
            {
                var kind = (PatternKind)int.TrailingZeroCount(kinds);
                if (MessagePattern.TryFindKey(kind, message, out long number, out string? text))
                {
                    Enter(new MessagePattern(kind, number, text), message);
                }
            }
        }
    }

    private void Enter(MessagePattern key, Message message)
    {
        ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_buckets, key, out _);
        var entry = new Entry(message, _entered);
        if (bucket.Last is null)
        {
            bucket.First = entry;
        }
        else
        {
            bucket.Last.Next = entry;
        }

        bucket.Last = entry;
    }

    private Entry? Oldest(MessagePattern key)
    {
        ref var bucket = ref CollectionsMarshal.GetValueRefOrNullRef(_buckets, key);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref bucket))
        {
            return null;
        }

        while (bucket.First is { Message.IsTaken: true } gone)
        {
            bucket.First = gone.Next;
        }

        if (bucket.First is { } oldest)
        {
            return oldest;
        }

        _buckets.Remove(key);
        return null;
    }

    private struct Bucket
    {
        public Entry? First;
        public Entry? Last;
    }

    private sealed class Entry(Message message, int order)
    {
        public Message Message => message;

        public int Order => order;

        public Entry? Next { get; set; }
    }
}
