namespace TinyTotIL.Runtime.Formats;

/// <summary>Where bytes come from, piece by piece.</summary>
internal abstract class ByteSource
{
    /// <summary>Whether it is known that nothing follows.</summary>
    public abstract bool IsAtEnd { get; }

    /// <summary>Reads what is there, at least one byte.</summary>
    /// <param name="target">Where to put it; there is room for a character.</param>
    /// <returns>How many bytes it is; 0 at the end.</returns>
    public abstract int Read(Span<byte> target);
}
