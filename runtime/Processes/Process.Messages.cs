namespace TinyTotIL.Runtime.Processes;

/// <content>What the owner does with what arrives. Only the worker that runs the process calls these.</content>
public sealed partial class Process
{
    /// <summary>What has just arrived is counted one by one.</summary>
    private const int MostCounted = 1000;

    /// <summary>Length of the owner's list.</summary>
    private int _messages;

    /// <summary>Messages that wait to be taken; to others than the owner, and where thousands have just arrived, an estimate.</summary>
    internal int MailboxLength => Volatile.Read(ref _messages) + CountNews(MostCounted);

    /// <summary>Takes over what has arrived: values go to the mailbox, signals are handled.</summary>
    /// <returns>Whether the process goes on; otherwise it must end.</returns>
    internal bool TakeOver()
    {
        Sort(TakeNews());
        return !IsEnding;
    }

    /// <summary>Refuses what comes from now on, and handles what came before, so that it is known whom to tell of the end.</summary>
    internal void CloseMailbox()
    {
        Sort(Close());
        Mailbox.Clear();
        _messages = 0;
    }

    /// <summary>Takes the oldest message; null when there is none, and when the process must end.</summary>
    internal Message? TakeFirst()
    {
        if (Mailbox.First is null && HasNews && !TakeOver())
        {
            return null;
        }

        if (Mailbox.First is not { } message)
        {
            return null;
        }

        Remove(message);
        return message;
    }

    /// <summary>Takes the oldest message that matches one of some patterns; null when there is none, and when the process must end.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="number">The number of the first pattern it matches.</param>
    internal Message? TakeMatching(PatternSet patterns, out int number)
    {
        var message = FindMatching(patterns, out number);
        if (message is null && HasNews)
        {
            message = TakeOver() ? FindMatching(patterns, out number) : null;
        }

        if (message is not null)
        {
            Remove(message);
        }

        return message;
    }

    /// <summary>Goes on to the message behind the one last looked at; false when there is none, and when the process must end.</summary>
    internal bool TryLookAtNext()
    {
        var next = NextToLookAt();
        if (next is null && HasNews && TakeOver())
        {
            next = NextToLookAt();
        }

        if (next is not null)
        {
            EnsureDetails().Looked = next;
        }

        return next is not null;
    }

    /// <summary>Takes a message out.</summary>
    /// <param name="message">One of the mailbox.</param>
    internal void Take(Message message) => Remove(message);

    private Message? NextToLookAt() => Details?.Looked is { } last ? last.Next : Mailbox.First;

    private Message? FindMatching(PatternSet patterns, out int number)
    {
        if (Details?.Index is { } known && !patterns.HasAny)
        {
            return known.Find(patterns, Mailbox.First, out number);
        }

        number = -1;
        var message = Mailbox.First;
        for (int i = 0; i < MailboxIndex.ShortMailbox && message is not null; i++)
        {
            number = patterns.Match(message);
            if (number >= 0)
            {
                return message;
            }

            message = message.Next;
        }

        return message is null ? null : (EnsureDetails().Index = new MailboxIndex()).Find(patterns, Mailbox.First, out number);
    }

    private void Remove(Message message)
    {
        var index = Details?.Index;
        index?.Forget(message);
        Mailbox.Remove(message, isEntered: index is not null);
        _messages--;
        if (Details?.Looked == message)
        {
            Details.Looked = null;
        }

        if (Mailbox.First is null && Details is not null)
        {
            Details.Index = null;
        }
    }

    private void Sort(in ArrivedMessages news)
    {
        if (news.AreValues && !IsEnding)
        {
            Mailbox.Append(news);
            _messages += news.Count;
            return;
        }

        for (var arrived = news.Oldest; arrived is not null;)
        {
            var next = arrived.Next;
            var message = arrived is Signal signal ? signal.Handle(this) : arrived;
            if (message is not null && !IsEnding)
            {
                Mailbox.Append(message);
                _messages++;
            }

            arrived = next;
        }
    }
}
