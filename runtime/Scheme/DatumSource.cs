namespace TinyTotIL.Runtime.Scheme;

/// <summary>Where the text of data comes from, one UTF-16 unit after the other.</summary>
public abstract class DatumSource
{
    /// <summary>What <see cref="Peek"/> and <see cref="Read"/> give at the end.</summary>
    public const int End = -1;

    /// <summary>Offset of the next unit.</summary>
    public abstract int Position { get; }

    /// <summary>The next unit, which stays; <see cref="End"/> at the end.</summary>
    public abstract int Peek();

    /// <summary>Takes the next unit; <see cref="End"/> at the end.</summary>
    public abstract int Read();
}
