using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Something on its way to a process or in its mailbox: a value, or, in a derived class, what the runtime tells it.</summary>
/// <param name="value">The value sent.</param>
internal class Message(Value value)
{
    /// <summary>The value sent.</summary>
    public readonly Value Value = value;

    /// <summary>The next one of the list this is in: the older one on the way, the newer one in the mailbox; the message itself once it was taken out.</summary>
    public Message? Next;

    /// <summary>The one before it in the mailbox.</summary>
    public Message? Previous;

    /// <summary>Whether it was in the mailbox and is not any more.</summary>
    public bool IsTaken => Next == this;

    /// <summary>What RECEIVE gives for it.</summary>
    public virtual Value Received => Value;
}
