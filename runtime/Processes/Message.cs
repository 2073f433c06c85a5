using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Something on its way to a process: a value, or, in a derived class, a signal.</summary>
/// <param name="value">The value sent.</param>
internal class Message(Value value)
{
    /// <summary>The value sent.</summary>
    public readonly Value Value = value;

    /// <summary>How many of the inbox it is in there are, this one and those that came before it.</summary>
    public int Depth;

    /// <summary>The next one of the list this is in.</summary>
    public Message? Next;
}
