namespace TinyTotIL.Cli.Protocol;

/// <summary>What reading a message gave.</summary>
internal enum MessageOutcome
{
    /// <summary>A message.</summary>
    Message,

    /// <summary>Something that is none, and was passed over: the next one can be read.</summary>
    Unreadable,

    /// <summary>Something after which nobody knows where the next message begins.</summary>
    Broken,

    /// <summary>The end of the input, between two messages.</summary>
    End,
}
