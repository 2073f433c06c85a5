namespace TinyTotIL.Runtime.Scheme;

/// <summary>How far the reading of a list is.</summary>
internal enum ListPart : byte
{
    /// <summary>Elements follow.</summary>
    Elements,

    /// <summary>The dot has been read, and the datum after it has not.</summary>
    Dot,

    /// <summary>Only the closing parenthesis can follow.</summary>
    Tail,
}
